"""What a query found, in words: each count with its unit."""

from ..domain.queries import RetrievedCounts
from ..i18n import ngettext
from .register_counts import (
    excerpts_in_words,
    informants_in_words,
    institutions_in_words,
    interviews_in_words,
)


def counts_in_words(counts: RetrievedCounts) -> list[str]:
    """The counts one by one; voices only where they differ from informants, documents where there are any."""
    said = [excerpts_in_words(counts.excerpts), informants_in_words(counts.informants)]
    if counts.voices != counts.informants:
        said.append(ngettext("{n} voice", "{n} voices", counts.voices).format(n=counts.voices))
    said += [institutions_in_words(counts.institutions), interviews_in_words(counts.interviews)]
    if counts.documents:
        said.append(ngettext("{n} document", "{n} documents", counts.documents).format(n=counts.documents))
    return said
