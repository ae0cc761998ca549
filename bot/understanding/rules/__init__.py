"""What a learned reader must not be trusted with: numbers, time, ages, other languages, the plainest danger words."""
