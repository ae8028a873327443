"""How a survey went: how many were asked and answered, how often they were reminded, from when to when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ..domain.surveys import Survey
from ..errors import UserError
from ..i18n import _

FACTS = ("name", "sent", "answered", "reminders", "opened", "closed")
_COUNTS = ("sent", "answered", "reminders")
_DAYS = ("opened", "closed")

Facts = Mapping[str, str | int | None]


def described(survey: Survey, facts: Facts) -> Survey:
    """The survey with these facts; UserError where one cannot be, or two contradict each other."""
    changed = replace(survey, **_checked(facts))  # type: ignore[arg-type]
    _check_order(changed)
    return changed


def _checked(facts: Mapping[str, str | int | None]) -> dict[str, str | int | None]:
    """Facts as they are stored; UserError names the one that cannot be."""
    values: dict[str, str | int | None] = {}
    for key, value in facts.items():
        words = str("" if value is None else value).strip()
        if key in _COUNTS and (not words or words.isdecimal()):
            values[key] = int(words) if words else None
        elif (key in _DAYS and (not words or _is_day(words))) or (key == "name" and words):
            values[key] = words
        else:
            raise UserError(
                _("{key} cannot be “{value}”.").format(key=key, value=words),
                _("The facts are: {facts}; numbers are whole, days are written 2022-03-31.").format(
                    facts=", ".join(FACTS)
                ),
            )
    return values


def _is_day(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def _check_order(survey: Survey) -> None:
    """UserError where more answered than were asked, or a survey closed before it opened."""
    if survey.sent is not None and survey.answered is not None and survey.answered > survey.sent:
        raise UserError(
            _("{answered} cannot have answered of {sent} who were asked.").format(
                answered=survey.answered, sent=survey.sent
            ),
            _("Correct one of the two numbers."),
        )
    if survey.opened and survey.closed and survey.closed < survey.opened:
        raise UserError(
            _("The survey closed on {closed}, before it opened on {opened}.").format(
                closed=survey.closed, opened=survey.opened
            ),
            _("Correct one of the two days."),
        )
