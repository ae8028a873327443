"""Terms of consent and ceilings in what is printed: nothing against them leaves the study."""

import zipfile
from pathlib import Path

import pytest

from qualcoder_cg.domain import attribution
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, documents, evidence, register
from qualcoder_cg.services.reports import export_evidence
from qualcoder_cg.services.studies import Project

GROUP = """E1: What changed?
Ana: We sat together at last in the blue room.
Luz: They are afraid of losing the job this winter.
E1: And what now, with all of this?
"""
SECRET = "afraid of losing the job this winter"
SUFFIXES = (".docx", ".xlsx", ".csv", ".html", ".md", ".json")
OPEN = "sat together at last in the blue room"


@pytest.fixture
def people(project: Project, tmp_path: Path) -> dict[str, str]:
    """A group in which KII-A agreed to be quoted and KII-B did not; ids by code."""
    source = tmp_path / "group.txt"
    source.write_text(GROUP, encoding="utf-8")
    documents.import_files(project, [source], kind="group")
    ids = register.add_rows(
        project,
        "informant",
        [
            {"code": "KII-A", "type": "Union", "role": "Leader", "institution": "Union of Homes", "sex": "F",
             "consent": "record, quote"},
            {"code": "KII-B", "type": "Workers", "role": "Picker", "institution": "Camp",
             "consent": "record"},
        ],
    )  # fmt: skip
    document = project.documents.all()[-1].id
    register.set_cells(project, "document", [(document, "voices", "KII-A = Ana; KII-B = Luz")])
    return dict(zip(["KII-A", "KII-B"], ids, strict=True))


def _code(project: Project, words: str, name: str = "Q11", until: str = "") -> None:
    document = project.documents.all()[-1].id
    text = project.documents.text(document)
    start = text.index(words)
    end = text.index(until) + len(until) if until else start + len(words)
    code = next(code for code in project.codes.all() if code.name == name)
    coding.apply_code(project, document_id=document, span=Span(start, end), code_id=code.id)


def _texts(project: Project, level: str = attribution.TYPE) -> list[str]:
    return [excerpt.text for excerpt in evidence.build(project, level).excerpts()]


def _inside(path: Path) -> str:
    """All text in a file, packages unpacked."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_withheld_words_are_in_no_export(
    project: Project, people: dict[str, str], tmp_path: Path, suffix: str
) -> None:
    _code(project, SECRET)
    _code(project, OPEN)
    written = export_evidence(project, tmp_path / f"annex{suffix}", level=attribution.ROLE, accepted="a test")
    text = _inside(written.path)
    assert OPEN in text
    assert SECRET not in text
    assert written.withheld == 1
    assert "1 excerpt is withheld" in written.text
    if suffix != ".csv":
        assert "1 excerpt is withheld" in text


def test_a_passage_of_several_is_withheld_for_one_of_them(project: Project, people: dict[str, str]) -> None:
    _code(project, OPEN, until=SECRET)
    built = evidence.build(project)
    assert list(built.excerpts()) == []
    assert (built.withheld, built.excerpt_count, built.informant_count, built.totals) == (1, 0, 0, {})


def test_withheld_excerpts_are_counted_as_passages_with_and_without_tables(
    project: Project, people: dict[str, str]
) -> None:
    for name in ("Q11", "Q9"):
        _code(project, SECRET, name)
    _code(project, "losing the job")
    for counts in (True, False):
        assert evidence.build(project, counts=counts).withheld == 2


def test_words_under_no_label_follow_the_strictest_in_the_document(
    project: Project, people: dict[str, str]
) -> None:
    document = project.documents.all()[-1].id
    register.set_cells(project, "document", [(document, "voices", "KII-A; KII-B")])
    _code(project, OPEN)
    assert _texts(project) == []


def test_who_took_part_in_the_interview_counts_without_a_voice(
    project: Project, people: dict[str, str]
) -> None:
    document = project.documents.all()[-1]
    register.set_cells(project, "document", [(document.id, "voices", "KII-A = Ana")])
    _code(project, SECRET)
    _code(project, OPEN)
    register.add_rows(
        project, "interview", [{"code": "G1", "informants": "KII-A; KII-B", "documents": document.code}]
    )
    assert _texts(project) == [OPEN]


def test_a_label_guessed_to_be_the_interviewers_is_still_the_informants(
    project: Project, people: dict[str, str]
) -> None:
    with project.step("Test"):
        project.connection.execute("UPDATE turn SET role = 'interviewer' WHERE speaker = 'Luz'")
    _code(project, SECRET)
    assert _texts(project) == []


def test_the_interviewers_own_words_are_printed(project: Project, people: dict[str, str]) -> None:
    _code(project, "And what now, with all of this?")
    assert _texts(project) == ["And what now, with all of this?"]


def test_nothing_noted_is_no_refusal_and_no_is_one(project: Project, people: dict[str, str]) -> None:
    _code(project, SECRET)
    register.set_cells(project, "informant", [(people["KII-B"], "consent", "")])
    assert _texts(project) == [SECRET]
    register.set_cells(project, "informant", [(people["KII-B"], "consent", "no")])
    assert _texts(project) == []
    assert evidence.build(project).withheld == 1


def _one(project: Project, level: str) -> tuple[str, str, str, tuple[str, ...], str]:
    (excerpt,) = evidence.build(project, level).excerpts()
    return (
        excerpt.informant_type,
        excerpt.institution,
        excerpt.sex,
        excerpt.informants,
        excerpt.attribution,
    )


def test_a_ceiling_lowers_the_level_for_its_informant(project: Project, people: dict[str, str]) -> None:
    _code(project, OPEN)
    full = ("Union", "Union of Homes", "woman", ("KII-A",), "Leader, Union of Homes")
    assert _one(project, attribution.ROLE) == full
    for ceiling, shown in (
        ("institution", ("Union", "Union of Homes", "", ("KII-A",), "Union of Homes")),
        ("tipo", ("Union", "", "", ("KII-A",), "Union")),
        ("none", ("", "", "", (), "")),
        ("role", full),
    ):
        register.set_cells(project, "informant", [(people["KII-A"], "ceiling", ceiling)])
        assert _one(project, attribution.ROLE) == shown
    assert _one(project, attribution.NONE) == ("", "", "", (), "")


def test_the_strictest_ceiling_holds_for_a_passage_of_several(
    project: Project, people: dict[str, str]
) -> None:
    register.set_cells(
        project, "informant", [(people["KII-B"], "consent", "quote"), (people["KII-B"], "ceiling", "type")]
    )
    _code(project, OPEN, until=SECRET)
    kind, institution, sex, codes, said = _one(project, attribution.ROLE)
    assert (kind, institution, sex, said) == ("Union, Workers", "", "", "Union, Workers")
    assert codes == ("KII-A", "KII-B")
    assert any("less closely" in note for note in evidence.build(project, attribution.ROLE).notes)
    assert evidence.build(project, attribution.TYPE).notes == ()


def test_an_informant_whose_words_are_held_back_is_not_removed(
    project: Project, people: dict[str, str]
) -> None:
    with pytest.raises(UserError, match="KII-B did not agree to be quoted and speaks in GRP-01"):
        register.remove_rows(project, "informant", [people["KII-B"]])
    document = project.documents.all()[-1]
    cells = {"code": "G1", "informants": "KII-A; KII-B", "documents": document.code}
    (talk,) = register.add_rows(project, "interview", [cells])
    register.set_cells(project, "document", [(document.id, "voices", "")])
    for table, row in (("informant", people["KII-B"]), ("interview", talk)):
        with pytest.raises(UserError, match="KII-B did not agree to be quoted and speaks in GRP-01"):
            register.remove_rows(project, table, [row])
    register.remove_rows(project, "informant", [people["KII-A"]])
    assert [person.code for person in project.informants.all()] == ["KII-B"]
