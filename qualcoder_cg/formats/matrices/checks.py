"""What every matrix file must satisfy, and how its faults are told: file, place, fault."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from qualcoder_cg.domain.matrix import CodeSpec, CriterionSpec, MatrixSpec, QuestionSpec, ThemeSpec
from qualcoder_cg.errors import UserError
from qualcoder_cg.i18n import _, ngettext

SHOWN = 5

_PREFIX = re.compile(r"^(?:EQ|PE|Q|P|question|pregunta)[\s.:#]*(?=\d)", re.IGNORECASE)
# A number has a digit or is a single letter: 7, 2.1, 3b, EQ4, C.
_NUMBER = re.compile(r"[^\W\d_]{0,5}[-. ]?\d[\w.\-/]{0,9}|[^\W\d_]")
_WHOLE = re.compile(r"^(\d+)\.0+$")
_DATE = re.compile(r"^\d{4}-\d\d-\d\d")
_COLOUR = re.compile(r"^(?:[1-9]|1[0-2])-[0-2]$")


class Place(NamedTuple):
    """Where in a file: `order` sorts, `words` says it ("line 12")."""

    order: int
    words: str


class Faults:
    """The faults found in one file, told together so that a person mends them in one go."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[tuple[Place, str]] = []

    def add(self, place: Place, fault: str) -> None:
        """Note one fault; reading goes on."""
        if (place, fault) not in self._found:
            self._found.append((place, fault))

    def raise_any(self) -> None:
        """Raise a `UserError` that names the first faults in the order of the file, if there are any."""
        if not self._found:
            return
        found = sorted(self._found, key=lambda item: item[0].order)
        if len(found) == 1:
            place, fault = found[0]
            raise UserError(
                _("{file}, {place}: {fault}").format(file=self.file, place=place.words, fault=fault)
            )
        head = ngettext("{file} has {count} fault.", "{file} has {count} faults.", len(found))
        lines = [head.format(file=self.file, count=len(found))]
        lines += [
            _("{place}: {fault}").format(place=place.words, fault=fault) for place, fault in found[:SHOWN]
        ]
        rest = len(found) - SHOWN
        if rest > 0:
            lines.append(ngettext("{count} more fault.", "{count} more faults.", rest).format(count=rest))
        raise UserError("\n".join(lines))


@dataclass
class Draft:
    """What a reader found, before anything is checked against anything else."""

    title: str
    criteria: list[tuple[Place, CriterionSpec]] = field(default_factory=list)
    questions: list[tuple[Place, str, QuestionSpec]] = field(default_factory=list)
    themes: list[tuple[Place, ThemeSpec]] = field(default_factory=list)
    codes: list[tuple[Place, CodeSpec]] = field(default_factory=list)


def assemble(draft: Draft, faults: Faults) -> MatrixSpec:
    """The matrix of a draft whose parts fit together; raises `UserError` with the faults otherwise.

    Every question must stand under the key of one of the draft's criteria. Themes that questions name
    are made when the file lists no themes at all.
    """
    _check_criteria(draft, faults)
    numbers = _check_questions(draft, faults)
    themes = _themes(draft, faults)
    codes = _codes(draft, numbers, faults)
    _check_names(draft, numbers, faults)
    questions = [(key, _with_themes(place, spec, themes, faults)) for place, key, spec in draft.questions]
    faults.raise_any()
    if not (draft.criteria or draft.themes or draft.codes):
        raise UserError(_("{file} has no criteria, themes or codes.").format(file=faults.file))
    criteria = tuple(
        replace(criterion, questions=tuple(spec for key, spec in questions if key == criterion.key))
        for _place, criterion in draft.criteria
    )
    return MatrixSpec(draft.title, criteria, tuple(themes.values()), codes)


def number(text: str) -> str:
    """A question's number as it is kept: "Q7", "7." and "7.0" are all "7"."""
    text = _PREFIX.sub("", text.strip())
    text = text.rstrip(". ") or text
    whole = _WHOLE.match(text)
    return whole.group(1) if whole else text


def check_number(text: str, place: Place, faults: Faults) -> str:
    """The number as it is kept, noting a fault where it is none or a spreadsheet made a date of it."""
    if _DATE.match(text):
        faults.add(
            place, _("the number “{number}” is a date; format the column as text.").format(number=text)
        )
        return number(text)
    kept = number(text)
    if kept and not _NUMBER.fullmatch(kept):
        faults.add(
            place,
            _(
                "“{number}” is not the number of a question, such as 7 or 2.1; are two columns swapped?"
            ).format(number=text),
        )
    return kept


def check_colour(text: str, place: Place, faults: Faults) -> str:
    """The colour, noting a fault where it is not a hue 1–12 and a tone 0–2, as "3-1"."""
    if text and not _COLOUR.match(text):
        faults.add(
            place,
            _("the colour “{colour}” should be a hue from 1 to 12 and a tone from 0 to 2, as 3-1.").format(
                colour=text
            ),
        )
    return text


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be, or ""."""
    folded = {item.casefold(): item for item in known}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else ""


def unknown(what: str, meant: str) -> str:
    """A fault's text with its guess: `what` is a sentence, `meant` the word probably meant or ""."""
    if not meant:
        return what
    return _("{fault} Did you mean “{word}”?").format(fault=what, word=meant)


def _check_criteria(draft: Draft, faults: Faults) -> None:
    seen: dict[str, Place] = {}
    for place, criterion in draft.criteria:
        if not criterion.key:
            faults.add(place, _("the criterion has no key."))
        elif criterion.key in seen:
            faults.add(
                place,
                _("the criterion key {key} was already used ({place}).").format(
                    key=criterion.key, place=seen[criterion.key].words
                ),
            )
        seen.setdefault(criterion.key, place)


def _check_questions(draft: Draft, faults: Faults) -> frozenset[str]:
    """Note missing and repeated parts of questions; returns their numbers."""
    seen: dict[str, Place] = {}
    for place, key, spec in draft.questions:
        if not spec.number:
            faults.add(place, _("the question has no number."))
        elif spec.number in seen:
            faults.add(
                place,
                _("the number {number} was already used ({place}).").format(
                    number=spec.number, place=seen[spec.number].words
                ),
            )
        else:
            seen[spec.number] = place
        if not spec.text:
            faults.add(place, _("the question {number} is empty.").format(number=spec.number))
        if not key:
            faults.add(place, _("the question {number} has no criterion.").format(number=spec.number))
    return frozenset(seen)


def _themes(draft: Draft, faults: Faults) -> dict[str, ThemeSpec]:
    """The themes by their name in small letters."""
    themes: dict[str, ThemeSpec] = {}
    for place, theme in draft.themes:
        if not theme.name:
            faults.add(place, _("the theme has no name."))
        elif theme.name.casefold() in themes:
            faults.add(place, _("the theme “{name}” is there twice.").format(name=theme.name))
        themes.setdefault(theme.name.casefold(), theme)
    if not draft.themes:
        for _place, _key, spec in draft.questions:
            for name in spec.themes:
                themes.setdefault(name.casefold(), ThemeSpec(name))
    return themes


def _check_names(draft: Draft, numbers: frozenset[str], faults: Faults) -> None:
    """Note themes and codes that have the name of another entry: in a codebook every name is one entry's."""
    questions = {f"q{number}".casefold() for number in numbers}
    themes = {theme.name.casefold() for _place, theme in draft.themes}
    for place, theme in draft.themes:
        if theme.name.casefold() in questions:
            faults.add(place, _("the theme “{name}” is called like a question.").format(name=theme.name))
    for place, code in draft.codes:
        if code.name.casefold() in questions:
            faults.add(place, _("the code “{name}” is called like a question.").format(name=code.name))
        elif code.name and code.name.casefold() in themes:
            faults.add(place, _("the code “{name}” is called like a theme.").format(name=code.name))


def _with_themes(
    place: Place, spec: QuestionSpec, themes: dict[str, ThemeSpec], faults: Faults
) -> QuestionSpec:
    names: list[str] = []
    for name in spec.themes:
        theme = themes.get(name.casefold())
        if theme:
            names.append(theme.name)
            continue
        what = _("the question {number} names the theme “{name}”, which is not among the themes.")
        meant = nearest(name, (known.name for known in themes.values()))
        faults.add(place, unknown(what.format(number=spec.number, name=name), meant))
    return replace(spec, themes=tuple(dict.fromkeys(names)))


def _codes(draft: Draft, numbers: frozenset[str], faults: Faults) -> tuple[CodeSpec, ...]:
    by_name: dict[str, CodeSpec] = {}
    for place, code in draft.codes:
        if not code.name:
            faults.add(place, _("the code has no name."))
        elif code.name.casefold() in by_name:
            faults.add(place, _("the code “{name}” is there twice.").format(name=code.name))
        by_name.setdefault(code.name.casefold(), code)
    return tuple(_code(place, code, by_name, numbers, faults) for place, code in draft.codes)


def _code(
    place: Place, code: CodeSpec, by_name: dict[str, CodeSpec], numbers: frozenset[str], faults: Faults
) -> CodeSpec:
    """The code with its links checked and its parent's name as the parent writes it."""
    for linked in code.questions:
        if linked not in numbers:
            what = _("the code “{name}” is linked to the question {number}, which is not in the matrix.")
            faults.add(place, what.format(name=code.name, number=linked))
    parent = by_name.get(code.parent.casefold()) if code.parent else None
    if code.parent and parent is None:
        what = _("the code “{name}” stands under “{parent}”, which is not among the codes.")
        meant = nearest(code.parent, (known.name for known in by_name.values()))
        faults.add(place, unknown(what.format(name=code.name, parent=code.parent), meant))
    if parent and _in_circle(code, by_name):
        faults.add(place, _("the code “{name}” stands under itself.").format(name=code.name))
    return replace(
        code, questions=tuple(dict.fromkeys(code.questions)), parent=parent.name if parent else code.parent
    )


def _in_circle(code: CodeSpec, by_name: dict[str, CodeSpec]) -> bool:
    seen: Sequence[str] = ()
    above: CodeSpec | None = code
    while above and above.parent:
        name = above.parent.casefold()
        if name == code.name.casefold():
            return True
        if name in seen:
            return False
        seen = (*seen, name)
        above = by_name.get(name)
    return False
