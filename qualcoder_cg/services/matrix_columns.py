"""Which row of a team's table has the headings, and what stands in each column: guesses to correct."""

import re
from collections.abc import Sequence

from ..domain.matrix_draft import (
    CRITERION,
    FIELDS,
    IGNORED,
    INDICATOR,
    JUDGEMENT,
    METHOD,
    NUMBER,
    QUESTION,
    SHORT,
    SOURCE,
    SUB_QUESTION,
    THEME,
    Reading,
    TeamRow,
    TeamTable,
)
from ..i18n import _
from .matrix_words import asks
from .palette import folded

HEADINGS_WITHIN = 15
_LONGEST_HEADING = 90
_LIKE, _SHORTEST_WORD = 84, 5
# Most telling first; of patterns in one group the one that stands first in the heading holds.
_PATTERNS: tuple[tuple[tuple[str, str], ...], ...] = (
    ((SUB_QUESTION, r"sub ?(?:question|pregunta)|specific question|preguntas? especific|guiding question"),),
    ((JUDGEMENT, r"jud?ge?ment|juicio|assumption|supuesto|standard|estandar|success criteri|benchmark"),),
    ((INDICATOR, r"indicator|indicador|measure"),),
    (
        (METHOD, r"method|metodo|tecnica|technique|\btools?\b|instrument|herramient|approach"),
        (METHOD, r"collection|recolec|recopil|analy|analis"),
        (SOURCE, r"source|fuente|informant|stakeholder|documents?\b|\bdatos\b"),
        (SOURCE, r"medios? de verif|means of verif"),
    ),
    ((THEME, r"\bthemes?\b|\btags?\b|cross ?cutting|transversal|\btemas?\b"),),
    ((SHORT, r"short (?:name|text)|nombre (?:corto|breve)|abreviatura"),),
    (
        (NUMBER, r"^(?:no|n|nr|num|number|numero|ref|id|item|eq|q|p|#|code|codigo)$"),
        (NUMBER, r"^(?:question (?:no|number|n)|n de pregunta|numero de (?:la )?pregunta)$"),
    ),
    ((QUESTION, r"question|pregunta|\beqs?\b|interrogante|full text|texto completo"),),
    ((CRITERION, r"criteri|dimension|\boecd\b|\bocde\b|\bdac\b|evaluation area|\bcad\b"),),
)
_WORDS = {
    CRITERION: ("criterion", "criteria", "criterio", "criterios"),
    QUESTION: ("question", "questions", "pregunta", "preguntas"),
    SUB_QUESTION: ("subquestions", "subpreguntas"),
    JUDGEMENT: ("judgement", "judgment"),
    INDICATOR: ("indicators", "indicadores", "indicator", "indicador"),
    SOURCE: ("sources", "fuentes", "source", "fuente"),
    METHOD: ("methods", "metodos", "methodology", "metodologia"),
}


def field_names() -> dict[str, str]:
    """What a column may hold, in words, "" among them."""
    return {
        CRITERION: _("Criterion"),
        NUMBER: _("Number"),
        QUESTION: _("Question"),
        SUB_QUESTION: _("Sub-questions"),
        JUDGEMENT: _("Judgement criteria"),
        INDICATOR: _("Indicators"),
        SOURCE: _("Sources"),
        METHOD: _("Methods"),
        SHORT: _("Short name"),
        THEME: _("Themes"),
        IGNORED: _("Left out"),
    }


def guess(tables: Sequence[TeamTable], chosen: Sequence[int] = ()) -> Reading:
    """How to read a file: the table most like a matrix, or those `chosen`, its headings and columns.

    Without a choice, tables with the same headings or as many columns that follow the first are taken too:
    Word often holds one matrix in several tables.
    """
    first = (
        chosen[0] if chosen else max(range(len(tables)), key=lambda place: (likeness(tables[place]), -place))
    )
    row = heading_row(tables[first])
    found = tuple(chosen) or (first, *_going_on(tables, first, row))
    heading = row.number if row else 0
    return Reading(found, heading, fields(tables[first], heading))


def likeness(table: TeamTable) -> int:
    """How much a table is like a matrix: the kinds of columns its headings name, and whether it asks."""
    row = heading_row(table)
    kinds = set(fields(table, row.number if row else 0)) - {IGNORED}
    return len(kinds) * 2 + (any(asks(cell) for row in table.rows for cell in row.cells)) * 3


def heading_row(table: TeamTable) -> TeamRow | None:
    """The row with the headings: the one of the first that names most kinds of columns, at least two."""
    best, most = None, 1
    for row in table.rows[:HEADINGS_WITHIN]:
        kinds = {field_of(cell) for cell in row.cells} - {IGNORED}
        if len(kinds) > most:
            best, most = row, len(kinds)
    return best


def heading_rows(table: TeamTable, number: int) -> list[TeamRow]:
    """The row of that number, and the one below where it only divides headings ("Primary", "Secondary")."""
    place = next((n for n, row in enumerate(table.rows) if row.number == number), None)
    if place is None:
        return []
    rows = [table.rows[place]]
    below = table.rows[place + 1] if place + 1 < len(table.rows) else None
    spans = rows[0].left or not all(rows[0].cells)
    if below and below.above and spans and not any(_is_long(cell) or asks(cell) for cell in below.cells):
        rows.append(below)
    return rows


def headings(table: TeamTable, number: int) -> list[str]:
    """The heading of each column; a heading over several stands before those below it."""
    found = [""] * table.width
    for row in heading_rows(table, number):
        over = ""
        for place, cell in enumerate(row.cells):
            over = over if place in row.left else cell
            words = " ".join((over if not row.above else cell).split())
            if words and words != found[place]:
                found[place] = f"{found[place]} – {words}" if found[place] else words
    return found


def fields(table: TeamTable, number: int) -> tuple[str, ...]:
    """What each column holds: by its heading, else by what stands below it."""
    names = headings(table, number)
    skipped = {row.number for row in heading_rows(table, number)}
    below = [row for row in table.rows if row.number not in skipped and row.number > number]
    found = [field_of(name) for name in names]
    for field in (CRITERION, NUMBER, QUESTION, SUB_QUESTION, SHORT):
        places = [place for place, known in enumerate(found) if known == field]
        for place in places[1:]:
            found[place] = SUB_QUESTION if field == QUESTION and SUB_QUESTION not in found else IGNORED
    for place, known in enumerate(found):
        if not known:
            found[place] = _by_content([row.cells[place] for row in below if place not in row.left], found)
    return tuple(found)


def field_of(heading: str) -> str:
    """What a column with this heading holds; IGNORED where the heading does not say."""
    words = " ".join(re.findall(r"[\w#]+", folded(heading).replace("_", " ")))
    if not words or len(words) > _LONGEST_HEADING:
        return IGNORED
    for group in _PATTERNS:
        places = [(found.start(), field) for field, pattern in group if (found := re.search(pattern, words))]
        if places:
            return min(places)[1]
    return _misspelt(words)


def _is_long(cell: str) -> bool:
    return len(cell) >= _LONGEST_HEADING


def _misspelt(words: str) -> str:
    """The field whose name one of the words is almost."""
    from rapidfuzz import fuzz

    best, most = IGNORED, float(_LIKE)
    for word in (word for word in words.split() if len(word) >= _SHORTEST_WORD):
        for field, names in _WORDS.items():
            score = max(fuzz.ratio(word, name) for name in names)
            if score > most:
                best, most = field, score
    return best


def _by_content(cells: Sequence[str], known: Sequence[str]) -> str:
    """What a column without a telling heading holds, by its cells."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return IGNORED
    numbers = sum(
        bool(re.fullmatch(r"\s*(?:EQ|Q|P)?\s*\d{1,3}(?:\.\d{1,3})*\.?\s*", cell)) for cell in filled
    )
    if numbers > len(filled) * 0.7 and NUMBER not in known:
        return NUMBER
    if sum(map(asks, filled)) > len(filled) * 0.5:
        return QUESTION if QUESTION not in known else SUB_QUESTION if SUB_QUESTION not in known else IGNORED
    return IGNORED


def _going_on(tables: Sequence[TeamTable], first: int, row: TeamRow | None) -> list[int]:
    """The tables that go on with the first: as wide, and with the same headings or none."""
    names = [folded(cell) for cell in row.cells] if row else []
    found = []
    for place in range(first + 1, len(tables)):
        table = tables[place]
        own = heading_row(table)
        if table.width != tables[first].width or (own and [folded(cell) for cell in own.cells] != names):
            break
        found.append(place)
    return found


def checked_field(name: str) -> str:
    """A field by its name in `--columns`; "" for what is none of FIELDS."""
    plain = name.strip().casefold().replace("-", "_").rstrip("s")
    return next((field for field in FIELDS if plain in (field, field.rstrip("s"))), IGNORED)
