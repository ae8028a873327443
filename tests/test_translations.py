"""Spanish is complete, its placeholders fit, and what is compiled is what is written."""

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tools import translations

FOLDER = translations.TRANSLATIONS / "es" / "LC_MESSAGES"


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    with (FOLDER / f"{translations.DOMAIN}.po").open("rb") as file:
        return read_po(file, locale="es")


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
    return {
        _joined(message.id): _joined(message.string)
        for message in catalog
        if message.id
    }


def _joined(forms: object) -> str:
    return forms if isinstance(forms, str) else " | ".join(map(str, forms))


def _fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}


def test_translations_lie_where_the_program_looks() -> None:
    assert (Path(FOLDER) / f"{translations.DOMAIN}.mo").is_file()
