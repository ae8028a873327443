"""Versions of quotes in another language, the glossary, and the table that goes to a translator and back."""

import csv
from pathlib import Path

import openpyxl
import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import (
    coding,
    documents,
    evidence,
    glossary,
    names,
    quotes,
    revisions,
    rules,
    translation_tables,
    translations,
)
from qualcoder_cg.services.studies import Project

TEXT = "P1: La Caja Nacional pagó tarde. Maite Goñi lo sabe.\nP1: =1+1 no cambió nada.\n"
FIRST, SECOND, THIRD = "La Caja Nacional pagó tarde.", "Maite Goñi lo sabe.", "=1+1 no cambió nada."


@pytest.fixture
def study(project: Project, tmp_path: Path) -> Project:
    """Three Spanish passages and an English one, of a study that reports in English."""
    path = tmp_path / "talk.txt"
    path.write_text(TEXT, encoding="utf-8")
    documents.import_files(project, [path], language="es")
    names.add_name(project, "Maite Goñi")
    rules.change_rules(project, report_language="en")
    english, spanish = (one.id for one in project.documents.all())
    code = project.codes.all()[0].id
    for words in (FIRST, SECOND, THIRD):
        coding.apply_code(project, document_id=spanish, span=_span(words), code_id=code)
    coding.apply_code(project, document_id=english, span=Span(0, 9), code_id=code)
    return project


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _spanish(project: Project) -> str:
    return project.documents.all()[-1].id


def _translate(project: Project, words: str, text: str, **more: str) -> None:
    translations.translate(project, _spanish(project), _span(words), "en", text, **more)


def test_what_is_untranslated_is_listed(study: Project) -> None:
    assert [one.span for one in translations.untranslated(study, "en")] == [
        _span(FIRST), _span(SECOND), _span(THIRD),
    ]  # fmt: skip
    assert len(translations.untranslated(study, "es")) == 1
    _translate(study, FIRST, "The Fund paid late.")
    quote = quotes.quote_of(study, _spanish(study), _span(SECOND))
    quotes.set_paraphrase(study, quote.id, True, "Somebody knows.", "a third party")
    assert [one.span for one in translations.untranslated(study, "en")] == [_span(THIRD)]


def test_a_version_is_changed_checked_and_taken_back(study: Project) -> None:
    _translate(study, FIRST, "The Fund payed late.", translator="Ana", checked_by="Luis")
    _translate(study, FIRST, "The Fund paid late.")
    (one,) = translations.of_passage(study, _spanish(study), _span(FIRST))
    assert (one.text, one.translator, one.method, one.checked_by) == (
        "The Fund paid late.", "Marta R.", "person", "",
    )  # fmt: skip
    translations.mark_checked(study, [one.id])
    assert translations.of_passage(study, _spanish(study), _span(FIRST))[0].checked_by == "Marta R."
    translations.mark_checked(study, [one.id], "–")
    _translate(study, FIRST, "")
    assert translations.of_passage(study, _spanish(study), _span(FIRST)) == []
    for wrong in ({"language": "e1"}, {"language": ""}, {"method": "magic"}, {"text": " "}):
        values = {"language": "en", "text": "x", "method": "person", **wrong}
        with pytest.raises(UserError):
            translations.translate(study, _spanish(study), _span(SECOND), **values)


def test_an_export_prints_original_translation_or_both(study: Project) -> None:
    _translate(study, SECOND, "Maite knows it.", checked_by="Ana")
    built = evidence.build(study)
    excerpt = next(one for one in built.excerpts() if one.start == _span(SECOND).start)
    assert (excerpt.text, excerpt.translation) == ("[name] lo sabe.", "[name] knows it.")
    assert (excerpt.translation_language, excerpt.checked, built.printed) == ("en", 1, "both")
    assert evidence.build(study, quotes_in="fr").printed == "both"
    assert not next(iter(evidence.build(study, quotes_in="fr").excerpts())).translation


def test_faults_of_translations(study: Project) -> None:
    glossary.add_term(study, "Caja Nacional", "National Insurance Fund", language="es", into="en")
    _translate(study, FIRST, "The Fund paid late.", checked_by="Ana")
    _translate(study, SECOND, "She knows.", checked_by="Ana", date="2020-01-01")
    _translate(study, THIRD, "=1+1 changed nothing.")
    kinds = [(one.kind, one.passage.span) for one in translations.faults(study, "en")]
    assert kinds == [("glossary", _span(FIRST)), ("marks", _span(SECOND)), ("unchecked", _span(THIRD))]
    revisions.edit_text(study, _spanish(study), TEXT.replace("lo sabe", "no lo sabe"))
    assert "outdated" in [one.kind for one in translations.faults(study, "en")]


def test_the_glossary(study: Project) -> None:
    long = glossary.add_term(
        study, "Caja Nacional de Seguro", "National Insurance Fund", language="es", into="en"
    )
    short = glossary.add_term(study, "Caja", "Box", language="es", into="en")
    known = glossary.terms(study)
    text = "La CAJA nacional de seguro pagó."
    assert [one.term for one in glossary.hints(known, text, "es-MX", "en")] == [long.term, short.term]
    assert glossary.missing(known, text, "The National Insurance Fund paid.", "es", "en") == []
    assert glossary.missing(known, text, "It paid.", "es", "en") == [long]
    assert glossary.hints(known, text, "pt", "en") == [] == glossary.hints(known, "cajas", "es", "en")
    with pytest.raises(UserError, match="in the glossary already"):
        glossary.add_term(study, "caja", "Crate", language="es", into="en")
    glossary.change_term(study, short.id, translation="Fund", note="never box")
    glossary.remove_terms(study, [long.id])
    assert [one.translation for one in glossary.terms(study)] == ["Fund"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_goes_to_a_translator_and_back(study: Project, tmp_path: Path, suffix: str) -> None:
    glossary.add_term(study, "Caja Nacional", "National Fund", language="es", into="en")
    path = tmp_path / f"to translate{suffix}"
    assert translation_tables.write_table(study, path, "en") == 3
    rows = _rows(path)
    assert [row["original"].lstrip("'") for row in rows] == [FIRST, "[name] lo sabe.", THIRD]
    assert rows[0]["glossary"] == "Caja Nacional = National Fund"
    for row, text in zip(rows, ("The National Fund paid late.", "[name] knows it.", "=1+1 changed nothing.")):
        row["translation"] = text
    rows += [{**rows[0], "id": "INT-99:0-4"}, rows[1]]
    _write(path, rows)
    read = translation_tables.read_table(study, path, "en", translator="Ana")
    assert [one.text for one in read.saved] == [
        "The National Fund paid late.", "[name] knows it.", "=1+1 changed nothing.",
    ]  # fmt: skip
    assert len(read.faults) == 2 and "INT-99" in read.faults[0] and "twice" in read.faults[1]
    assert {one.translator for one in study.evidence.translations.all()} == {"Ana"}
    assert translation_tables.read_table(study, path, "en").saved == ()
    study.undo()
    assert study.evidence.translations.all() == [], "one step"


def test_rows_that_fit_no_longer_are_told(study: Project, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    translation_tables.write_table(study, path, "en")
    rows = _rows(path)
    rows[0]["translation"], rows[1]["translation"] = "Late.", "Maite knows it."
    _write(path, rows)
    text = TEXT.replace("pagó tarde", "pago tarde")
    revisions.edit_text(study, _spanish(study), text)
    read = translation_tables.read_table(study, path, "en")
    assert read.saved == () and len(read.faults) == 3
    assert (
        "corrected since" in read.faults[0]
        and "brackets" in read.faults[1]
        and "no translation" in read.faults[2]
    )
    with pytest.raises(UserError, match="no known ending"):
        translation_tables.write_table(study, tmp_path / "t.docx", "en")
    path.write_text("id,original\n1,2\n", encoding="utf-8")
    with pytest.raises(UserError, match="lacks the column"):
        translation_tables.read_table(study, path, "en")


def _rows(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    headings, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return [dict(zip(headings, (cell or "" for cell in row), strict=True)) for row in rows]


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s"
    book.save(path)
