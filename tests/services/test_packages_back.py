"""What was handed out is no silence until it is back; merging the package tells that it is."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import coding, consistency, documents, merge, packages, studies
from qualcoder_cg.services.packages import PackagePlan

TEXT = "E1: How did it begin?\nKII-01: At first everybody came with an agenda of their own.\n"


@pytest.mark.parametrize("codes", [False, True])
def test_a_package_counts_from_when_it_was_merged(tmp_path: Path, codes: bool) -> None:
    project = studies.new_study(tmp_path / "s.qcg", matrix="closing-gaps", coder="Lead Person")
    file = tmp_path / "KII-01.txt"
    file.write_text(TEXT, encoding="utf-8")
    documents.import_files(project, [file])
    (one,), code = project.documents.ids(), project.codes.all()[0].id
    coding.apply_code(project, document_id=one, span=Span(30, 50), code_id=code)
    ben = studies.add_coder(project, "Ben").id
    packages.make(project, tmp_path / "ben.qcg", PackagePlan(ben, (one,), blind=True))
    assert ben not in consistency.received(project)[one]
    if codes:
        package = studies.open_project(tmp_path / "ben.qcg", coder="Ben")
        coding.apply_code(package, document_id=one, span=Span(30, 50), code_id=code)
        package.close()
    merge.merge(project, tmp_path / "ben.qcg")
    assert ben in consistency.received(project)[one]
    before = project.fingerprint()
    merge.merge(project, tmp_path / "ben.qcg")
    assert project.fingerprint() == before
    assert [package.is_back for package in project.team.packages.all()] == [1]
    project.undo()
    assert ben not in consistency.received(project)[one]
    project.close()
