"""Whose work is compared, in which round, on what unit and by which coefficient; no Qt here."""

from dataclasses import dataclass, replace

from ...domain import consistency
from ...domain.consistency import Setup
from ...services import consistency_words
from ...services.consistency_continuum import KEYS

CRITERIA, QUESTIONS, CODES = consistency.CRITERION, consistency.QUESTION, consistency.CODE
THEMES, PAIRS, DOCUMENTS = consistency.THEME, consistency.PAIR, consistency.IN_DOCUMENT
ALPHA, DICE = "krippendorff", "dice"
ON_LINES = KEYS  # the coefficients that take texts as lines


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose; `coders` empty: all that can be compared.

    `rows` says what each row is: of LEVELS, PAIRS or DOCUMENTS; `level` is the last level chosen.
    """

    coders: tuple[str, ...] = ()
    round_id: str | None = None
    unit: str = consistency.ANSWER
    level: str = consistency.CRITERION
    rows: str = consistency.CRITERION
    coefficient: str = ALPHA

    def with_rows(self, rows: str) -> "Choice":
        """Another kind of rows; a level is kept for pairs and documents too."""
        return replace(self, rows=rows, level=rows if rows in consistency.LEVELS else self.level)

    @property
    def asked(self) -> "Choice":
        """The same for whatever rows: all come of one computation."""
        return replace(self, rows=self.level)

    @property
    def counted_by(self) -> str:
        """The coefficient that is computed: the one chosen, or Dice where the unit has none of its kind."""
        return self.coefficient if suits(self.coefficient, self.unit) else DICE

    @property
    def counted_on(self) -> str:
        """The unit of what is counted: of texts as lines, their characters."""
        return consistency.CHARACTER if self.counted_by in ON_LINES else self.unit

    @property
    def scope(self) -> str:
        """The scope of the figures that make the rows."""
        return self.rows if self.rows in (PAIRS, DOCUMENTS) else consistency.EACH

    def setup(self, coders: tuple[str, ...]) -> Setup:
        """What is asked of the services, of these coders where none were chosen."""
        return Setup(
            coders=self.coders or coders,
            unit=self.unit,
            level=self.level,
            round_id=self.round_id,
            coefficients=(self.counted_by,),
        )


def suits(coefficient: str, unit: str) -> bool:
    """Whether a coefficient has a value on a unit: overlapping passages have nothing to reckon chance by.

    Those that take texts as lines go by their length, whatever the unit.
    """
    by_chance = consistency_words.BY_KEY[coefficient].by_chance
    return unit != consistency.SEGMENT or not by_chance or coefficient in ON_LINES
