"""The reports that a study gives, in the order in which they are listed."""

from ..errors import UserError
from ..i18n import _
from . import (
    report_annex,
    report_codebook,
    report_consistency,
    report_data,
    report_forms,
    report_limitations,
    report_tables,
    report_workbook,
)
from .report_options import Kind

USUAL = "evidence-annex"


def reports() -> list[Kind]:
    """Every kind of report, worded in the language in use."""
    return [
        report_annex.kind(),
        report_workbook.kind(),
        *report_tables.all_kinds(),
        report_forms.kind(),
        report_codebook.kind(),
        report_consistency.kind(),
        report_limitations.kind(),
        report_data.kind(),
    ]


def report_named(name: str) -> Kind:
    """The report that scripts call so; UserError where there is none."""
    known = {kind.name: kind for kind in reports()}
    if name not in known:
        raise UserError(
            _("There is no report {name}.").format(name=name),
            _("The reports are: {names}.").format(names=", ".join(known)),
        )
    return known[name]
