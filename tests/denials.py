"""What somebody says who has none of what is asked."""

NOTHING = ("No", "None of these", "Nowhere else", "Neither", "Not sure")
MOST_QUESTIONS = 25
