"""What the command field can find in a window: its actions, and the study's codes and documents."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from ..i18n import _
from .actions import Entry, keys_of, plain
from .command_field import Target
from .commands import Commands
from .keys import shown
from .session import Session
from .sources.pages import DOCUMENTS, GUIDES, PAGES, TABLES

T = TypeVar("T")
_ITSELF = "find"


def actions_among(entries: Iterable[Entry], commands: Commands) -> list[Target]:
    """The entries as targets; the one that leads to the field itself is left out."""
    return [
        Target(
            plain(entry.text),
            ", ".join(shown(key) for key in keys_of(entry)[:1]),
            entry.icon or "chevron-right",
            _with(commands.run, entry),
        )
        for entry in entries
        if entry.id != _ITSELF
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
        Target(code.label, _("code"), "code", _with(commands.edit_code, code.id))
        for code in session.code_list()
    ]
    documents = [
        Target(
            f"{document.code} {document.name}",
            _("document"),
            "document",
            _with(commands.open_document, document.id),
        )
        for document in session.project.documents.all()
    ]
    return [*codes, *documents]


def _with(work: Callable[[T], object], what: T) -> Callable[[], object]:
    return lambda: work(what)
