"""What there is to learn from, gathered beside the window with a connection of its own."""

import json
from collections import defaultdict, deque
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from ..domain.suggestions import Example, Profile
from ..progress import Progress, silent
from ..suggest import wire
from .beside import Beside
from .examples import background, examples
from .suggestions import profiles


class Lesson(NamedTuple):
    """All there is to learn: what codes are about, the team's own coding, passages of the study; in order."""

    profiles: list[Profile]
    examples: list[Example]
    background: list[tuple[str, str]]


class Taught(NamedTuple):
    """A lesson, and the request that teaches it: its name and its members as JSON."""

    lesson: Lesson
    op: str
    members: bytes


def lessons(path: Path, coder: str, progress: Progress = silent, seen: Iterable[str] | None = None) -> Lesson:
    """All there is to learn, as it is saved now.

    `seen` are the coders (ids) to learn from, None everybody.

    Opens the study anew, so it may run in another thread than the open study; raises `Cancelled` out of
    `progress`.
    """
    with Beside(path, coder, None if seen is None else frozenset(seen)).opened() as project:
        progress(0, 2)
        described = profiles(project)
        progress(1, 2)
        return Lesson(described, examples(project), background(project))


def gathered(place: Beside, before: Lesson | None = None, progress: Progress = silent) -> Taught:
    """What there is to learn now, and how to tell it to a process that holds the lesson `before`.

    To be called in a thread. Only what changed is told, where that is possible; without a lesson before,
    all of it.
    """
    lesson = lessons(place.path, place.coder_name, progress, place.seen)
    if before is not None:
        more = difference(before, lesson)
        if more is not None:
            return Taught(lesson, "learn_more", _members(more))
    described = ", ".join(_json(wire.profile_to_json(one)) for one in lesson.profiles)
    # Piece by piece: no other thread runs while Python makes a piece of JSON.
    shown = ", ".join(_json(wire.example_to_json(one)) for one in lesson.examples)
    common = _json(lesson.background)
    members = f'"profiles": [{described}], "examples": [{shown}], "background": {common}'
    return Taught(lesson, "learn", members.encode())


def difference(before: Lesson, after: Lesson) -> dict[str, Any] | None:
    """What makes one lesson of another: `profiles` where they differ, `removed` and `added` examples.

    `removed` are their places before; `added` are pairs of the place after and the example, in order. None
    where examples changed their order: then it is better told anew.
    """
    places: dict[Example, deque[int]] = defaultdict(deque)
    for place, example in enumerate(before.examples):
        places[example].append(place)
    kept, added = [], []
    for place, example in enumerate(after.examples):
        known = places.get(example)
        if known:
            kept.append(known.popleft())
        else:
            added.append([place, wire.example_to_json(example)])
    if any(first > second for first, second in pairwise(kept)):
        return None
    removed = sorted(place for left in places.values() for place in left)
    more: dict[str, Any] = {"removed": removed, "added": added}
    if before.background != after.background:
        more["background"] = after.background
    if before.profiles != after.profiles:
        more["profiles"] = [wire.profile_to_json(one) for one in after.profiles]
    return more


def _members(values: dict[str, Any]) -> bytes:
    """The members of a JSON object, without its braces."""
    return _json(values)[1:-1].encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
