"""What Word and OpenDocument texts have in common: paragraphs, cells, notes, and what is left out."""

from collections import Counter
from collections.abc import Sequence

from ...domain.documents import Transcript
from ...i18n import ngettext
from . import draft
from .draft import Draft

HIDDEN, COMMENT, DELETION, FIELD, INSERTED_FILE = "hidden", "comment", "deletion", "field", "inserted file"


class Page:
    """The text of an office document as it is read: pieces of paragraphs, and counts of what is left out.

    Notes stand at the end, each a paragraph that begins with the mark [^1] that stands where it belongs.
    """

    def __init__(self) -> None:
        self._draft = Draft()
        self._begun = False
        self.left_out: Counter[str] = Counter()
        self.notes = 0

    def begin(self, separator: str = "\n") -> None:
        """Begin a paragraph or cell; `separator` sets it off from what stands before."""
        if self._begun:
            self._draft.add(separator)
        self._begun = True

    def write(self, piece: str, bold: bool = False) -> None:
        """Write text into the paragraph that was begun."""
        self._draft.add(piece, bold)

    def mark_note(self) -> int:
        """Write the mark of the next note and return its number."""
        self.notes += 1
        space = "" if self._draft.last.isspace() or not self._draft.last else " "
        self._draft.add(f"{space}[^{self.notes}]")
        return self.notes

    @property
    def last(self) -> str:
        """The last character written, or ""."""
        return self._draft.last

    def __len__(self) -> int:
        return len(self._draft)

    def transcript(
        self, name: str, format: str, spoken_end: int, *, encoding: str = "", warnings: Sequence[str] = ()
    ) -> Transcript:
        """The finished transcript; `spoken_end` is where the notes begin."""
        return draft.transcript(
            self.text,
            name,
            format,
            encoding=encoding,
            warnings=[*warnings, *_left_out(self.left_out, name)],
            bold=self._draft.bold,
            spoken_end=spoken_end,
        )

    @property
    def text(self) -> str:
        """What was written so far."""
        return self._draft.text


def _left_out(counts: Counter[str], name: str) -> Sequence[str]:
    """A sentence for each kind of thing that a document holds and its text does not."""
    return [_sentence(kind, n).format(file=name, n=n) for kind, n in sorted(counts.items()) if n]


def _sentence(kind: str, n: int) -> str:
    if kind == COMMENT:
        return ngettext("{file}: {n} comment was left out.", "{file}: {n} comments were left out.", n)
    if kind == HIDDEN:
        return ngettext(
            "{file}: {n} piece of hidden text was left out.",
            "{file}: {n} pieces of hidden text were left out.",
            n,
        )
    if kind == DELETION:
        return ngettext(
            "{file}: {n} tracked deletion was left out; insertions are kept.",
            "{file}: {n} tracked deletions were left out; insertions are kept.",
            n,
        )
    if kind == FIELD:
        return ngettext(
            "{file}: the code of {n} field was left out; what the field shows is kept.",
            "{file}: the codes of {n} fields were left out; what the fields show is kept.",
            n,
        )
    return ngettext(
        "{file}: {n} inserted document could not be read and was left out.",
        "{file}: {n} inserted documents could not be read and were left out.",
        n,
    )
