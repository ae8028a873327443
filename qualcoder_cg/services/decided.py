"""Which codings were decided about, and which of the decisions no longer fit them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..domain.codings import Coding
from ..domain.team import Adjudicated, Adjudication, what_it_says
from ..storage.project import Project

_READ = ("adjudication", "adjudicated", "coding", "document_text")


class Decided(NamedTuple):
    """The decisions of a study by the codings they are about; `stale` are ids of those that no longer fit."""

    by_coding: dict[str, frozenset[str]]
    made_at: dict[str, str]
    stale: frozenset[str]

    def about(self, coding_ids: Sequence[str]) -> str | None:
        """The newest decision that is about all of these codings; None where there is none."""
        common: frozenset[str] | None = None
        for coding_id in coding_ids:
            those = self.by_coding.get(coding_id)
            if not those:
                return None
            common = those if common is None else common & those
        return max(common, key=lambda one: (self.made_at.get(one, ""), one)) if common else None


def decided(project: Project) -> Decided:
    """What was decided; kept until a decision, a coding or a text changes."""
    stamp = project.stamp(*_READ)
    kept = project.kept.get(decided)
    if stamp is not None and isinstance(kept, tuple) and kept[0] == stamp:
        return kept[1]  # type: ignore[no-any-return]
    made = _read(project)
    project.kept[decided] = (stamp, made)
    return made


def stale(project: Project) -> list[Adjudication]:
    """The decisions that no longer fit: a coding they are about is gone, or says something else now."""
    gone = decided(project).stale
    return [one for one in project.team.adjudications.all() if one.id in gone]


def sayings(project: Project, codings: Iterable[Coding]) -> dict[str, str]:
    """What each coding (id) says, as decisions keep it."""
    texts: dict[str, str] = {}
    found = {}
    for coding in codings:
        if coding.document_id not in texts:
            texts = {coding.document_id: project.documents.text(coding.document_id)}
        found[coding.id] = what_it_says(coding.code_id, texts[coding.document_id][coding.start : coding.end])
    return found


def _read(project: Project) -> Decided:
    about = project.team.adjudicated.all()
    by_coding: dict[str, set[str]] = {}
    for one in about:
        by_coding.setdefault(one.coding_id, set()).add(one.adjudication_id)
    made_at = {one.id: one.created_at for one in project.team.adjudications.all()}
    fixed = {coding_id: frozenset(those) for coding_id, those in by_coding.items()}
    return Decided(fixed, made_at, _stale(project, about))


def _stale(project: Project, about: Sequence[Adjudicated]) -> frozenset[str]:
    codings = project.codings.some(dict.fromkeys(one.coding_id for one in about))
    now = sayings(project, codings)
    # decided in a copy whose text was corrected elsewhere: the words are others, what was said of them is not
    words = project.team.words_before([coding.id for coding in codings])
    before = {
        coding.id: what_it_says(coding.code_id, words[coding.id]) for coding in codings if coding.id in words
    }
    return frozenset(
        one.adjudication_id
        for one in about
        if one.coding_id not in now
        or (one.was and one.was not in (now[one.coding_id], before.get(one.coding_id)))
    )
