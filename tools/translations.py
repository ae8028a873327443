"""Bring the translations up to date with the source, and compile them; says what is not translated.

Extracts every message of `_()`, `ngettext()`, `noop()` and the names of steps and notes; keeps what is there.
"""

import io
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
DOMAIN = "qualcoder_cg"
KEYWORDS = {"_": None, "ngettext": (1, 2), "noop": None, "step": None, "note": None}


def template() -> Catalog:
    """Every message of the source."""
    catalog = Catalog(project="QualCoder CG", charset="utf-8")
    found = extract_from_dir(str(ROOT / DOMAIN), [("**.py", "python")], keywords=KEYWORDS, comment_tags=())
    for _file, _line, message, _comments, context in found:
        catalog.add(message, context=context)
    return catalog


def update(language: str) -> list[str]:
    """Merge the template into a language's .po file and compile it; gives what lacks a translation.

    The date in the .po is that of the last change of its messages: without one the file stays as it is.
    """
    folder = TRANSLATIONS / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    po = folder / f"{DOMAIN}.po"
    if po.exists():
        with po.open("rb") as file:
            catalog = read_po(file, locale=language, domain=DOMAIN)
    else:
        catalog = Catalog(locale=language, domain=DOMAIN, project="QualCoder CG", charset="utf-8")
    source = template()
    catalog.update(source, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    if not po.exists() or _written(catalog) != po.read_bytes():
        catalog.creation_date = source.creation_date
        po.write_bytes(_written(catalog))
    with (folder / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalog)
    return [str(message.id) for message in catalog if message.id and not complete(message.string)]


def _written(catalog: Catalog) -> bytes:
    """The catalog as its .po file holds it."""
    file = io.BytesIO()
    write_po(file, catalog, width=110, omit_header=False, sort_output=True)
    return file.getvalue()


def complete(translation: object) -> bool:
    """Whether a message has all its forms."""
    forms = translation if isinstance(translation, (tuple, list)) else (translation,)
    return all(forms)


if __name__ == "__main__":
    missing = update("es")
    for message in missing:
        print("not translated:", message)
    subprocess.run(["git", "-C", str(ROOT), "status", "--short", "resources/translations"], check=False)
    sys.exit(1 if missing else 0)
