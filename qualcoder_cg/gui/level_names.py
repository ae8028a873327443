"""The attribution levels as they are called where one is chosen."""

from ..domain import attribution
from ..i18n import _


def level_names() -> dict[str, str]:
    """The attribution levels in words."""
    return {
        attribution.NONE: _("Nobody named"),
        attribution.CATEGORY: _("Category"),
        attribution.TYPE: _("Type of informant"),
        attribution.INSTITUTION: _("Institution"),
        attribution.ROLE: _("Role and institution"),
        attribution.NAME: _("Name, where agreed"),
    }
