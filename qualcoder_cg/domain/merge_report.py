"""What bringing a copy in does, or would do, for a person to read and to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# How a code of one copy stands to one of the other.
RENAMED, NEW_HERE, NEW_THERE = CODE_KINDS = ("renamed", "new here", "new there")
# Why two rows may be one.
SAME_NAME, ALIKE = PAIR_KINDS = ("same name", "alike")


@dataclass(frozen=True, slots=True)
class Coming:
    """How many rows of a table come in, are changed and go."""

    table: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: who changed it, when (ISO, UTC; "" if not known), and what stands there.

    `whole` are all the words where `value` has only where they part, else "".
    """

    who: str
    when: str
    value: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that both sides changed since they parted, or one deleted and the other changed.

    `key` names it in choices ("table/row/field"), `what` and `of` say in words which row and which of its
    fields; `wins` is "mine" or "theirs"; `choosable` says whether a person may take the other side here,
    `joinable` whether both, one after the other.
    """

    key: str
    table: str
    what: str
    of: str
    mine: Side
    theirs: Side
    wins: str
    choosable: bool
    joinable: bool = False


@dataclass(frozen=True, slots=True)
class CodeDrift:
    """How a code of this study stands to one of the copy; `kind` is of CODE_KINDS."""

    kind: str
    mine_id: str
    mine: str
    theirs_id: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders, places, people, columns or codes that may be one, `first` being the study's own.

    `key` names the pair, the same from either side; `kind` is of PAIR_KINDS, `score` (0–100) says how alike
    the names are, `stays` is the name that stands when they are made one.
    """

    key: str
    table: str
    kind: str
    first_id: str
    first: str
    second_id: str
    second: str
    score: int
    stays: str


@dataclass(frozen=True, slots=True)
class MadeOne:
    """Rows of a table that were made one: the name that stands, and the names of all that it was made of."""

    table: str
    kept_id: str
    stays: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What bringing a copy in would do.

    `kept` are things that one side deleted and that stay because something needs them; `texts` the documents
    whose text comes from the copy or stands against the copy's; `pairs` what may be one, which a person
    says; `doubles` how many codings will say what another one says (same passage, code and coder).
    """

    file: str
    coming: Sequence[Coming]
    clashes: Sequence[Clash]
    codes: Sequence[CodeDrift]
    pairs: Sequence[Pair]
    kept: Sequence[str]
    texts: Sequence[str]
    moved: int
    unsure: int
    doubles: int

    @property
    def is_empty(self) -> bool:
        """Whether the copy brings nothing that is not here already."""
        return not (self.coming or self.clashes or self.kept)


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What bringing a copy in did: as it was foreseen, what was chosen (key to side), what was made one.

    `study` is the title of the study, `who` the name of whoever merged, `at` when (ISO, UTC).
    """

    preview: MergePreview
    backup: str
    chosen: Mapping[str, str] = field(default_factory=dict)
    same: Sequence[MadeOne] = ()
    study: str = ""
    who: str = ""
    at: str = ""
