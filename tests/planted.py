"""A study full of identifiers that no export may hold, and a search for them in whatever was written.

`plant(project, folder)` fills a study; `hits(path, planted)` gives the identifiers found in a file, packages
unpacked, markup taken out and runs joined, accents and unseen signs apart. Whoever adds a writer of reports
runs it on one written from a planted study.
"""

import contextlib
import html
import json
import random
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qualcoder_cg.domain import chain_forms
from qualcoder_cg.domain.chain import CHAIN_KINDS
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import (
    chain_edit,
    codebook,
    coding,
    documents,
    finding_edit,
    finding_links,
    glossary,
    matrix_parts_edit,
    memos,
    names,
    notes,
    quotes,
    register,
    sources,
    surveys,
    translations,
)
from qualcoder_cg.services.studies import Project

SEED = 7
PEOPLE, INSTITUTIONS, PLACES = 40, 12, 8
_BEGINNINGS = (
    "Xor", "Quem", "Zalt", "Brov", "Tlac", "Yrm", "Gwen", "Fjor", "Dvor", "Krus", "Plim", "Ostr", "Vlad",
    "Hux", "Nemb", "Juk",
)  # fmt: skip
_MIDDLES = ["al", "em", "or", "iz", "un", "ad", "ov", "ick", "ert", "amb"]
_ENDS = ["ia", "osk", "berg", "uez", "andro", "elka", "inda", "ovic", "umba", "etti"]
_UNSEEN = "[\u00ad\u200b-\u200f\u2060\ufeff]"


class Planted(NamedTuple):
    """What was planted: every identifier as it must be found nowhere; `spans` are where words were coded."""

    identifiers: tuple[str, ...]
    said: str


def plant(project: Project, folder: Path) -> Planted:
    """Fill a study with people, institutions, places and files whose names are said everywhere."""
    dice = random.Random(SEED)
    words = _Words(dice)
    people = [(words.new(), words.new()) for _n in range(PEOPLE)]
    institutions = [(f"{words.new()} {words.new()} Fund", words.new()) for _n in range(INSTITUTIONS)]
    places = [words.new() for _n in range(PLACES)]
    identifiers = [word for pair in people for word in pair] + places
    identifiers += [word for name, alias in institutions for word in (*name.split()[:2], alias)]
    _register(project, people, institutions, places)
    lines: list[str] = []
    for given, surname in people:
        written, wrong = _forms(given, surname, dice)
        lines += written
        identifiers += wrong
    lines += [f"We went to {name} and to {alias}, I think." for name, alias in institutions]
    lines += [f"{name.upper()} did pay, {name.lower()} did not." for name, _alias in institutions]
    lines += [f"It was in {place} that it began." for place in places]
    dice.shuffle(lines)
    files = [f"{words.new()} {words.new()} talk" for _n in range(len(people) // 4)]
    identifiers += [word for name in files for word in name.split()[:2]]
    lines += [f"It is written in {name}, you know." for name in files]
    _transcripts(project, folder, people, files, lines)
    _surveyed(project, folder, people)
    _code_everything(project)
    _said_elsewhere(project, people, institutions, places)
    return Planted(tuple(dict.fromkeys(identifiers)), "\n".join(lines))


def hits(path: Path, planted: Planted) -> list[str]:
    """Which identifiers a written file holds, in any of its parts or in its own name."""
    found = []
    for part, text in [("the name of the file", path.name), *_parts(path)]:
        plain = _plain(text)
        found += [f"{one} in {part}" for one in planted.identifiers if _plain(one).strip() in plain]
    return found


def _parts(path: Path) -> Iterator[tuple[str, str]]:
    """Every part of a file as it stands, and without its markup."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                raw = package.read(name).decode("utf-8", "replace")
                yield name, raw
                yield f"{name} (joined)", html.unescape(re.sub(r"</w:p>|</si>|<br/?>", "\n", raw))
                yield f"{name} (runs joined)", html.unescape(re.sub(r"<[^>]*>", "", raw))
    else:
        raw = path.read_text(encoding="utf-8-sig", errors="replace")
        yield path.name, raw
        yield f"{path.name} (unescaped)", html.unescape(re.sub(r"<[^>]*>", "", raw))
        yield f"{path.name} (markdown)", raw.replace("\\", "")
        if path.suffix == ".json":
            yield f"{path.name} (read)", json.dumps(json.loads(raw), ensure_ascii=False)


def _plain(text: str) -> str:
    """Text as it is searched: small letters without accents, unseen signs and broken lines."""
    text = re.sub(r"-\n\s*", "", re.sub(_UNSEEN, "", text))
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


class _Words:
    """Words that are no words of any language, each new, and none like another."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._known: set[str] = set()

    def new(self) -> str:
        while True:
            word = self._dice.choice(_BEGINNINGS) + self._dice.choice(_MIDDLES) + self._dice.choice(_ENDS)
            if word not in self._known:
                self._known.add(word)
                return word


def _forms(given: str, surname: str, dice: random.Random) -> tuple[list[str], list[str]]:
    """Sentences that say a name in all manner of ways, and the misspelt forms in them."""
    cut = dice.randrange(2, len(surname) - 2)
    missing = surname[:cut] + surname[cut + 1 :]
    doubled = given[:3] + given[2:]
    swapped = surname[:2] + surname[3] + surname[2] + surname[4:]
    accented = unicodedata.normalize("NFD", given.replace("a", "á").replace("o", "ó"))
    sentences = [
        f"I asked {given} {surname} about it.",
        f"{surname.upper()}, {given.upper()}: that is how it is written.",
        f"Then {given.lower()} {surname.lower()} said no.",
        f"It was {given}'s idea, not {surname}’s.",
        f"We called {doubled} {missing} twice.",
        f"They said that {missing} had left.",
        f"They said that Ms {swapped} had left.",
        f"With {given[0]}. {surname} nobody spoke.",
        f"Was it {accented} or another?",
        f"The soft {given[:3]}\u00ad{given[3:]} {surname[:4]}\u200b{surname[4:]} it was.",
        f"A broken {surname[:4]}-\n{surname[4:]} and a wide {given}\u00a0{surname} too.",
        f"Write to {given.lower()}.{surname.lower()}@example.org if you must.",
        f"It is {given}-{surname} or {given}_{surname}, or\n{given}\n{surname}.",
    ]
    return sentences, [missing, doubled, swapped]


def _register(
    project: Project,
    people: list[tuple[str, str]],
    institutions: list[tuple[str, str]],
    places: list[str],
) -> None:
    """People by code with their names in the list, institutions with aliases, a column of the team's own."""
    register.add_rows(
        project, "institution", [{"name": name, "aliases": alias} for name, alias in institutions]
    )
    own = register.add_column(project, "informant", "Telephone and name")
    register.add_rows(
        project,
        "informant",
        [
            {
                "code": f"KII-{n:02}",
                "type": ("Agency", "Partner", "Worker")[n % 3],
                "sex": ("woman", "man")[n % 2],
                "role": "Officer",
                "institution": institutions[n % len(institutions)][0],
                "place": places[n % len(places)],
                "consent": "record, quote",
                own: f"{given} {surname}",
            }
            for n, (given, surname) in enumerate(people)
        ],
    )
    for n, (given, surname) in enumerate(people):
        names.add_name(project, f"{given} {surname}", informant=f"KII-{n:02}")


def _transcripts(
    project: Project, folder: Path, people: list[tuple[str, str]], files: list[str], lines: list[str]
) -> None:
    """Files named after people; speakers labelled by their names; a report that says the same."""
    for n, name in enumerate(files):
        speaker = " ".join(people[n])
        said = lines[n :: len(files)]
        turns = "".join(
            f"{'Interviewer' if place % 3 == 0 else speaker}: {line}\n" for place, line in enumerate(said)
        )
        path = folder / f"{name}.txt"
        path.write_text(turns, encoding="utf-8")
        documents.import_files(project, [path], language="es")
        document = project.documents.all()[-1]
        register.set_cells(project, "document", [(document.id, "voices", f"KII-{n:02} = {speaker}")])
    report = folder / "Report of the year.txt"
    report.write_text("\n".join(lines), encoding="utf-8")
    documents.import_files(project, [report], kind="document", language="es")
    document = project.documents.all()[-1]
    sources.describe(project, [document.id], citation=f"{' '.join(people[0])}, 2021")


def _code_everything(project: Project) -> None:
    """Code each line, whole documents, and passages that begin and end amid names."""
    codes = [code.id for code in project.codes.all()]
    for document in project.documents.all():
        text = project.documents.text(document.id)
        spans = [Span(0, len(text)), Span(3, len(text) - 3)]
        start = 0
        for line in text.split("\n"):
            spans += [Span(start, start + len(line))] if line else []
            spans += [Span(start + 7, start + len(line) - 5)] if len(line) > 20 else []
            start += len(line) + 1
        for n, span in enumerate(spans):
            coding.apply_code(
                project, document_id=document.id, span=span, code_id=codes[n % len(codes)], memo=text[:40]
            )


def _said_elsewhere(
    project: Project,
    people: list[tuple[str, str]],
    institutions: list[tuple[str, str]],
    places: list[str],
) -> None:
    """Names in everything a person may write: memos, codes, questions, translations, paraphrases."""
    said = "; ".join(
        f"{given} {surname} of {institutions[n % len(institutions)][n % 2]} in {places[n % len(places)]}"
        for n, (given, surname) in enumerate(people)
    )
    code = project.codes.all()[0]
    codebook.describe_code(
        project, code.id, definition=f"As {said}.", when_to_use=said, when_not=said, example=f"“{said}”"
    )
    memos.write_code_memo(project, code.id, said)
    memos.write_study_memo(project, said)
    glossary.add_term(project, institutions[0][0], "Quarfel Zunt", language="es", into="en")
    for n, document in enumerate(project.documents.all()):
        coding.write_document_memo(project, document.id, said)
        spans = [one.span for one in project.codings.in_document(document.id)]
        notes.add_note(project, document_id=document.id, span=spans[0], text=said)
        translations.translate(project, document.id, spans[1], "en", f"In English: {said}.")
        if n % 2:
            quote = quotes.quote_of(project, document.id, spans[3])
            quotes.set_paraphrase(project, quote.id, True, f"Somebody, perhaps {said}.", "too plain")
    # what evaluators conclude may name institutions, for whose words they are it does not tell
    _found(project, "; ".join(" ".join(pair) for pair in people))
    with project.step("Test"):
        question = project.matrix.questions()[0]
        project.connection.execute(
            "UPDATE question SET text = ? WHERE id = ?",
            [f"How did {' '.join(people[0])} do it?", question.id],
        )
        project.settings.put("title", f"Evaluation for {' '.join(people[1])}")


def _surveyed(project: Project, folder: Path, people: list[tuple[str, str]]) -> None:
    """A survey in whose open and closed answers people are named."""
    rows = "".join(
        f"{n},Asked by {given} {surname},I know {given}.\n" for n, (given, surname) in enumerate(people[:12])
    )
    path = folder / "answers.csv"
    path.write_text(f"id,Who asked you?,What do you know?\n{rows}", encoding="utf-8")
    table = surveys.read_table(path)
    columns = surveys.propose(table).columns
    surveys.import_survey(project, table, columns, name=f"Survey by {' '.join(people[0])}")


def _found(project: Project, said: str) -> None:
    """Findings and what follows from them that say the names too."""
    question = project.matrix.questions()[0].id
    matrix_parts_edit.add_part(
        project, question, f"And what of {said.split(';', maxsplit=1)[0].split(' of ', maxsplit=1)[0]}?"
    )
    finding = finding_edit.add_finding(project, question, f"It is so, as {said}.")
    passages = {
        (one.id, *project.codings.in_document(one.id)[2].span): "supports" for one in project.documents.all()
    }
    finding_links.link_passages(project, finding, passages)
    report = project.documents.all()[-1]
    finding_links.link_page(project, finding, report.id, page="3", text=said, bearing="qualifies")
    finding_links.link_observation(project, finding, f"We saw {said}.")
    linked = finding_links.link_judgement(project, finding, f"We hold that {said}.", bearing="contradicts")
    finding_links.settle(project, linked.links, f"settled by {said}")
    finding_edit.override(project, finding, "2", f"because of {said}")
    for kind in CHAIN_KINDS:
        made = chain_edit.add_item(project, kind, f"Hence {said}.", basis=[finding])
        for field in chain_forms.FORMS[kind]:
            with contextlib.suppress(UserError):
                chain_edit.set_field(project, made, field.name, said)
