"""Words that reports of all kinds have in common."""

from datetime import UTC, datetime

from ...domain.report_table import Report


def made_on(report: Report) -> str:
    """The day and minute a report was put together, as a person writes them."""
    return datetime.fromisoformat(report.made_at).strftime("%Y-%m-%d %H:%M")


def made(report: Report) -> datetime:
    """When a report was put together, in UTC and without saying so, as office files date themselves."""
    moment = datetime.fromisoformat(report.made_at)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
