"""A text while a reader writes it, and the last step that makes a transcript of it."""

from collections.abc import Sequence

from ...domain.documents import Page, Transcript, Turn
from ...domain.spans import Span
from ...domain.text import clean
from ...errors import UserError
from ...i18n import _, ngettext
from . import languages, turns


class Draft:
    """Pieces of text in order, and where bold ones lie in code points of the whole.

    Every piece is cleaned as it comes, so that the offsets hold for the stored text.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._bold: list[Span] = []

    def __len__(self) -> int:
        return self._length

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._pieces)

    @property
    def bold(self) -> tuple[Span, ...]:
        """The bold stretches, touching ones joined."""
        return tuple(self._bold)

    @property
    def last(self) -> str:
        """The last character written, or ""."""
        return self._pieces[-1][-1] if self._pieces else ""

    def add(self, piece: str, bold: bool = False) -> None:
        """Append a piece of text."""
        piece = clean(piece.replace("\ufeff", ""))
        if not piece:
            return
        start, self._length = self._length, self._length + len(piece)
        self._pieces.append(piece)
        if not bold:
            return
        if self._bold and self._bold[-1].end == start:
            start = self._bold.pop().start
        self._bold.append(Span(start, self._length))


def require_words(text: str, name: str) -> None:
    """UserError when there is nothing but white space in a text."""
    if not text.strip():
        raise UserError(
            _("{file} holds no text.").format(file=name),
            _("If its pages are pictures, recognise the text (OCR) first and import the result.")
            if name.lower().endswith((".docx", ".odt", ".rtf"))
            else _("Check that it was saved."),
        )


def about_unknown(text: str, name: str) -> str:
    """A sentence on the characters of a text that could not be told, shown as U+FFFD; "" without any."""
    unknown = text.count("\ufffd")
    if not unknown:
        return ""
    return ngettext(
        "{file}: {n} character could not be told and is shown as �.",
        "{file}: {n} characters could not be told and are shown as �.",
        unknown,
    ).format(file=name, n=unknown)


def transcript(
    text: str,
    name: str,
    format: str,
    *,
    encoding: str = "",
    warnings: Sequence[str] = (),
    bold: Sequence[Span] = (),
    spoken_end: int | None = None,
    known_turns: Sequence[Turn] | None = None,
    pages: Sequence[Page] = (),
) -> Transcript:
    """A transcript of a cleaned text: its turns found (unless known) and given roles, its language guessed.

    `spoken_end` is where the running text ends and appended notes begin; no turn reaches beyond it.
    """
    require_words(text, name)
    if known_turns is None:
        known_turns = turns.find(text, bold, spoken_end)
    return Transcript(
        text=text,
        turns=turns.assign_roles(text, known_turns),
        format=format,
        encoding=encoding,
        language=languages.guess(text),
        warnings=tuple(warning for warning in warnings if warning),
        pages=tuple(pages),
    )
