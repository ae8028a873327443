"""Quotes, findings and what follows from them, in the file."""

import sqlite3
from collections.abc import Sequence

from ..domain.chain import Basis, ChainField, ChainItem
from ..domain.findings import EvidenceItem, EvidenceLink, Finding
from ..domain.queries import SavedQuery
from ..domain.quotes import GlossaryTerm, KnownName, Quote, Redaction, Translation
from .values import Values

_BY_PLACE = "document_id, start_cp, end_cp, id"


class EvidenceTables:
    """The tables from a quote to a recommendation; `project.evidence.findings.all()`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.queries = Values(connection, "saved_query", SavedQuery)
        self.quotes = Values(connection, "quote", Quote, _BY_PLACE)
        self.translations = Values(connection, "translation", Translation, "language, id")
        self.redactions = Values(connection, "redaction", Redaction, _BY_PLACE)
        self.names = Values(connection, "known_name", KnownName)
        self.glossary = Values(connection, "glossary_term", GlossaryTerm)
        self.findings = Values(connection, "finding", Finding)
        self.items = Values(connection, "evidence_item", EvidenceItem, "created_at, id")
        self.links = Values(connection, "finding_evidence", EvidenceLink)
        self.chain = Values(connection, "chain_item", ChainItem)
        self.fields = Values(connection, "chain_field", ChainField, "item_id, name, id")
        self.bases = Values(connection, "chain_basis", Basis)

    def findings_with_evidence(self) -> set[str]:
        """The findings (ids) that evidence is linked to."""
        found = self._connection.execute("SELECT DISTINCT finding_id FROM finding_evidence")
        return {row[0] for row in found}

    def forget_documents(self, ids: Sequence[str]) -> None:
        """Remove what was decided about quotes of these documents, and what they were evidence for."""
        items = [item.id for item in self.items.among("document_id", ids)]
        self.forget_quotes([quote.id for quote in self.quotes.among("document_id", ids)])
        self.forget_items(items)
        self.redactions.remove(ids, "document_id")

    def forget_quotes(self, ids: Sequence[str]) -> None:
        """Remove quotes with their translations and the evidence they are."""
        self.forget_items([item.id for item in self.items.among("quote_id", ids)])
        self.translations.remove(ids, "quote_id")
        self.quotes.remove(ids)

    def forget_items(self, ids: Sequence[str]) -> None:
        """Remove pieces of evidence and their links to findings."""
        self.links.remove(ids, "evidence_id")
        self.items.remove(ids)

    def forget_survey_items(self, ids: Sequence[str]) -> None:
        """Remove the evidence that results of these items of surveys are."""
        self.forget_items([item.id for item in self.items.among("survey_item_id", ids)])

    def forget_findings(self, ids: Sequence[str]) -> None:
        """Remove findings; their evidence stays where other findings use it, else it goes too."""
        evidence = {link.evidence_id for link in self.links.among("finding_id", ids)}
        self.links.remove(ids, "finding_id")
        used = {link.evidence_id for link in self.links.among("evidence_id", sorted(evidence))}
        self.items.remove(sorted(evidence - used))
        self.bases.remove(ids, "finding_id")
        self.findings.remove(ids)

    def forget_chain(self, ids: Sequence[str]) -> None:
        """Remove items of the chain with their fields and links."""
        self.fields.remove(ids, "item_id")
        self.bases.remove(ids, "item_id")
        self.bases.remove(ids, "basis_id")
        self.chain.remove(ids)
