"""Dates as a person writes them anywhere in the program, with the same words where they cannot be read."""

from ..domain.dates import EITHER, Ambiguous, iso_date
from ..errors import UserError
from ..i18n import _


def read_date(text: str, order: str = EITHER) -> str:
    """The date in ISO 8601 (a year or a month alone will do), "" for none.

    `order` settles which of day and month comes first, where it is known. UserError for what is no date
    or may be two.
    """
    try:
        return iso_date(text, order)
    except Ambiguous as error:
        raise UserError(
            _("{date} may be two days.").format(date=" ".join(text.split())),
            _("Write {first} or {second}.").format(first=error.args[0], second=error.args[1]),
        ) from error
    except ValueError as error:
        raise UserError(
            _("{date} is not a date.").format(date=" ".join(text.split())),
            _("Write it as year-month-day, such as 2022-05-31, or the year alone."),
        ) from error
