"""The codebook as it was at different times, and what is different."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from .codes import Code
from .team import CodebookVersion

ADDED, REMOVED, CHANGED = WHAT = ("added", "removed", "changed")
GUIDING = ("definition", "when_to_use", "when_not", "example")
# What tells a coder when a code applies: where it changes, earlier codings want another look.
FIELDS = ("name", *GUIDING, "parent", "questions", "keywords")


class Entry(NamedTuple):
    """A code as a version keeps it; `parent` and `questions` are what refers to others, by id and by name."""

    id: str
    kind: str
    name: str
    short: str
    definition: str
    when_to_use: str
    when_not: str
    example: str
    parent: tuple[str, str]
    questions: tuple[tuple[str, str], ...]
    keywords: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def label(self) -> str:
        """How the code was called, with its short name."""
        return f"{self.name} {self.short}".strip() if self.short != self.name else self.name

    def text(self, field: str) -> str:
        """What stands in one of FIELDS, as a person reads it."""
        if field == "parent":
            return self.parent[1]
        if field == "questions":
            return ", ".join(number for _id, number in self.questions)
        if field == "keywords":
            return "; ".join(f"{language}: {', '.join(terms)}" for language, terms in self.keywords)
        return self.label if field == "name" else str(getattr(self, field))

    def identity(self, field: str) -> object:
        """What must differ for the field to have changed: not what others are called now."""
        if field == "parent":
            return self.parent[0]
        if field == "questions":
            return tuple(one for one, _number in self.questions)
        return self.text(field)


class FieldChange(NamedTuple):
    """One of FIELDS, before and after."""

    field: str
    before: str
    after: str


class CodeChange(NamedTuple):
    """What became of a code between two versions; `what` is of WHAT, `fields` what differs in it."""

    code_id: str
    name: str
    what: str
    fields: tuple[FieldChange, ...] = ()


def entries(codes: Sequence[Code], numbers: Mapping[str, str]) -> list[Entry]:
    """The codebook as a version keeps it; `numbers` are those of questions, by id."""
    names = {code.id: code.name for code in codes}
    return [
        Entry(
            code.id, code.kind, code.name, code.short, code.definition, code.when_to_use, code.when_not,
            code.example, (code.parent_id or "", names.get(code.parent_id or "", "")),
            tuple((one, numbers.get(one, "")) for one in code.questions),
            tuple(sorted(code.keywords.items())),
        )
        for code in codes
    ]  # fmt: skip


def written(found: Iterable[Entry]) -> str:
    """Entries as the file keeps them."""
    return json.dumps([one._asdict() for one in found], ensure_ascii=False)


def read(codes: str) -> list[Entry]:
    """Entries from what the file keeps; what is none is left out, for a file may come from anyone."""
    try:
        found = json.loads(codes)
    except ValueError:
        return []
    made = (_entry(one) for one in found) if isinstance(found, list) else ()
    return [one for one in made if one]


def compared(before: Sequence[Entry], after: Sequence[Entry]) -> list[CodeChange]:
    """What became of each code, in the order of the later codebook; codes removed come last."""
    old = {one.id: one for one in before}
    now = {one.id for one in after}
    found = []
    for entry in after:
        was = old.get(entry.id)
        if was is None:
            found.append(CodeChange(entry.id, entry.label, ADDED))
            continue
        fields = tuple(
            FieldChange(name, was.text(name), entry.text(name))
            for name in FIELDS
            if was.identity(name) != entry.identity(name)
        )
        if fields:
            found.append(CodeChange(entry.id, entry.label, CHANGED, fields))
    gone = [CodeChange(one.id, one.label, REMOVED) for one in before if one.id not in now]
    return found + gone


def last_changes(versions: Sequence[CodebookVersion]) -> dict[str, int]:
    """The number of the version in which the guidance of a code changed last, for codes where it ever did.

    What was coded before the first version is taken to be coded under that.
    """
    found: dict[str, int] = {}
    before: dict[str, Entry] | None = None
    for version in sorted(versions, key=lambda one: one.number):
        now = {one.id: one for one in read(version.codes)}
        if before is not None:
            for code_id, entry in now.items():
                was = before.get(code_id)
                if was and any(was.text(name) != entry.text(name) for name in GUIDING):
                    found[code_id] = version.number
        before = now
    return found


def _entry(value: Any) -> Entry | None:
    try:
        return Entry(
            id=str(value["id"]),
            kind=str(value["kind"]),
            name=str(value["name"]),
            short=str(value["short"]),
            definition=str(value["definition"]),
            when_to_use=str(value["when_to_use"]),
            when_not=str(value["when_not"]),
            example=str(value["example"]),
            parent=(str(value["parent"][0]), str(value["parent"][1])),
            questions=tuple((str(one), str(number)) for one, number in value["questions"]),
            keywords=tuple((str(one), tuple(map(str, terms))) for one, terms in value["keywords"]),
        )
    except (KeyError, TypeError, ValueError, IndexError):
        return None
