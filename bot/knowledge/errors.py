"""The one error content can raise."""


class ContentError(ValueError):
    """Content that does not hold together; each problem names its file and line."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
