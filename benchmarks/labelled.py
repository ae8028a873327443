"""Labelled passages and profiles of codes from files, for the benchmarks of suggestions.

Passages are JSON lines with `text`, `label`, `criterion` and, where known, `context`, `language`, `id`;
profiles are JSON lines with `label`, `criterion`, `text`, or a matrix the program reads (labels are then Q
and the question's number). Whatever a line lacks is empty; labels may be numbers.
"""

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from qualcoder_cg.domain.suggestions import Profile
from qualcoder_cg.formats.transcripts import languages

_SPOKEN = 0.1
_JSON = (".jsonl", ".ndjson", ".json", ".txt", "")


class Row(NamedTuple):
    """A passage and the code that people put it under."""

    text: str
    label: str
    criterion: str
    context: str
    language: str


class Labelled(NamedTuple):
    """Passages, the profiles they may belong to, and the criterion of every code."""

    rows: list[Row]
    profiles: list[Profile]
    criteria: dict[str, str]
    left_out: int


class Unreadable(ValueError):
    """A file that is not what it should be; the message says where."""


def read(data: Path, profiles: Path, language: str = "") -> Labelled:
    """Passages and profiles; without a `language` that of every passage is guessed.

    A passage without a label cannot be judged and is left out. A code without a criterion takes the one
    that its passages most often have, or else is a criterion of its own.
    """
    objects = json_lines(data)
    labelled = [one for one in objects if as_label(one.get("label"))]
    known, criteria = read_profiles(profiles)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for one in labelled:
        if criterion := as_label(one.get("criterion")):
            told[as_label(one["label"])][criterion] += 1
    for label in {*criteria, *(as_label(one["label"]) for one in labelled)}:
        if not criteria.get(label):
            criteria[label] = told[label].most_common(1)[0][0] if told[label] else label
    spoken = spoken_in([as_text(one.get("text")) for one in labelled])
    rows = []
    for one, guessed in zip(labelled, spoken):
        label = as_label(one["label"])
        rows.append(
            Row(
                as_text(one.get("text")),
                label,
                as_label(one.get("criterion")) or criteria[label],
                as_text(one.get("context")),
                language or as_text(one.get("language")) or guessed,
            )
        )
    return Labelled(rows, known, criteria, len(objects) - len(labelled))


def read_profiles(path: Path) -> tuple[list[Profile], dict[str, str]]:
    """Profiles in the order of the file, and the criterion of each ("" where none is told)."""
    told = _json_profiles(path) if path.suffix.lower() in _JSON else _matrix_profiles(path)
    profiles: dict[str, Profile] = {}
    criteria: dict[str, str] = {}
    for profile, criterion in told:
        before = profiles.get(profile.code_id)
        if before:  # one code in several lines, such as one line for each sub-question
            joined = f"{before.text}\n{profile.text}"
            profile = Profile(before.code_id, before.label, joined, before.keywords or profile.keywords)
        profiles[profile.code_id] = profile
        criteria[profile.code_id] = criteria.get(profile.code_id) or criterion
    return list(profiles.values()), criteria


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with one on each line, or with one list of them; blank lines do not count."""
    text = path.read_text(encoding="utf-8-sig")
    if text.lstrip().startswith("["):
        try:
            lines = [(1, one) for one in json.loads(text)]
        except ValueError as error:
            raise Unreadable(f"{path}: {error}") from error
    else:  # not splitlines(): a line separator of Unicode may stand within a text
        lines = list(_lines(path, text.split("\n")))
    for number, one in lines:
        if not isinstance(one, dict):
            raise Unreadable(f"{path}, line {number}: not an object")
    return [one for _number, one in lines]


def as_text(value: object) -> str:
    """A value of JSON as text; a list is one paragraph after the other."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(filter(None, (as_text(one) for one in value)))
    return str(value)


def as_label(value: object) -> str:
    """A label as it is compared: 3, 3.0 and " 3 " are one, and so are both ways to write é."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFC", as_text(value)).strip()


def spoken_in(texts: Sequence[str]) -> list[str]:
    """The language of each text: its own where a tenth of all are in it, else that of most; "xx" unknown."""
    guesses = [languages.guess(text) for text in texts]
    counts = Counter(filter(None, guesses))
    most = languages.guess("\n".join(texts)) or (counts.most_common(1)[0][0] if counts else "xx")
    spoken = {language for language, count in counts.items() if count >= _SPOKEN * counts.total()}
    return [one if one in spoken else most for one in guesses]


def _lines(path: Path, lines: Sequence[str]) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise Unreadable(f"{path}, line {number}: {error}") from error


def _json_profiles(path: Path) -> Iterator[tuple[Profile, str]]:
    for one in json_lines(path):
        label = as_label(one.get("label"))
        if label:
            yield Profile(label, label, as_text(one.get("text"))), as_label(one.get("criterion"))


def _matrix_profiles(path: Path) -> Iterator[tuple[Profile, str]]:
    from qualcoder_cg.formats import matrices

    for criterion in matrices.read(path).criteria:
        for question in criterion.questions:
            label = f"Q{question.number}"
            guidance = question.guidance
            text = "\n".join((question.text, guidance.definition, guidance.when_to_use))
            yield Profile(label, question.short or label, text, guidance.keywords), criterion.name
