"""How far coders have come: bookmarks, and documents they have finished."""

from collections.abc import Mapping, Sequence

from ..domain.notes import Bookmark
from ..domain.spans import Span
from ..domain.suggestions import Suggestion
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .predictions import finishing
from .studies import current_coder


def add_bookmark(project: Project, *, document_id: str, place: int, name: str = "") -> Bookmark:
    """Mark a place (a code point) of a document to come back to; UserError outside the text."""
    document = project.documents.get(document_id)
    if document is None or not 0 <= place <= document.characters:
        raise UserError(_("There is no such place in the study."), _("Choose a place in a document."))
    with project.step("Add a bookmark in {document}", document=document.code):
        bookmark = Bookmark(rows.new_id(), document_id, current_coder(project).id, place, name, rows.now())
        project.bookmarks.add(bookmark)
    return bookmark


def toggle_bookmark(project: Project, *, document_id: str, place: int, within: Span) -> Bookmark | None:
    """Take away one's own bookmarks in a stretch of a document; where there are none, mark the place.

    Gives the new bookmark, if one was made.
    """
    own = [one for one in own_bookmarks(project) if one.document_id == document_id]
    here = [one.id for one in own if within.start <= one.place <= within.end]
    if here:
        remove_bookmarks(project, here)
        return None
    return add_bookmark(project, document_id=document_id, place=place)


def name_bookmark(project: Project, bookmark_id: str, name: str) -> None:
    """Give a bookmark another name, or none."""
    with project.step("Name a bookmark"):
        project.bookmarks.change(bookmark_id, name=name.strip())


def remove_bookmarks(project: Project, ids: Sequence[str]) -> int:
    """Take bookmarks away; gives how many there were."""
    with project.step("Remove bookmarks ({n})", n=len(ids)):
        return project.bookmarks.remove(ids)


def own_bookmarks(project: Project) -> list[Bookmark]:
    """The bookmarks of the coder who acts, by document and place."""
    coder = project.coders.named(project.coder_name)
    return [one for one in project.bookmarks.all() if coder and one.coder_id == coder.id]


def finish_documents(
    project: Project,
    ids: Sequence[str],
    *,
    finished: bool = True,
    known: Mapping[str, Sequence[Suggestion]] | None = None,
) -> None:
    """Note that the coder who acts has finished coding these documents, or has not.

    `known` are the suggestions of documents (ids) that were read for them: what was kept back in blind
    passages and not coded is noted in the same step.
    """
    codes = [document.code for document in project.documents.all() if document.id in set(ids)]
    if finished:
        with project.step("Finish coding {documents}", documents=listed(codes)):
            finishing(project, {one: found for one, found in (known or {}).items() if one in set(ids)})
            project.finished.add(ids, current_coder(project).id)
    else:
        with project.step("Go on coding {documents}", documents=listed(codes)):
            project.finished.remove(ids, current_coder(project).id)


def finished_documents(project: Project) -> frozenset[str]:
    """The documents (ids) the coder who acts has finished."""
    coder = project.coders.named(project.coder_name)
    return project.finished.of_coder(coder.id) if coder else frozenset()
