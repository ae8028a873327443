"""The numbers of the code tree in words: for tooltips and for those who have the rows read out."""

from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services.register_counts import excerpts_in_words, informants_in_words
from qualcoder_cg.services.tally import Numbers, Share


def columns() -> tuple[str, str, str, str]:
    """What the columns are: name, coverage, excerpts, informants."""
    return (
        _("Code"),
        _("Coverage: of all informants, who was asked and who spoke"),
        _("Excerpts: coded passages"),
        _("Informants: those who spoke under the code"),
    )


def row(title: str, numbers: Numbers | None, share: Share | None) -> str:
    """A whole row: what it is called, and its numbers as far as they are known."""
    parts = [title]
    if numbers:
        parts += [excerpts_in_words(numbers.excerpts), informants_in_words(numbers.informants)]
    if share:
        parts.append(coverage(share))
    return ", ".join(parts)


def cell(numbers: Numbers | None, share: Share | None, column: int) -> str:
    """One number with its unit: coverage (1), excerpts (2), informants (3); "" where it is not known."""
    if column == 1:
        return coverage(share) if share else ""
    if numbers is None:
        return ""
    return excerpts_in_words(numbers.excerpts) if column == 2 else informants_in_words(numbers.informants)


def coverage(share: Share) -> str:
    """Who spoke to a question, of those asked, of those interviewed; and who spoke unasked."""
    told = _("spoke {n} of {asked} asked, {total} interviewed").format(
        n=share.spoke, asked=share.asked, total=share.interviewed
    )
    if not share.unasked:
        return told
    more = ngettext("{n} spoke unasked", "{n} spoke unasked", share.unasked).format(n=share.unasked)
    return f"{told}; {more}"


def legend(interviewed: int) -> str:
    """What the bars mean, below the tree."""
    return ngettext(
        "{n} informant: grey asked, colour spoke", "{n} informants: grey asked, colour spoke", interviewed
    ).format(n=interviewed)
