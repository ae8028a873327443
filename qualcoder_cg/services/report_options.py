"""What a person chooses of a report, and what comes of making one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ..domain import attribution
from ..domain.evidence import PRINTED, Evidence
from ..domain.report_blocks import Block, BlockReport, of_blocks
from ..domain.report_table import ReportTable
from ..errors import UserError
from ..i18n import LANGUAGES, _, language
from ..progress import Progress
from ..storage.project import Project
from .evidence import title as study_title
from .layers import layer_in_words
from .redactor import Redactor
from .rules import check_level, rules

# What a report may let one choose, besides format and language.
LEVEL, QUOTES, TEMPLATE, CHARTS = "level", "quotes", "template", "charts"


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is to be.

    `level` is the attribution level, `language` that of its words ("" for the report language of the study,
    else the program's). `quotes_in` is the language of the translations and `printed` how they stand (of
    PRINTED, "" as usual). `most` quotes are printed of a type under a question (0 for all); `only_key` prints
    key quotes alone, `rest` also quotes that no finding uses, `ids` the codes of sources with the places in
    them. `charts` adds pictures. `template` is the team's own Word document.
    """

    level: str = attribution.TYPE
    language: str = ""
    quotes_in: str = ""
    printed: str = ""
    most: int = 0
    only_key: bool = False
    rest: bool = True
    ids: bool = True
    charts: bool = True
    template: str = ""

    def checked(self) -> "Options":
        """The same; UserError for a value that is none."""
        check_level(self.level)
        if self.language and self.language not in LANGUAGES:
            raise UserError(
                _("There are no reports in the language {language}.").format(language=self.language),
                _("Use one of: {choices}.").format(choices=", ".join(LANGUAGES)),
            )
        if self.printed and self.printed not in PRINTED:
            raise UserError(
                _("{value} is no way to print translations.").format(value=self.printed),
                _("Use one of: {choices}.").format(choices=", ".join(PRINTED)),
            )
        if self.most < 0:
            raise UserError(
                _("{value} cannot be the most quotes.").format(value=self.most), _("Give 0 for all of them.")
            )
        return self

    def as_values(self) -> dict[str, Any]:
        """The options as settings keep them."""
        return asdict(self)


def options_from(values: Mapping[str, Any]) -> Options:
    """Options as settings kept them; what is not understood stays as usual."""
    usual = Options()
    known = {
        one.name: values[one.name]
        for one in fields(Options)
        if isinstance(values.get(one.name), type(getattr(usual, one.name)))
    }
    try:
        return replace(usual, **known).checked()
    except UserError:
        return usual


@dataclass(frozen=True, slots=True)
class Made:
    """A report ready to be written: blocks for formats that have them; evidence rows and sheets for others.

    `withheld` excerpts are left out of it.
    """

    blocks: BlockReport | None = None
    evidence: Evidence | None = None
    sheets: Sequence[ReportTable | str] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    withheld: int = 0


Maker = Callable[[Project, Options, Progress, str], Made]


class Kind(NamedTuple):
    """A kind of report: what scripts call it, its title, a line on it, the endings of its files, its options.

    `make(project, options, progress, suffix)` makes one for a file of that ending; `prints_quotes` tells
    whether it prints what people said, so that it is checked whom that points at.
    """

    name: str
    title: str
    about: str
    suffixes: tuple[str, ...]
    options: tuple[str, ...]
    make: Maker
    prints_quotes: bool = False


def level_of(project: Project, options: Options) -> str:
    """The level a report is printed at: never above the ceiling of the study."""
    return attribution.lowest(options.level, [rules(project).ceiling])


def made_now() -> str:
    """When a report is put together."""
    return datetime.now().astimezone().isoformat(sep=" ", timespec="minutes")


def edition(project: Project) -> str:
    """Of which state of the study a report is, and of which layer where not everybody's codings count, for
    its footer; "" where no step can be taken back and nothing is to be said.
    """
    step = project.undoable()
    state = _("state {number} of the study").format(number=step.id) if step else ""
    agreed = _("consensus of the coders") if layer_in_words(project) else ""
    return ", ".join(filter(None, (state, agreed)))


def block_report(
    project: Project, name: str, title: str, blocks: Sequence[Block], *, wide: bool = False
) -> Made:
    """A report of blocks under the title of the study."""
    whole = _("{study}: {report}").format(
        study=Redactor(project).public_text(study_title(project)), report=title
    )
    return Made(
        of_blocks(name, whole, made_now(), language(), tuple(blocks), edition=edition(project), wide=wide)
    )


def template_of(options: Options) -> Path | None:
    """The team's own document, where one is chosen."""
    return Path(options.template).expanduser() if options.template else None
