"""From the rows of a team's table to a draft of a matrix, row by row, with what is doubtful in them."""

from collections.abc import Container, Iterator, Sequence
from itertools import count

from ..domain.matrix import CriterionSpec, MatrixSpec, ThemeSpec
from ..domain.matrix_draft import (
    CRITERION,
    IN_ORDER,
    INDICATOR,
    JUDGEMENT,
    METHOD,
    NUMBER,
    QUESTION,
    SHORT,
    SOURCE,
    SUB_QUESTION,
    THEME,
    MatrixDraft,
    Problem,
    Reading,
    TeamRow,
    TeamTable,
)
from ..i18n import _
from . import matrix_words as words
from .matrix_columns import heading_rows
from .matrix_parts import Asked, Part, Worded, numbers_clash, worded
from .palette import folded

_SPANS, _LONGEST_CRITERION, _LONGEST_NAME = 0.6, 120, 80
_LONGEST_NUMBER = 12
_LISTS = (SOURCE, METHOD, THEME)


def draft(tables: Sequence[TeamTable], reading: Reading, title: str) -> MatrixDraft:
    """What the chosen tables would make, read as `reading` says; nothing is saved."""
    reader = _Reader(tables, reading)
    reader.read()
    return reader.finished(title)


class _Reader:
    """Goes through rows, remembering which criterion, question and part they are about."""

    def __init__(self, tables: Sequence[TeamTable], reading: Reading) -> None:
        self._tables = [tables[place] for place in reading.tables]
        self._reading = reading
        self._fields = reading.fields
        self._problems: list[Problem] = []
        self._criteria: list[tuple[str, str]] = []
        self._questions: list[Asked] = []
        self._criterion: int | None = None
        self._now: list[Asked] = []
        self._part: Part | None = None
        self._under_banner = False
        self._last: dict[int, str] = {}
        self._place = ("", 0)

    def read(self) -> None:
        """Read every row below the headings."""
        for table, row, below in self._rows():
            self._place = (table.name, row.number)
            self._take(row, below)
        if not self._questions:
            self._problems.append(
                Problem("", 0, _("No question was found. Say which column holds the questions."), grave=True)
            )

    def finished(self, title: str) -> MatrixDraft:
        """The draft with its numbers set."""
        self._number()
        keys: dict[str, None] = {}
        criteria = []
        for place, (name, key) in enumerate(self._criteria):
            key = key_for(key or name, keys)
            keys[key] = None
            own = tuple(question.spec() for question in self._questions if question.criterion == place)
            criteria.append(CriterionSpec(key, name, own))
        themes = dict.fromkeys(theme for question in self._questions for theme in question.themes)
        return MatrixDraft(
            MatrixSpec(title, tuple(criteria), tuple(ThemeSpec(theme) for theme in themes)),
            tuple(sorted(set(self._problems), key=self._order)),
            {question.number: question.origin for question in self._questions},
        )

    def _order(self, problem: Problem) -> tuple[int, int]:
        names = [table.name for table in self._tables]
        return names.index(problem.table) if problem.table in names else -1, problem.row

    def _rows(self) -> Iterator[tuple[TeamTable, TeamRow, TeamRow | None]]:
        """Rows with the one below, without headings wherever they come again."""
        headings = heading_rows(self._tables[0], self._reading.heading_row) if self._tables else []
        known = [_heading(row) for row in headings]
        last = headings[-1].number if headings else 0
        for place, table in enumerate(self._tables):
            if table.width != len(self._fields):
                self._problems.append(
                    Problem(
                        table.name,
                        0,
                        _("The table has {n} columns and not {width}: it was left out.").format(
                            n=table.width, width=len(self._fields)
                        ),
                    )
                )
                continue
            rows = [row for row in table.rows if (place or row.number > last) and _heading(row) not in known]
            yield from zip([table] * len(rows), rows, [*rows[1:], None], strict=False)

    def _take(self, row: TeamRow, below: TeamRow | None) -> None:
        banner = self._banner(row)
        if banner:
            self._take_banner(banner)
            return
        self._take_criterion(self._own(row, CRITERION))
        asked = self._own(row, QUESTION)
        number = self._own(row, NUMBER)
        begins = False
        if self._under_banner and SUB_QUESTION not in self._fields and asked:
            self._take_parts(words.items(asked, semicolons=False))
        elif asked or (number and not self._is_current(number)):
            begins = self._take_question(worded(number, asked))
        if not self._now:
            if any(cell.strip() for cell in row.cells) and not self._own(row, CRITERION):
                self._say(_("There is no question above this row: it was left out."))
            return
        parts = words.items(self._own(row, SUB_QUESTION), semicolons=False)
        if parts:
            self._take_parts(parts)
        self._take_lists(row, below, begins=begins, divides=begins or bool(parts))

    def _banner(self, row: TeamRow) -> str:
        """The words of a row that is one cell over the whole table, or a single cell that heads others."""
        own = [(place, cell) for place, cell in enumerate(row.cells) if cell.strip()]
        if len(own) != 1:
            return ""
        place, text = own[0]
        width = len(row.cells)
        if row.left and (len(row.left) + 1) >= max(2, width * _SPANS):
            return text
        alone = not row.above and width > 1 and place == 0 and self._fields[place] in (NUMBER, QUESTION, "")
        short = len(text) <= _LONGEST_NAME and not words.asks(text) and words.number_in(text).text != ""
        if alone and words.is_note(text):
            return text
        return text if alone and short and not words.number_in(text).number.isdigit() else ""

    def _take_banner(self, text: str) -> None:
        if words.is_note(text):
            self._say(_("A note was left out: {text}").format(text=_short(text)))
        elif words.asks(text) or (words.number_in(text).number and len(text) > _LONGEST_NAME):
            self._take_question(worded("", text))
            self._under_banner = True
        elif len(text) > _LONGEST_CRITERION:
            self._say(_("A note was left out: {text}").format(text=_short(text)))
        else:
            self._take_criterion(text)
            self._now, self._part, self._under_banner = [], None, False

    def _take_criterion(self, cell: str) -> None:
        """Turn to a criterion, which is new where none has its name."""
        if not cell.strip():
            return
        name, more = words.criterion_name(cell)
        known = [folded(one) for one, _key in self._criteria]
        place = known.index(folded(name)) if folded(name) in known else len(self._criteria)
        if place == len(self._criteria):
            self._criteria.append((name, ""))
            if more:
                self._say(_("Left out beside the name of the criterion: {text}").format(text=_short(more)))
        if place != self._criterion:
            self._criterion = place
            self._now, self._part, self._under_banner = [], None, False

    def _take_question(self, found: Sequence[Worded]) -> bool:
        """Turn to the questions of a cell; False where it is the current one again."""
        if len(found) == 1 and len(self._now) == 1 and _same(found[0], self._now[0]):
            return False
        if self._criterion is None:
            self._criteria.append((_("Evaluation questions"), "EQ"))
            self._criterion = 0
            self._say(_("No criterion stands above: the question was put under “Evaluation questions”."))
        self._now = [self._asked(one) for one in found]
        self._questions += self._now
        self._part = None
        self._under_banner = False
        for question in self._now:
            if not question.text:
                self._say(
                    _("The question {number} is empty.").format(number=question.number or "–"), grave=True
                )
        return True

    def _asked(self, one: Worded) -> Asked:
        parts = [Part(text) for text in one.parts]
        place = self._criterion or 0
        return Asked(one.text, number=one.number, criterion=place, parts=parts, origin=self._place)

    def _take_parts(self, texts: Sequence[str]) -> None:
        """Add parts to the current question; a single one is what the rest of the row is about."""
        for question in self._now:
            known = {folded(part.text): part for part in question.parts}
            new = [known.get(folded(text)) or Part(text) for text in texts]
            question.parts += [part for part in new if part not in question.parts]
            self._part = new[0] if len(new) == 1 and len(self._now) == 1 else None

    def _take_lists(self, row: TeamRow, below: TeamRow | None, *, begins: bool, divides: bool) -> None:
        """Take what is planned: for the part the row is about, or the question as a whole."""
        for field in _LISTS:
            for place in self._places(field):
                text = self._text(row, place, begins=begins, divides=divides)
                for part in self._targets(row, below, place, field):
                    entries = getattr(part, {SOURCE: "sources", METHOD: "methods", THEME: "themes"}[field])
                    entries += [one for one in words.items(text) if one not in entries]
        for place in self._places(SHORT):
            for question in self._now:
                question.short = question.short or words.one_line(row.cells[place])
        self._take_judgement(row, below, begins=begins, divides=divides)

    def _take_judgement(self, row: TeamRow, below: TeamRow | None, *, begins: bool, divides: bool) -> None:
        """Judgement criteria with the indicators beside them."""

        def joined(field: str) -> str:
            texts = (self._text(row, place, begins=begins, divides=divides) for place in self._places(field))
            return "\n".join(filter(None, texts))

        places = [*self._places(JUDGEMENT), *self._places(INDICATOR)]
        if not places:
            return
        goes_on = JUDGEMENT in self._fields and not begins
        for part in self._targets(row, below, places[-1], INDICATOR):
            part.judge(joined(JUDGEMENT), joined(INDICATOR), goes_on=goes_on)

    def _targets(self, row: TeamRow, below: TeamRow | None, place: int, field: str) -> Sequence[Part]:
        """What a cell of the row is about; one that reaches down to another part is about the question."""
        if self._part is None or field == THEME:
            return self._now
        reaches = below is not None and place in below.above and place not in row.above
        divides = SUB_QUESTION if SUB_QUESTION in self._fields else QUESTION
        if reaches and below and any(below.cells[column].strip() for column in self._places(divides)):
            return self._now
        return [self._part]

    def _text(self, row: TeamRow, place: int, *, begins: bool, divides: bool) -> str:
        """The words of a cell, or of the one above where that covers it or blank cells repeat."""
        own = row.cells[place].strip()
        if own:
            self._last[place] = own
            return own
        covered = place in row.above and begins
        repeats = self._reading.repeats and divides and place not in row.left and place not in row.above
        return self._last.get(place, "") if covered or repeats else ""

    def _own(self, row: TeamRow, field: str) -> str:
        """The words that the columns of a field have in a row."""
        return "\n".join(filter(None, (row.cells[place].strip() for place in self._places(field))))

    def _places(self, field: str) -> list[int]:
        return [place for place, known in enumerate(self._fields) if known == field]

    def _is_current(self, number: str) -> bool:
        return len(self._now) == 1 and self._now[0].number == words.number_alone(number)

    def _number(self) -> None:
        """Give numbers to questions that have none, and to all where the table's do not do."""
        clash = numbers_clash(self._questions)
        if self._reading.numbering == IN_ORDER or clash:
            for place, question in enumerate(self._questions, 1):
                question.number = str(place)
            if clash and self._reading.numbering != IN_ORDER:
                said = _("Some numbers stand there twice, so the questions were numbered 1 to {n}.")
                self._problems.append(Problem("", 0, said.format(n=len(self._questions))))
            return
        taken = {question.number for question in self._questions}
        free = (str(number) for number in count(1) if str(number) not in taken)
        for question in self._questions:
            if not question.number:
                question.number = next(free)
                said = _("The question has no number: it gets {number}.").format(number=question.number)
                self._problems.append(Problem(*question.origin, said))
            elif len(question.number) > _LONGEST_NUMBER:
                said = _("“{number}” is not the number of a question; are two columns swapped?")
                self._problems.append(
                    Problem(*question.origin, said.format(number=_short(question.number)), grave=True)
                )

    def _say(self, sentence: str, *, grave: bool = False) -> None:
        self._problems.append(Problem(*self._place, sentence, grave))


def _same(one: Worded, question: Asked) -> bool:
    """Whether a row words the question above once more."""
    return one.number in ("", question.number) and folded(one.text) in ("", folded(question.text))


def _heading(row: TeamRow) -> tuple[str, ...]:
    return tuple(folded(words.one_line(cell)) for cell in row.cells)


def _short(text: str) -> str:
    plain = words.one_line(text)
    return plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - 1].rstrip() + "…"


def key_for(name: str, taken: Container[str]) -> str:
    """A key for a criterion: its first letters, as few as make it its own."""
    letters = "".join(char for char in folded(name) if char.isalnum()).upper() or "C"
    for length in range(min(3, len(letters)), len(letters) + 1):
        if letters[:length] not in taken:
            return letters[:length]
    return next(key for number in count(2) if (key := f"{letters[:3]}{number}") not in taken)
