"""Random work on the matrix, the register, findings and what is built on them, for tests of merging."""

import contextlib

from merging_acts import Act, Acts

from qualcoder_cg.domain.chain import CHAIN_KINDS
from qualcoder_cg.domain.findings import GRADES
from qualcoder_cg.domain.matrix_draft import METHOD, SOURCE
from qualcoder_cg.domain.strength import BEARINGS
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import (
    chain_edit,
    finding_edit,
    finding_links,
    glossary,
    matrix_criteria,
    matrix_edit,
    matrix_parts_edit,
    names,
    quotes,
    redaction,
    register,
    rounds,
    rules,
    translations,
)

NUMBERS = ("a", "b", "c", "d")


class EvidenceActs(Acts):
    """What a person may do besides coding; `work(n)` does n things, one in three of them coding."""

    def acts(self) -> list[Act]:
        """Every act, each as often as it is to be chosen."""
        evidence: list[Act] = [
            self.add_question, self.change_question, self.move_question, self.remove_question, self.criterion,
            self.part, self.planned, self.institution, self.cells, self.column, self.merge_institutions,
            self.add_finding, self.add_finding, self.finding, self.remove_finding, self.link, self.link,
            self.links, self.unlink, self.quote, self.redact, self.translate, self.term, self.name,
            self.chain_item, self.chain_item, self.chain_field, self.chain_basis, self.remove_item,
            self.rule, self.round, self.undo, self.redo,
        ]  # fmt: skip
        return evidence + self.chance.sample(super().acts(), len(evidence) // 2)

    def begin(self) -> None:
        """Add a few questions, findings, institutions and conclusions, for the others to work on."""
        for act in (self.add_question, self.add_finding, self.chain_item, self.term, self.name, self.part):
            for _number in range(4):
                with contextlib.suppress(UserError):
                    act()
        for _number in range(3):
            register.add_rows(self.project, "institution", [{"name": self.words()}])

    def question(self) -> str:
        return self.some(self.project.matrix.questions()).id

    def a_criterion(self) -> str:
        return self.some(self.project.matrix.criteria()).id

    def words(self) -> str:
        return f"{self.chance.choice(('Who pays', 'What changed', 'For whom'))} {self.chance.random():.4f}"

    def add_question(self) -> None:
        matrix_edit.add_question(self.project, self.a_criterion(), self.words())

    def change_question(self) -> None:
        self.some([
            lambda: matrix_edit.change_question(self.project, self.question(), text=self.words()),
            lambda: matrix_edit.change_question(self.project, self.question(), short=self.words()),
            lambda: matrix_edit.set_aliases(
                self.project, [self.chance.choice(NUMBERS)], question_id=self.question()
            ),
        ])()  # fmt: skip

    def move_question(self) -> None:
        self.some([
            lambda: matrix_edit.move_questions(self.project, [self.question()], self.a_criterion()),
            lambda: matrix_edit.shift_questions(self.project, [self.question()], 1),
        ])()  # fmt: skip

    def remove_question(self) -> None:
        matrix_edit.remove_questions(self.project, [self.question()])

    def criterion(self) -> None:
        self.some([
            lambda: matrix_criteria.add_criterion(self.project, self.words()),
            lambda: matrix_criteria.rename_criterion(self.project, self.a_criterion(), name=self.words()),
            lambda: matrix_criteria.move_criteria(self.project, [self.a_criterion()], 1),
            lambda: matrix_criteria.remove_criteria(self.project, [self.a_criterion()]),
        ])()  # fmt: skip

    def part(self) -> None:
        parts = [one.id for one in self.project.matrix.sub_questions()]
        self.some([
            lambda: matrix_parts_edit.add_part(self.project, self.question(), self.words()),
            lambda: matrix_parts_edit.change_part(self.project, self.some(parts), self.words()),
            lambda: matrix_parts_edit.move_part(self.project, self.some(parts), self.question()),
            lambda: matrix_parts_edit.remove_parts(self.project, [self.some(parts)]),
        ])()  # fmt: skip

    def planned(self) -> None:
        entries = self.chance.sample(("interviews", "survey", "documents", "visits"), 2)
        self.some([
            lambda: matrix_parts_edit.set_planned(self.project, self.question(), None, SOURCE, entries),
            lambda: matrix_parts_edit.set_planned(self.project, self.question(), None, METHOD, entries),
            lambda: matrix_parts_edit.set_indicators(self.project, self.question(), None, [entries]),
        ])()  # fmt: skip

    def row(self, table: str) -> str:
        return self.some([one.id for one in register.rows(self.project, table)])

    def institution(self) -> None:
        self.some([
            lambda: register.add_rows(self.project, "institution", [{"name": self.words()}]),
            lambda: register.remove_rows(self.project, "institution", [self.row("institution")]),
            lambda: register.add_rows(self.project, "informant", [{"code": self.words()}]),
        ])()  # fmt: skip

    def cells(self) -> None:
        own = [one.id for one in register.columns(self.project, "institution")]
        cell = self.row("institution"), self.some(own), self.words()
        register.set_cells(self.project, "institution", [cell])

    def column(self) -> None:
        own = [one.id for one in register.columns(self.project, "institution")]
        self.some([
            lambda: register.add_column(self.project, "institution", self.words()),
            lambda: register.remove_column(self.project, "institution", self.some(own)),
            lambda: register.rename_column(self.project, "institution", self.some(own), self.words()),
        ])()  # fmt: skip

    def merge_institutions(self) -> None:
        register.merge_institutions(self.project, self.row("institution"), [self.row("institution")])

    def a_finding(self) -> str:
        return self.some(self.project.evidence.findings.all()).id

    def add_finding(self) -> None:
        finding_edit.add_finding(self.project, self.question(), self.words())

    def finding(self) -> None:
        self.some([
            lambda: finding_edit.edit_finding(self.project, self.a_finding(), self.words()),
            lambda: finding_edit.move_to_question(self.project, self.a_finding(), self.question()),
            lambda: finding_edit.place_finding(self.project, self.a_finding(), 1),
            lambda: finding_edit.override(
                self.project, self.a_finding(), self.chance.choice(GRADES), self.words()
            ),
            lambda: finding_edit.withdraw_grade(self.project, self.a_finding()),
            lambda: finding_edit.confirm(self.project, self.a_finding()),
        ])()  # fmt: skip

    def remove_finding(self) -> None:
        finding_edit.remove_findings(self.project, [self.a_finding()])

    def link(self) -> None:
        finding = self.a_finding()
        self.some([
            lambda: finding_links.link_codings(self.project, finding, [self.coding().id]),
            lambda: finding_links.link_judgement(self.project, finding, self.words()),
            lambda: finding_links.link_page(self.project, finding, self.document().id, text=self.words()),
            lambda: finding_links.link_observation(self.project, finding, self.words()),
        ])()  # fmt: skip

    def a_link(self) -> str:
        return self.some(self.project.evidence.links.all()).id

    def links(self) -> None:
        self.some([
            lambda: finding_links.set_bearing(self.project, [self.a_link()], self.chance.choice(BEARINGS)),
            lambda: finding_links.settle(self.project, [self.a_link()], self.words()),
            lambda: finding_links.unsettle(self.project, [self.a_link()]),
            lambda: finding_links.place_link(self.project, self.a_link(), 0),
        ])()  # fmt: skip

    def unlink(self) -> None:
        finding_links.unlink(self.project, [self.a_link()])

    def quote(self) -> None:
        found = self.coding()
        with self.project.step("Take as a quote"):
            one = quotes.quote_of(self.project, found.document_id, found.span)
            if self.project.evidence.quotes.get(one.id) is None:
                self.project.evidence.quotes.add(one)
        self.some([
            lambda: quotes.set_level(self.project, [one.id], self.chance.choice(("type", "none")), "so"),
            lambda: quotes.set_paraphrase(self.project, one.id, True, self.words(), "so"),
        ])()  # fmt: skip

    def redact(self) -> None:
        document = self.document()
        span = self.span(document)
        redactions = [one.id for one in redaction.of_document(self.project, document.id)]
        self.some([
            lambda: redaction.redact(self.project, document.id, span, "person"),
            lambda: redaction.keep(self.project, document.id, span, "public"),
            lambda: redaction.remove_redactions(self.project, [self.some(redactions)]),
        ])()  # fmt: skip

    def translate(self) -> None:
        found = self.coding()
        translations.translate(self.project, found.document_id, found.span, "en", self.words())

    def term(self) -> None:
        known = [one.id for one in glossary.terms(self.project)]
        self.some([
            lambda: glossary.add_term(self.project, self.words(), self.words(), language="es", into="en"),
            lambda: glossary.change_term(self.project, self.some(known), translation=self.words()),
            lambda: glossary.remove_terms(self.project, [self.some(known)]),
        ])()  # fmt: skip

    def name(self) -> None:
        known = [one.id for one in self.project.evidence.names.all()]
        self.some([
            lambda: names.add_name(self.project, f"Rosa {self.chance.choice(('Paz', 'Sol', 'Luz'))}"),
            lambda: names.change_name(self.project, self.some(known), kind="institution"),
            lambda: names.remove_names(self.project, [self.some(known)]),
            lambda: names.put_first(self.project, self.some(known)),
        ])()  # fmt: skip

    def an_item(self) -> str:
        return self.some(self.project.evidence.chain.all()).id

    def basis(self) -> list[str]:
        known = [one.id for one in self.project.evidence.findings.all()]
        known += [one.id for one in self.project.evidence.chain.all()]
        return [self.some(known)]

    def chain_item(self) -> None:
        chain_edit.add_item(self.project, self.chance.choice(CHAIN_KINDS), self.words())

    def chain_field(self) -> None:
        name = self.chance.choice(("text", "addressees", "priority", "context"))
        self.some([
            lambda: chain_edit.set_field(self.project, self.an_item(), name, self.words()),
            lambda: chain_edit.set_header(self.project, {"title": self.words()}),
            lambda: chain_edit.shift(self.project, self.an_item(), 1),
        ])()  # fmt: skip

    def chain_basis(self) -> None:
        self.some([
            lambda: chain_edit.link(self.project, self.an_item(), self.basis()),
            lambda: chain_edit.unlink(self.project, self.an_item(), self.basis()),
        ])()  # fmt: skip

    def remove_item(self) -> None:
        chain_edit.remove_items(self.project, [self.an_item()])

    def rule(self) -> None:
        self.some([
            lambda: rules.change_rules(self.project, k=self.chance.randint(2, 6)),
            lambda: rules.change_rules(self.project, same_edges=self.chance.randint(50, 100)),
        ])()  # fmt: skip

    def round(self) -> None:
        known = [one.id for one in self.project.team.rounds.all()]
        self.some([
            lambda: rounds.start(self.project, self.words(), "calibration", [self.document().id]),
            lambda: rounds.remove(self.project, self.some(known)),
        ])()  # fmt: skip
