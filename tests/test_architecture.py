"""The layers of the program and its ceilings, each as a sentence that can fail."""

import ast
from pathlib import Path

import pytest
from pytest_archon import archrule

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "qualcoder_cg").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
OURS = "qualcoder_cg"
BOTTOM = ("errors", "i18n", "progress", "paths", "settings")
NETWORK = ("socket", "ssl", "urllib.request", "http.client", "http.server", "ftplib", "smtplib", "requests",
           "PySide6.QtNetwork", "asyncio", "xmlrpc", "socketserver", "webbrowser")  # fmt: skip
FILE_LINES = 400
FUNCTION_LINES = 60


def _may_import(layer: str, *allowed: str) -> None:
    """The modules of a layer import nothing of ours but itself and what is named."""
    known = ("domain", "storage", "formats", "suggest", "agreement", "services", "cli", "gui", *BOTTOM)
    forbidden = [f"{OURS}.{name}*" for name in known if name not in (layer, *allowed)]
    rule = archrule(f"{layer} imports only {', '.join(allowed) or 'the standard library'}")
    rule.match(f"{OURS}.{layer}", f"{OURS}.{layer}.*").should_not_import(*forbidden).check(
        OURS, only_direct_imports=True
    )


def test_the_domain_knows_no_other_layer() -> None:
    _may_import("domain")


def test_storage_knows_the_domain_only() -> None:
    _may_import("storage", "domain", "errors", "i18n", "progress")


def test_formats_know_the_domain_only() -> None:
    _may_import("formats", "domain", "errors", "i18n", "progress")


def test_suggesters_know_the_domain_only() -> None:
    _may_import("suggest", "domain", "errors", "i18n", "progress")


def test_coefficients_know_the_domain_only() -> None:
    _may_import("agreement", "domain", "errors", "i18n", "progress")


def test_services_know_everything_but_the_faces() -> None:
    _may_import("services", "domain", "storage", "formats", "suggest", "agreement", *BOTTOM)


def test_the_command_line_goes_through_services() -> None:
    rule = archrule("the command line opens the window but knows nothing of storage, formats, suggest")
    rule.match(f"{OURS}.cli*").should_not_import(
        f"{OURS}.storage*", f"{OURS}.formats*", f"{OURS}.suggest*", f"{OURS}.agreement*"
    ).check(OURS, only_direct_imports=True)


def test_the_window_goes_through_services() -> None:
    _may_import("gui", "services", "domain", *BOTTOM)


def test_only_services_name_steps() -> None:
    named = [
        str(path.relative_to(ROOT))
        for face in ("cli", "gui")
        for path in (ROOT / OURS / face).rglob("*.py")
        if "project.step(" in path.read_text(encoding="utf-8")
    ]
    assert named == []


@pytest.mark.parametrize(
    ("library", "layer"),
    [("PySide6", "gui"), ("spacy", "suggest"), ("sqlite3", "storage"), ("sqlite_utils", "storage")],
)
def test_each_of_these_libraries_has_one_layer(library: str, layer: str) -> None:
    elsewhere = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.relative_to(ROOT / OURS).parts[0] != layer and library in _imported(path)
    ]
    assert elsewhere == []


def test_nothing_opens_a_network_connection() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES
        for name in _imported(path)
        if any(name == module or name.startswith(module + ".") for module in NETWORK)
    ]
    assert found == []


def test_there_is_one_opener_of_message_boxes() -> None:
    found = {path.name for path in SOURCES if "QMessageBox" in path.read_text(encoding="utf-8")}
    assert found <= {"messages.py"}


def test_files_of_tests_have_names_of_their_own() -> None:
    names = [path.name for path in TESTS if path.name.startswith("test_")]
    assert [name for name in names if names.count(name) > 1] == []


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= FILE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < FUNCTION_LINES, node.name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    allowed = path.parent.name == "cli" or path.name in ("app.py", "system_libraries.py")
    assert allowed or "print" not in calls


def _imported(path: Path) -> set[str]:
    """The names a module imports, wherever in it, and the packages they lie in."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names | {name.split(".")[0] for name in names}
