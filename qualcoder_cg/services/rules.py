"""The rules of the study: read, and changed as one step."""

from dataclasses import asdict, fields
from typing import Any

from ..domain import attribution
from ..domain.rules import LAYERS, ONE_VOICE, SETTLE, SEVERAL_VOICES, Rules
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project

_KEY = "rules"


def rules(project: Project) -> Rules:
    """The rules the team agreed on; the usual ones where it said nothing."""
    stored = project.settings.entries(_KEY)
    known = {field.name for field in fields(Rules)}
    values: dict[str, Any] = {name: value for name, value in stored.items() if name in known}
    if "counting_words" in values:
        values["counting_words"] = tuple((name, word) for name, word in values["counting_words"])
    return Rules(**values)


def change_rules(project: Project, **values: Any) -> Rules:
    """Change some of the rules, by the names of `Rules`; UserError for a value that no rule can have."""
    _check(values)
    before = asdict(rules(project))
    changed = {name: value for name, value in values.items() if value != before[name]}
    with project.step("Change the rules of the study ({what})", what=", ".join(sorted(values))):
        project.settings.put_entries(_KEY, changed)
    return rules(project)


def check_level(level: str) -> None:
    """UserError for what is no attribution level."""
    if level not in attribution.LEVELS:
        raise UserError(
            _("{level} is not an attribution level.").format(level=level),
            _("Use one of: {levels}.").format(levels=", ".join(attribution.LEVELS)),
        )


def _check(values: dict[str, Any]) -> None:
    if values.get("group", ONE_VOICE) not in (ONE_VOICE, SEVERAL_VOICES):
        raise UserError(
            _("{value} is no way to count a group interview.").format(value=values["group"]),
            _("Use one of: {choices}.").format(choices=f"{ONE_VOICE}, {SEVERAL_VOICES}"),
        )
    for name in ("ceiling", "usual_level"):
        if values.get(name):
            check_level(values[name])
    for name, choices in (("who_settles", SETTLE), ("layer", LAYERS)):
        if name in values and values[name] not in choices:
            raise UserError(
                _("{value} cannot be the rule {name}.").format(value=values[name], name=name),
                _("Use one of: {choices}.").format(choices=", ".join(choices)),
            )
    if not 1 <= values.get("same_edges", 1) <= 100:
        raise UserError(
            _("{value} cannot be the rule {name}.").format(value=values["same_edges"], name="same_edges"),
            _("Give a percentage from 1 to 100."),
        )
    for name, least in (("k", 1), ("plain_below", 0)):
        if name in values and (not isinstance(values[name], int) or values[name] < least):
            raise UserError(
                _("{value} cannot be the rule {name}.").format(value=values[name], name=name),
                _("Give a whole number from {least}.").format(least=least),
            )
