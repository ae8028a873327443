"""Finished values of a report without the names of people: blocks, tables, what charts are drawn from.

Makers of reports send what they print of people through a `Redactor` themselves; this goes over all the words
once more, so that a maker who forgot gives nobody away. Quotes are left alone: they are done for their level.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from ..domain.report_blocks import Block, BlockReport, Heading, Quote, Told
from ..domain.report_table import ReportTable
from ..storage.project import Project
from .redactor import Redactor
from .report_options import Made

_Value = TypeVar("_Value")

# Lists of people are worded for their level, at the highest of which those are named who agreed to it.
_BY_LEVEL = ("persons", "not-held")
Said = Callable[[str], str]


class Words(dict[str, str]):
    """Words as they may be printed, worked out once each; `words.__getitem__` is what cleans."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._public = Redactor(project).public_text

    def __missing__(self, text: str) -> str:
        said = self[text] = self._public(text)
        return said


def cleaned(value: _Value, said: Said) -> _Value:
    """A value of tuples, named tuples, dataclasses and mappings with every text in it cleaned."""
    return _cleaned(value, said)  # type: ignore[no-any-return]


def made_clean(project: Project, made: Made) -> Made:
    """A report ready to be written, without names."""
    said = Words(project).__getitem__
    return replace(
        made,
        blocks=_blocks(made.blocks, said) if made.blocks else None,
        sheets=tuple(cleaned(sheet, said) for sheet in made.sheets),
        values=cleaned(dict(made.values), said),
    )


def _blocks(report: BlockReport, said: Said) -> BlockReport:
    """The same report; it can still be walked many times, and streamed."""

    def walk(progress: Told) -> Iterator[Block]:
        for block in report.blocks(progress):
            yield block if isinstance(block, Quote) else cleaned(block, said)

    def outline() -> Iterator[Heading]:
        return (cleaned(heading, said) for heading in report.outline())

    return replace(report, title=said(report.title), blocks=walk, outline=outline)


def _cleaned(value: Any, said: Said) -> Any:  # noqa: PLR0911
    if isinstance(value, str):
        return said(value) if len(value) > 2 else value
    if isinstance(value, ReportTable) and value.name in _BY_LEVEL:
        return value
    if isinstance(value, tuple):
        parts = [_cleaned(one, said) for one in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if isinstance(value, list):
        return [_cleaned(one, said) for one in value]
    if isinstance(value, Mapping):
        return {name: _cleaned(one, said) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _cleaned(getattr(value, one.name), said) for one in fields(value)})
    return value
