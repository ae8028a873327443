"""From the rows of a table, or the lines of a list, to the items of a guide."""

import re
from collections.abc import Sequence

from ...domain.guides import ItemSpec
from ...errors import UserError
from ...i18n import _
from ..matrices.checks import Faults, Place, number
from ..matrices.columns import folded
from ..matrices.rows import Row
from ..transcripts.languages import guess

NUMBER, TEXT, QUESTIONS = "number", "text", "questions"
HEADING_ROWS = 15
_HEADINGS = {
    NUMBER: "number,no,nr,n,num,item,item no,item number,numero,item numero,no de item,numero de pregunta,"
    "numero de item,question number,no de pregunta",
    TEXT: "text,question,wording,item text,guide question,interview question,question text,texto,pregunta,"
    "redaccion,formulacion,pregunta de la guia,texto de la pregunta,enunciado",
    QUESTIONS: "questions,evaluation questions,evaluation question,linked questions,eq,eqs,preguntas,"
    "preguntas de evaluacion,pregunta de evaluacion,preguntas vinculadas,pe,preguntas de la matriz",
}
_FIELDS = {heading: field for field, listed in _HEADINGS.items() for heading in listed.split(",")}
_LANGUAGES = {"english": "en", "ingles": "en", "spanish": "es", "espanol": "es", "castellano": "es",
              "french": "fr", "frances": "fr", "portuguese": "pt", "portugues": "pt"}  # fmt: skip
_NAMED = re.compile(
    r"(?:(?:text|texto|question|pregunta|wording) (?:in |en )?)?([a-z]+)(?: (?:text|wording))?"
)
_NO_LANGUAGE = frozenset(("id", "ref", "key", "uso", "use"))
_LISTED = re.compile(r"\s*(?:[-–•*#]+\s+)?(?:\*\*)?(\d{1,3}(?:\.\d{1,2}|[a-z])?)\s*[.):\-–]+\s+(\S.*)")
_APART = re.compile(r"[;,/\n]|\b(?:and|y|e)\b")


def field_of(heading: str) -> str:
    """What a column holds: number, text, questions, or the two or three letters of a language; else ""."""
    plain = folded(heading)
    if plain in _FIELDS:
        return _FIELDS[plain]
    named = _NAMED.fullmatch(plain)
    word = named[1] if named else ""
    code = _LANGUAGES.get(word, word)
    return code if 2 <= len(code) <= 3 and code not in _NO_LANGUAGE else ""


def from_tables(tables: Sequence[Sequence[Row]], file: str) -> tuple[ItemSpec, ...] | None:
    """The items of the table whose headings are known best.

    None where no table has a column for the text.
    """
    best: tuple[int, Sequence[Row], int, dict[int, str]] | None = None
    for rows in tables:
        for at, row in enumerate(rows[:HEADING_ROWS]):
            fields = _fields(row)
            words = [field for field in fields.values() if field not in (NUMBER, QUESTIONS)]
            if words and (best is None or len(fields) > best[0]):
                best = (len(fields), rows, at, fields)
    if best is None:
        return None
    _known, rows, at, fields = best
    return _items(rows[at + 1 :], fields, file)


def from_lines(lines: Sequence[str], file: str) -> tuple[ItemSpec, ...]:
    """The items of a numbered list; a line without a number goes on with the item above it."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        match = _LISTED.match(line)
        if match:
            found.append((match[1], [match[2].strip(" *")]))
        elif found and line[:1].isspace() and line.strip():
            found[-1][1].append(line.strip(" *"))
    if not found:
        raise UserError(
            _("{file} holds no items of a guide.").format(file=file),
            _("Number them (1. 2. 3.), or make a table with the columns number, text and questions."),
        )
    language = guess("\n".join(" ".join(parts) for _number, parts in found))
    return tuple(ItemSpec(item, ((language, " ".join(parts)),)) for item, parts in found)


def _fields(row: Row) -> dict[int, str]:
    """The field of each known column; of columns with the same field the first."""
    fields: dict[int, str] = {}
    for index, heading in enumerate(row.cells):
        field = field_of(heading)
        if field and field not in fields.values():
            fields[index] = field
    return fields


def _items(rows: Sequence[Row], fields: dict[int, str], file: str) -> tuple[ItemSpec, ...]:
    records = [
        (row.place, {field: row.cells[i].strip() for i, field in fields.items() if i < len(row.cells)})
        for row in rows
    ]
    records = [(place, record) for place, record in records if any(record.values())]
    languages = [field for field in fields.values() if field not in (NUMBER, QUESTIONS)]
    main = _main_language(languages, "\n".join(record.get(TEXT, "") for _place, record in records))
    faults = Faults(file)
    found: list[ItemSpec] = []
    taken: dict[str, Place] = {}
    for place, record in records:
        wordings = tuple(
            (main if language == TEXT else language, " ".join(record[language].split()))
            for language in languages
            if record.get(language)
        )
        if not wordings:
            if record.get(NUMBER):
                faults.add(place, _("the item {number} has no text.").format(number=record[NUMBER]))
            continue
        item = number(record.get(NUMBER, "")) or str(len(found) + 1)
        if item in taken:
            faults.add(
                place, _("the number {number} is there twice, first on {place}.").format(
                    number=item, place=taken[item].words)
            )  # fmt: skip
        taken[item] = place
        found.append(ItemSpec(item, wordings, numbers(record.get(QUESTIONS, ""))))
    faults.raise_any()
    if not found:
        raise UserError(_("{file} has no rows.").format(file=file))
    return tuple(found)


def numbers(cell: str) -> tuple[str, ...]:
    """The numbers of evaluation questions in a cell: "Q3; Q10" and "3 y 10" are 3 and 10."""
    parts = (number(part) for part in _APART.split(cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def _main_language(languages: Sequence[str], text: str) -> str:
    """The language of the column called text: what it seems to be, or what the other columns leave."""
    named = {language for language in languages if language != TEXT}
    guessed = guess(text)
    if guessed and guessed not in named:
        return guessed
    return next((language for language in ("en", "es") if language not in named), "")
