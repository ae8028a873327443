"""What is gathered of a matrix while a team's table is read, and what it becomes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..domain.matrix import JudgementSpec, QuestionSpec, SubQuestionSpec
from .matrix_words import groups, is_marked, items, number_alone, number_in, one_line, unmarked, whole_lines


@dataclass
class Part:
    """A question or a part of one, with what is planned for it."""

    text: str
    judgement: list[tuple[str, list[str]]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)

    def judge(self, criteria: str, indicators: str, *, goes_on: bool) -> None:
        """Add judgement criteria and indicators as two cells of a row hold them.

        Several criteria take the indicators line by line; where the lines do not match, all indicators
        stand by themselves, so that none is put under a criterion it does not belong to. With `goes_on`,
        indicators without a criterion belong to the one above.
        """
        named, found = items(criteria), items(indicators)
        if not named and found:
            if not (goes_on and self.judgement):
                self._judged("")
            self.judgement[-1][1].extend(one for one in found if one not in self.judgement[-1][1])
        elif len(named) == 1:
            self._judged(named[0]).extend(found)
        elif named:
            lines = groups(indicators)
            matched = len(lines) == len(named)
            for place, text in enumerate(named):
                self._judged(text).extend(lines[place] if matched else [])
            if found and not matched:
                self._judged("").extend(found)

    def _judged(self, text: str) -> list[str]:
        """The indicators of the criterion of that text, which comes last where it is new."""
        for place, (known, indicators) in enumerate(self.judgement):
            if known == text:
                self.judgement.append(self.judgement.pop(place))
                return indicators
        self.judgement.append((text, []))
        return self.judgement[-1][1]

    def judged(self) -> tuple[JudgementSpec, ...]:
        """The judgement criteria with their indicators, each once."""
        return tuple(
            JudgementSpec(text, tuple(dict.fromkeys(indicators))) for text, indicators in self.judgement
        )


@dataclass
class Asked(Part):
    """A question: where it stands, its number ("" while it has none), its parts."""

    number: str = ""
    criterion: int = 0
    short: str = ""
    themes: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    origin: tuple[str, int] = ("", 0)

    def spec(self) -> QuestionSpec:
        """The question as it enters a matrix."""
        parts = tuple(
            SubQuestionSpec(part.text, part.judged(), _once(part.sources), _once(part.methods))
            for part in self.parts
        )
        return QuestionSpec(
            self.number,
            self.text,
            self.short,
            _once(self.themes),
            self.judged(),
            _once(self.sources),
            methods=_once(self.methods),
            sub_questions=parts,
        )


class Worded(NamedTuple):
    """A question as its cells word it."""

    number: str
    text: str
    parts: tuple[str, ...] = ()


def worded(number_cell: str, cell: str) -> list[Worded]:
    """The questions in a cell; usually one, with parts where it goes on in a list.

    Lines with numbers of one depth ("EQ1 …", "EQ2 …") are questions of their own, deeper numbers, letters
    and bullets are parts. Other lines go on from the one above.
    """
    every = whole_lines(cell)
    number = number_alone(number_cell) if number_cell.strip() else ""
    if not every:
        return [Worded(number, "")]
    found: list[tuple[str, list[str], list[list[str]]]] = []
    bulleted = is_marked(every[0]) and not number_in(every[0]).number
    for line in every:
        numbered = number_in(line)
        first = found[0][0] if found else ""
        same = bool(numbered.number) and numbered.number.count(".") == first.count(".") and first != ""
        if not found:
            own = number if number and numbered.number in ("", number) else numbered.number
            text = numbered.text if numbered.number else unmarked(line)
            found.append((own or number, [text] if text else [], []))
        elif not number and (same or (bulleted and is_marked(line))):
            found.append((numbered.number, [numbered.text if same else unmarked(line)], []))
        elif (is_marked(line) or numbered.number) and found[-1][1]:
            found[-1][2].append([numbered.text if numbered.number else unmarked(line)])
        elif found[-1][2]:
            found[-1][2][-1].append(line)
        else:
            found[-1][1].append(line)
    return [
        Worded(known, one_line(" ".join(text)), tuple(one_line(" ".join(part)) for part in parts))
        for known, text, parts in found
    ]


def _once(entries: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entries))


def numbers_clash(questions: Sequence[Asked]) -> bool:
    """Whether two questions have the same number."""
    known = [question.number for question in questions if question.number]
    return len(known) != len(set(known))
