"""Codes: questions, themes and the team's own, in one codebook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

QUESTION = "question"
THEME = "theme"
TEAM = "team"


@dataclass(frozen=True, slots=True)
class Code:
    """One code of the codebook.

    `kind` is question, theme or team. `questions` are ids of the evaluation questions it is linked to:
    for a team code its codings are evidence for them; for a theme they are the questions tagged with it.
    `keywords` maps a language to terms. `colour` is a hue and a tone of the palette, as "3-1".
    `memo` is what the team notes about the code while working with it. `coder_id` is the coder who made it by
    hand, None for one that came with the codebook.
    """

    id: str
    kind: str
    name: str
    short: str
    criterion_id: str | None
    parent_id: str | None
    question_id: str | None
    definition: str
    when_to_use: str
    when_not: str
    example: str
    colour: str
    position: int
    questions: tuple[str, ...]
    keywords: dict[str, tuple[str, ...]]
    memo: str = ""
    coder_id: str | None = None

    @property
    def label(self) -> str:
        """How the code is called where there is room: a question with its short name, others by name."""
        return f"{self.name} {self.short}".strip() if self.kind == QUESTION else self.name


def deciding(code: Code, by_id: Mapping[str, Code]) -> Code | None:
    """The code, itself or above it, that says what passages under it are evidence for.

    It is a theme (for no question) or has questions; None where neither is found on the way up.
    """
    seen: set[str] = set()
    at: Code | None = code
    while at and at.id not in seen:
        if at.kind == THEME or at.questions:
            return at
        seen.add(at.id)
        at = by_id.get(at.parent_id or "")
    return None


def below(codes: Sequence[Code]) -> dict[str, list[Code]]:
    """Team codes by the id of the code they stand under; "" for those that stand alone."""
    known = {code.id for code in codes}
    found: dict[str, list[Code]] = {}
    for code in codes:
        if code.kind == TEAM:
            parent = code.parent_id if code.parent_id in known else None
            found.setdefault(parent or "", []).append(code)
    return found
