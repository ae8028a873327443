"""The two kinds of trouble a caller may meet: the world's, said kindly, and a cancelled job."""


class UserError(Exception):
    """Something outside the program is wrong: a bad file, a full disk, a wrong column.

    `message` is one clear sentence that names the file, row or value; `hint` says what to do next.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Cancelled(Exception):
    """Raised out of a progress call when the person stopped the work; nothing is half done."""
