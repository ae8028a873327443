"""What the command field can find in a window: its actions, and the study's codes and documents."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from .. import i18n
from ..i18n import _
from ..services import whereabouts
from .actions import Entry, keys_of, listed, plain, table
from .command_field import Target
from .commands import Commands
from .session import Session
from .sources.pages import DOCUMENTS, GUIDES, PAGES, TABLES

T = TypeVar("T")
_ITSELF = "find"


def actions_among(entries: Iterable[Entry], commands: Commands) -> list[Target]:
    """The entries as targets; the one that leads to the field itself is left out."""
    others = in_other_languages(_entry_texts)
    return [
        Target(
            listed(entry).text,
            "",
            entry.icon or "chevron-right",
            _with(commands.run, entry),
            f"do:{entry.id}",
            next(iter(keys_of(entry)), ""),
            others.get(entry.id, ""),
        )
        for entry in entries
        if entry.id != _ITSELF
    ]


def in_other_languages(texts: Callable[[], Mapping[str, str]]) -> dict[str, str]:
    """What things are called in the languages that are not in use, by id."""
    found: dict[str, str] = {}
    for language in i18n.LANGUAGES:
        if language != i18n.language():
            with i18n.speaking(language):
                for name, text in texts().items():
                    found[name] = f"{found.get(name, '')} {text}".strip()
    return found


def _entry_texts() -> dict[str, str]:
    return {entry.id: listed(entry).text for entry in table()}


def bookmarks(session: Session, commands: Commands) -> list[Target]:
    """One's bookmarks: by name, else by the words that stand there."""
    codes = {document.id: document.code for document in session.project.documents.all()}
    return [
        Target(
            one.name or _("Bookmark in {document}").format(document=codes[one.document_id]),
            codes[one.document_id] if one.name else "",
            "bookmark",
            _with(commands.open_bookmark, one.id),
            f"bookmark:{one.id}",
        )
        for one in whereabouts.own_bookmarks(session.project)
    ]


def pages(commands: Commands) -> list[Target]:
    """The pages of the Sources view."""
    return [
        Target(page.title(), _("Sources"), page.icon, _with(commands.show_page, page.id)) for page in PAGES
    ]


def in_pages(commands: Commands) -> list[Target]:
    """What stands in the pages: each table, who was asked, the categories of documents."""
    from .sources.documents_page import DocumentsPage
    from .sources.guides_page import GuidesPage
    from .sources.tables_page import TablesPage, titles

    show = commands.window.show_page

    def table(name: str) -> None:
        page = show(TABLES)
        if isinstance(page, TablesPage):
            page.choose(name)

    def guides(work: Callable[[GuidesPage], object]) -> None:
        page = show(GUIDES)
        if isinstance(page, GuidesPage):
            work(page)

    def categories() -> None:
        page = show(DOCUMENTS)
        if isinstance(page, DocumentsPage):
            page.change_categories()

    return [
        *(Target(title, _("Tables"), "chart", _with(table, name)) for name, title in titles().items()),
        Target(_("Who was asked"), _("Guides"), "guide", _with(guides, GuidesPage.show_asked)),
        Target(_("Match turns"), _("Guides"), "guide", _with(guides, GuidesPage.match)),
        Target(plain(_("Change categories…")), _("Documents"), "document", categories),
    ]


def codes_and_documents(session: Session, commands: Commands) -> list[Target]:
    """Codes, which are described, and documents, which are opened."""
    codes = [
        Target(code.label, _("code"), "code", _with(commands.edit_code, code.id), f"code:{code.id}")
        for code in session.code_list()
    ]
    documents = [
        Target(
            f"{document.code} {document.name}",
            _("document"),
            "document",
            _with(commands.open_document, document.id),
            f"document:{document.id}",
        )
        for document in session.project.documents.all()
    ]
    return [*codes, *documents]


def _with(work: Callable[[T], object], what: T) -> Callable[[], object]:
    return lambda: work(what)
