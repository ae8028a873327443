"""Spanish is complete, its placeholders fit, and what is compiled is what is written."""

import ast
import re
import shutil
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tools import translations

LONG_AGO = "2020-01-01 00:00+0000"
FOLDER = translations.TRANSLATIONS / "es" / "LC_MESSAGES"


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    with (FOLDER / f"{translations.DOMAIN}.po").open("rb") as file:
        return read_po(file, locale="es")


def test_every_message_of_the_source_is_found() -> None:
    """The extraction overlooks what stands inside an f-string; here the program's own reading is asked."""
    template = translations.template()
    overlooked = [
        f"{file.relative_to(translations.ROOT)}:{line}: {message}"
        for file in sorted((translations.ROOT / translations.DOMAIN).rglob("*.py"))
        for line, message in _messages(file)
        if message and message not in template
    ]
    assert overlooked == []


def _messages(file: Path) -> Iterator[tuple[int, str]]:
    """Lines and texts of the calls that mark a text for translation."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        text = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
        if called in translations.KEYWORDS and isinstance(text, str):
            yield node.lineno, text


def test_a_run_without_changes_leaves_the_file_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    po = _copied(tmp_path, monkeypatch)
    translations.update("es")
    _date(po)
    before = po.read_bytes()
    translations.update("es")
    assert po.read_bytes() == before


def test_a_change_is_dated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    po = _copied(tmp_path, monkeypatch)
    _date(po)
    with po.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "said no more"\nmsgstr "ya no se dice"\n')
    translations.update("es")
    after = po.read_text(encoding="utf-8")
    assert "said no more" not in after
    assert LONG_AGO not in after


def _copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The Spanish file in a folder of its own, where the tool finds it."""
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    monkeypatch.setattr(translations, "TRANSLATIONS", tmp_path)
    return Path(shutil.copy(FOLDER / f"{translations.DOMAIN}.po", folder))


def _date(po: Path) -> None:
    """Let the file have been written long ago."""
    text = po.read_text(encoding="utf-8")
    po.write_text(re.sub(r"(POT-Creation-Date: )[^\\]+", rf"\g<1>{LONG_AGO}", text), encoding="utf-8")


def test_every_message_of_the_source_is_translated(spanish: Catalog) -> None:
    missing = [
        message.id
        for message in translations.template()
        if message.id and not (message.id in spanish and translations.complete(spanish[message.id].string))
    ]
    assert missing == []


def test_nothing_is_translated_that_the_source_no_longer_says(spanish: Catalog) -> None:
    template = translations.template()
    assert [message.id for message in spanish if message.id and message.id not in template] == []


def test_translations_keep_the_placeholders(spanish: Catalog) -> None:
    for message in spanish:
        if not message.id:
            continue
        forms = [message.id] if isinstance(message.id, str) else list(message.id)
        wanted = set().union(*(_fields(form) for form in forms))
        for form in [message.string] if isinstance(message.string, str) else message.string:
            assert _fields(form) <= wanted, message.id
            assert _fields(form) >= set.intersection(*(_fields(one) for one in forms)), message.id


def test_keys_in_labels_are_kept(spanish: Catalog) -> None:
    """A mnemonic (&File) needs one in the translation too."""
    for message in spanish:
        if isinstance(message.id, str) and re.search(r"&\w", message.id):
            assert re.search(r"&\w", str(message.string)), message.id


def test_the_compiled_file_is_the_written_one(spanish: Catalog) -> None:
    with (FOLDER / f"{translations.DOMAIN}.mo").open("rb") as file:
        compiled = read_mo(file)
    assert _forms(compiled) == _forms(spanish)


def _forms(catalog: Catalog) -> dict[str, str]:
    """Messages with their forms, in a shape that can be compared."""
    return {_joined(message.id): _joined(message.string) for message in catalog if message.id}


def _joined(forms: object) -> str:
    return forms if isinstance(forms, str) else " | ".join(map(str, forms))


def _fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}


def test_translations_lie_where_the_program_looks() -> None:
    assert (Path(FOLDER) / f"{translations.DOMAIN}.mo").is_file()
