"""Everything the window offers, in one table: menus, command field, key page and manual are made from it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ..i18n import _
from . import icons, reading_choices, shortcuts
from .keys import shown

if TYPE_CHECKING:
    from .commands import Commands

FILE, EDIT, VIEW, CODE, EVIDENCE, TEAM, HELP = MENUS = (
    "file", "edit", "view", "code", "evidence", "team", "help",
)  # fmt: skip
THEME_MENU, LANGUAGE_MENU, TEXT_MENU, ROWS_MENU = "theme", "language", "text", "rows"
SPACING_MENU, SNAP_MENU = "spacing", "snap"


class Entry(NamedTuple):
    """One action: `run` is called with the window's commands; `study` says it needs an open study.

    Entries with the same menu and another `section` are parted by a line; `submenu` puts them one level
    down. `chosen` makes the entry one of a choice and says whether it holds now.
    """

    id: str
    text: str
    run: "Callable[[Commands], object]"
    menu: str
    section: int = 0
    keys: tuple[str, ...] = ()
    icon: str = ""
    study: bool = True
    submenu: str = ""
    chosen: "Callable[[Commands], bool] | None" = None


class KeyLine(NamedTuple):
    """A line of the key page: where it acts, what it does, which keys."""

    group: str
    text: str
    keys: tuple[str, ...]


def menu_titles() -> dict[str, str]:
    """The menus in order, and the submenus, by id."""
    return {
        FILE: _("&File"),
        EDIT: _("&Edit"),
        VIEW: _("&View"),
        CODE: _("&Code"),
        EVIDENCE: _("Evi&dence"),
        TEAM: _("&Team"),
        HELP: _("&Help"),
        THEME_MENU: _("Look"),
        LANGUAGE_MENU: _("Language"),
        TEXT_MENU: _("Text size"),
        ROWS_MENU: _("Rows"),
        SPACING_MENU: _("Line spacing"),
        SNAP_MENU: _("Selections grow to"),
    }


def table() -> list[Entry]:
    """All entries in the order of the menus, worded in the language in use."""
    return [*_file(), *_edit(), *_view(), *_other()]


def build(entry: Entry, commands: "Commands", parent: QWidget) -> QAction:
    """The entry as an action of the window."""
    action = QAction(entry.text, parent)
    action.setObjectName(entry.id)
    shortcuts.bind(action, listed(entry))
    action.setToolTip(with_key(entry.text, keys_of(entry)))
    if entry.icon:
        icons.bind(action, entry.icon)
    if entry.chosen:
        action.setCheckable(True)
        action.setChecked(entry.chosen(commands))
    action.triggered.connect(lambda: commands.run(entry))
    return action


def listed(entry: Entry) -> shortcuts.Act:
    """An entry as its keys are listed: under its menu."""
    group = menu_titles()[entry.menu].replace("&", "")
    text = plain(entry.text)
    if entry.submenu:
        text = f"{menu_titles()[entry.submenu]}: {text}"
    return shortcuts.Act(entry.id, shortcuts.WINDOW, group, text, entry.keys)


def keys_of(entry: Entry) -> tuple[str, ...]:
    """The keys of an entry now."""
    return shortcuts.keys_for(entry.id, entry.keys)


def plain(text: str) -> str:
    """A menu text without the mark of its letter and without the dots."""
    return text.replace("&", "").removesuffix("…").removesuffix("...")


def with_key(text: str, keys: Sequence[str]) -> str:
    """A tooltip: what it does, and the first key."""
    return f"{plain(text)} ({shown(keys[0])})" if keys else plain(text)


def key_lines() -> list[KeyLine]:
    """The keys of the window itself, in the order of the menus."""
    acts = [listed(entry) for entry in table()]
    return [KeyLine(act.group, act.text, keys) for act in acts if (keys := shortcuts.keys_of(act))]


def keys_page(lines: Sequence[KeyLine]) -> str:
    """The page of the manual that lists all keys, as Markdown."""
    parts = [
        "# " + _("Keys"),
        "",
        _("Letters act only while the pane they belong to has the focus; F1 shows this list in the window."),
    ]
    key_heading, text_heading = _("Key"), _("What it does")
    group = ""
    for line in lines:
        if line.group != group:
            group = line.group
            parts += ["", f"## {group}", "", f"| {key_heading} | {text_heading} |", "| --- | --- |"]
        keys = ", ".join(dict.fromkeys(f"`{shown(key)}`" for key in line.keys))
        parts.append(f"| {keys} | {line.text} |")
    return "\n".join(parts) + "\n"


def _file() -> list[Entry]:
    from .commands import Commands as Do

    return [
        Entry("new", _("&New study…"), Do.new_study, FILE, 0, ("Ctrl+N",), "plus", study=False),
        Entry("open", _("&Open…"), Do.open, FILE, 0, ("Ctrl+O",), study=False),
        Entry("sample", _("Open &sample study"), Do.open_sample, FILE, 1, study=False),
        Entry("import", _("&Import documents…"), Do.import_documents, FILE, 2, ("Ctrl+I",), "import"),
        Entry("import-informants", _("Import in&formants…"), Do.import_informants, FILE, 2, icon="people"),
        Entry("import-guide", _("Import guide…"), Do.import_guide, FILE, 2, icon="guide"),
        Entry("import-survey", _("Import survey…"), Do.import_survey, FILE, 2, icon="survey"),
        Entry("import-matrix", _("Import matrix from a table…"), Do.import_matrix, FILE, 2, icon="matrix"),
        Entry("load-matrix", _("Load &matrix…"), Do.load_matrix, FILE, 2),
        Entry("export", _("&Export evidence…"), Do.export_evidence, FILE, 3, ("Ctrl+E",), "export"),
        Entry("save-copy", _("Save &copy as…"), Do.save_copy, FILE, 3, ("Ctrl+Shift+S",), "copy"),
        Entry("close", _("C&lose study"), Do.close_study, FILE, 4, ("Ctrl+W",)),
        Entry("quit", _("&Quit"), Do.quit, FILE, 4, ("Ctrl+Q",), study=False),
    ]


def _edit() -> list[Entry]:
    from .commands import Commands as Do

    return [
        Entry("undo", _("&Undo"), Do.undo, EDIT, 0, ("Ctrl+Z",), "undo"),
        Entry("redo", _("&Redo"), Do.redo, EDIT, 0, ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
        Entry("history", _("&History"), Do.history, EDIT, 0, ("Ctrl+Alt+Z",), "history"),
        Entry("find", _("Find an action, code or document"), Do.find, EDIT, 1, ("Ctrl+K",), "search", False),
        Entry("find-in-study", _("Find i&n the study"), _find_in_study, EDIT, 1, ("Ctrl+Shift+F",), "search"),
        Entry("correct-text", _("&Correct text…"), Do.correct_text, EDIT, 2, ("Ctrl+Shift+E",), "edges"),
        Entry("replace-text", _("Replace text by a &file…"), Do.replace_text, EDIT, 2, icon="import"),
        Entry("versions", _("&Versions of the text…"), Do.versions, EDIT, 2, icon="history"),
        Entry("settings", _("&Settings…"), Do.settings, EDIT, 3, ("Ctrl+,",), "settings", False),
    ]


def _find_in_study(do: "Commands") -> None:
    """Show the coding view and find in all documents."""
    from .coding.coding_view import CodingView

    do.window.show_view("coding")
    for view in do.window.findChildren(CodingView):
        view.finding.find_everywhere()


def _evidence() -> list[Entry]:
    """What concerns findings and the quotes they stand on."""
    from .dialogs import counting_words, link_passage, print_lists, reused_quotes, study_rules, voice_shares

    return [
        Entry(
            "link-passage",
            _("Link passage to a &finding…"),
            link_passage.open_for,
            EVIDENCE,
            1,
            ("Ctrl+Shift+L",),
            "link",
        ),
        Entry("rules", _("R&ules of the study…"), study_rules.open_for, EVIDENCE, 1, icon="settings"),
        Entry(
            "translations", _("&Translations…"), print_lists.open_translations, EVIDENCE, 1, icon="translate"
        ),
        Entry("redaction-log", _("Redacti&on log…"), print_lists.open_log, EVIDENCE, 1, icon="redact"),
        Entry("reused-quotes", _("&Reused quotes…"), reused_quotes.open_for, EVIDENCE, 1, icon="copy"),
        Entry("voices", _("&Voices…"), voice_shares.open_for, EVIDENCE, 1, icon="people"),
        Entry("counting-words", _("&Counting words…"), counting_words.open_for, EVIDENCE, 1, icon="edges"),
    ]


def _team() -> list[Entry]:
    """What concerns those who code together."""
    from . import team_verbs
    from .commands import Commands as Do

    return [
        Entry("coders", _("&Coders…"), Do.coders, TEAM, 0, icon="people"),
        Entry("hand-out", _("&Hand out documents…"), team_verbs.hand_out, TEAM, 0, icon="export"),
        Entry("bring-in", _("&Bring in a copy…"), team_verbs.bring_in, TEAM, 0, icon="merge"),
        Entry("rounds", _("&Rounds…"), team_verbs.rounds, TEAM, 0, icon="history"),
        Entry(
            "count-consensus",
            _("Count what was &agreed"),
            team_verbs.toggle_consensus,
            TEAM,
            1,
            chosen=team_verbs.counts_consensus,
        ),
        Entry("codebook-versions", _("&Versions of the codebook"), team_verbs.show_versions, TEAM, 1),
    ]


def _view() -> list[Entry]:
    from .commands import Commands as Do

    themes = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}
    rows = {"dense": _("Dense"), "comfortable": _("Comfortable")}
    # A language is named in itself, so that whoever cannot read the program's finds the way out.
    languages = {"en": "English", "es": "Español"}
    return [
        Entry("view-sources", _("&Sources"), Do.show_sources, VIEW, 0, ("Ctrl+1",)),
        Entry("view-coding", _("&Coding"), Do.show_coding, VIEW, 0, ("Ctrl+2",)),
        Entry("view-evidence", _("&Evidence"), Do.show_evidence, VIEW, 0, ("Ctrl+3",)),
        Entry("view-queries", _("&Queries"), Do.show_queries, VIEW, 0, icon="filter"),
        Entry("view-triangulation", _("&Triangulation"), Do.show_triangulation, VIEW, 0, ("Ctrl+4",)),
        Entry("view-chain", _("F&indings"), Do.show_chain, VIEW, 0, ("Ctrl+5",)),
        Entry("view-consistency", _("Consistenc&y"), Do.show_consistency, VIEW, 0, ("Ctrl+6",)),
        Entry("view-reports", _("&Reports"), Do.show_reports, VIEW, 0, ("Ctrl+7",)),
        Entry("view-suggestions", _("Su&ggestions"), Do.show_suggestions, VIEW, 0, ("Ctrl+8",)),
        Entry("back", _("&Back"), Do.back, VIEW, 1, ("Alt+Left",), "back"),
        Entry("forward", _("&Forward"), Do.forward, VIEW, 1, ("Alt+Right",), "forward"),
        Entry("next-document", _("Next &document"), Do.next_document, VIEW, 1, ("Ctrl+PgDown",)),
        Entry("previous-document", _("Previous d&ocument"), Do.previous_document, VIEW, 1, ("Ctrl+PgUp",)),
        Entry("bookmarks", _("Boo&kmarks…"), Do.bookmarks, VIEW, 1, ("Ctrl+B",), "bookmark"),
        Entry("next-bookmark", _("Next bookmark"), Do.next_bookmark, VIEW, 1, ("Alt+B",)),
        Entry("previous-bookmark", _("Previous bookmark"), Do.previous_bookmark, VIEW, 1, ("Alt+Shift+B",)),
        Entry("next-pane", _("&Next pane"), Do.next_pane, VIEW, 1, ("F6",), study=False),
        Entry("text-larger", _("Larger"), Do.text_larger, VIEW, 2, ("Ctrl++", "Ctrl+="), "", True, TEXT_MENU),
        Entry("text-smaller", _("Smaller"), Do.text_smaller, VIEW, 2, ("Ctrl+-",), "", True, TEXT_MENU),
        Entry("text-usual", _("Usual size"), Do.text_usual, VIEW, 2, ("Ctrl+0",), "", True, TEXT_MENU),
        *(_spacing(name, text) for name, text in reading_choices.spacings().items()),
        *(_look(mode, text) for mode, text in themes.items()),
        *(_rows(name, text) for name, text in rows.items()),
        *(_tongue(code, name) for code, name in languages.items()),
        Entry("full-screen", _("Fu&ll screen"), Do.full_screen, VIEW, 3, ("F11",), study=False),
    ]


def _look(mode: str, text: str) -> Entry:
    """One of the looks: system, light or dark."""

    def use(do: "Commands") -> None:
        do.use_theme(mode)

    def holds(do: "Commands") -> bool:
        return do.theme() == mode

    return Entry(f"theme-{mode}", text, use, VIEW, 2, study=False, submenu=THEME_MENU, chosen=holds)


def _rows(name: str, text: str) -> Entry:
    """One of the heights of rows."""

    def use(do: "Commands") -> None:
        do.use_density(name)

    def holds(do: "Commands") -> bool:
        return do.density() == name

    return Entry(f"rows-{name}", text, use, VIEW, 2, study=False, submenu=ROWS_MENU, chosen=holds)


def _spacing(name: str, text: str) -> Entry:
    """One of the choices of air between lines."""

    def use(do: "Commands") -> None:
        reading_choices.use_spacing(do, name)

    def holds(_do: "Commands") -> bool:
        return reading_choices.spacing() == name

    return Entry(f"spacing-{name}", text, use, VIEW, 2, submenu=SPACING_MENU, chosen=holds)


def _snap(name: str, text: str) -> Entry:
    """One of the choices of what selections grow to."""

    def use(do: "Commands") -> None:
        reading_choices.use_snap(do, name)

    def holds(_do: "Commands") -> bool:
        return reading_choices.snap() == name

    return Entry(f"snap-{name}", text, use, CODE, 0, submenu=SNAP_MENU, chosen=holds)


def _tongue(code: str, name: str) -> Entry:
    """One of the languages."""

    def use(do: "Commands") -> None:
        do.use_language(code)

    def holds(do: "Commands") -> bool:
        return do.language() == code

    return Entry(f"language-{code}", name, use, VIEW, 2, study=False, submenu=LANGUAGE_MENU, chosen=holds)


def _other() -> list[Entry]:
    from .commands import Commands as Do
    from .dialogs import study_memo

    return [
        Entry("new-code", _("&New code…"), Do.new_code, CODE, 0, icon="plus"),
        Entry("edit-code", _("&Describe code…"), Do.edit_code, CODE, 0, ("F2",), "code"),
        Entry("study-memo", _("Study &memo…"), study_memo.open_for, CODE, 0, icon="memo"),
        *(_snap(name, text) for name, text in reading_choices.snaps().items()),
        Entry(
            "finish-document",
            _("&Finished with this document"),
            Do.finish_document,
            CODE,
            1,
            ("Ctrl+Alt+F",),
            "check",
        ),
        Entry("blind", _("&Blind coding"), Do.toggle_blind, CODE, 1, chosen=Do.is_blind),
        Entry("informants", _("&Informants"), Do.informants, EVIDENCE, 0, icon="people"),
        *_evidence(),
        *_team(),
        Entry("keys", _("&Keys of this pane"), Do.keys, HELP, 0, ("F1",), "keyboard", False),
        Entry("tour", _("&Tour"), Do.tour, HELP, 0, icon="info"),
        Entry("activity", _("&Activity log…"), Do.activity_log, HELP, 1, icon="history"),
        Entry("about", _("A&bout QualCoder CG"), Do.about, HELP, 2, study=False, icon="info"),
    ]
