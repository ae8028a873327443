"""Codings that were made under an older version of the codebook, and want another look."""

from collections.abc import Iterable, Sequence

from ..domain.codebook_versions import last_changes
from ..domain.codings import SUGGESTED, Coding
from ..storage.project import Project


def look_again(project: Project) -> list[Coding]:
    """The codings under codes whose guidance changed since they were made, by document and place.

    Who codes blind is given her own alone.
    """
    older: list[str] = []
    for code_id, number in last_changes(project.team.versions.all()).items():
        made = project.team.versions_of_codings(code_id)
        older += [coding_id for coding_id, version in made.items() if version < number]
    return _those_that_count(project, project.codings.some(older))


def looked_at(project: Project, coding_ids: Sequence[str]) -> None:
    """Say that codings are right under the codebook as it is now: they are off the list, in one step."""
    with project.step("Look at codings again ({n})", n=len(coding_ids)):
        project.team.looked_at(coding_ids)


def affected(project: Project, code_ids: Iterable[str]) -> int:
    """How many codings would be listed for another look if these codes were revised now."""
    return sum(
        len(_those_that_count(project, project.codings.of_code(code_id)))
        for code_id in dict.fromkeys(code_ids)
    )


def _those_that_count(project: Project, codings: Sequence[Coding]) -> list[Coding]:
    again = {coder.id for coder in project.coders.all() if coder.again_of}
    seen = project.seen_coders
    return [
        one
        for one in codings
        if one.origin != SUGGESTED and one.coder_id not in again and (seen is None or one.coder_id in seen)
    ]
