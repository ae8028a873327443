"""What coders are compared on: codes, questions, criteria or themes, and which codings count for each."""

from collections.abc import Collection
from typing import NamedTuple

from ..domain.codes import QUESTION as QUESTION_CODE
from ..domain.codes import THEME as THEME_CODE
from ..domain.codes import Code, deciding
from ..domain.consistency import CODE, CRITERION, LEVELS, QUESTION
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project


class Thing(NamedTuple):
    """What is coded or not: a code (also a question's or theme's) or a criterion, by id."""

    key: str
    name: str


class Things(NamedTuple):
    """What is compared, in the order of the codebook; `of_code` are the places of what a code counts for."""

    listed: tuple[Thing, ...]
    of_code: dict[str, tuple[int, ...]]


def things(project: Project, level: str, only: Collection[str] = ()) -> Things:
    """What there is on a level.

    A coding under a team code counts for the questions its code serves, or the theme it stands under. `only`
    are ids: of codes, or on the level of criteria also of criteria. A criterion whose codes are named has the
    codings of these alone.
    """
    if level not in LEVELS:
        raise UserError(
            _("{level} is no level on which coders can be compared.").format(level=level),
            _("Use one of: {levels}.").format(levels=", ".join(LEVELS)),
        )
    codes = project.codes.all()
    by_id = {code.id: code for code in codes}
    if level == CODE:
        chosen = [code for code in codes if not only or code.id in only]
        return _numbered([Thing(one.id, one.name) for one in chosen], {one.id: (one.id,) for one in chosen})
    if level == CRITERION:
        return _criteria(project, codes, by_id, only)
    kind = QUESTION_CODE if level == QUESTION else THEME_CODE
    chosen = [code for code in codes if code.kind == kind and (not only or code.id in only)]
    by_question = {code.question_id: code.id for code in codes if code.kind == QUESTION_CODE}
    serves: dict[str, tuple[str, ...]] = {}
    for code in codes:
        source = deciding(code, by_id)
        if source is None:
            continue
        if kind == THEME_CODE:
            serves[code.id] = (source.id,) if source.kind == THEME_CODE else ()
        else:
            serves[code.id] = tuple(by_question.get(one, "") for one in _questions(source))
    return _numbered([Thing(one.id, one.name) for one in chosen], serves)


def check_codes(project: Project, level: str, only: Collection[str]) -> None:
    """UserError where what was named is nothing on this level."""
    found = things(project, level, only)
    if only and not found.listed:
        known = listed([one.name for one in things(project, level).listed])
        raise UserError(
            _("None of the codes named is on the level {level}.").format(level=level),
            _("On this level there are: {names}.").format(names=known),
        )


def _criteria(project: Project, codes: list[Code], by_id: dict[str, Code], only: Collection[str]) -> Things:
    criterion_of = {one.id: one.criterion_id for one in project.matrix.questions()}
    criteria = project.matrix.criteria()
    whole = {one.id for one in criteria if not only or one.id in only}
    of_question = {code.question_id: code.id for code in codes if code.kind == QUESTION_CODE}
    serves: dict[str, tuple[str, ...]] = {}
    for code in codes:
        source = deciding(code, by_id)
        for question in _questions(source) if source else ():
            criterion = criterion_of.get(question, "")
            named = code.id in only or of_question.get(question) in only
            if criterion in whole or named:
                serves[code.id] = (*serves.get(code.id, ()), criterion)
    wanted = whole | {one for named in serves.values() for one in named}
    return _numbered([Thing(one.id, one.name) for one in criteria if one.id in wanted], serves)


def _questions(source: Code) -> tuple[str, ...]:
    return () if source.kind == THEME_CODE else source.questions


def _numbered(chosen: list[Thing], serves: dict[str, tuple[str, ...]]) -> Things:
    places = {thing.key: place for place, thing in enumerate(chosen)}
    of_code = {
        code: tuple(sorted({places[key] for key in keys if key in places})) for code, keys in serves.items()
    }
    return Things(tuple(chosen), {code: found for code, found in of_code.items() if found})
