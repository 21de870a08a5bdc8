"""What is said when something does not hold."""


class Broken(Exception):  # noqa: N818 - what it says of the thing
    """Something is not what it should be. Says so in Chinese and in English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese, english)
        self.chinese = chinese
        self.english = english

    def __str__(self) -> str:
        return f"{self.chinese} / {self.english}"
