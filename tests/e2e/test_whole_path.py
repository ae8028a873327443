"""The whole path by mouse and keys: a study, a transcript in, a coding, a suggestion, undo, the annex out.

The program runs in a process of its own: once its event loop has ended, no other test could wait.
"""

import os
import subprocess
import sys
from pathlib import Path

from docx import Document

from qualcoder_cg import settings
from qualcoder_cg.services import studies

from .whole_path import TRANSCRIPT

ROOT = Path(__file__).resolve().parents[2]


def test_from_transcript_to_annex_by_mouse_and_keys(tmp_path: Path) -> None:
    (tmp_path / "KII-01.txt").write_text(TRANSCRIPT, encoding="utf-8")
    driven = subprocess.run(
        [sys.executable, "-m", "e2e.whole_path", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert driven.returncode == 0, driven.stderr

    project = studies.open_project(tmp_path / "round.qcg")
    assert studies.problems(project) == []
    (document,) = project.documents.all()
    (coding,) = project.codings.in_document(document.id)
    quote = project.documents.text(document.id)[coding.start : coding.end]
    project.close()
    assert settings.recent() == [tmp_path / "round.qcg"]

    annex = Document(str(tmp_path / "annex.docx"))
    headings = [p.text for p in annex.paragraphs if p.style.name.startswith("Heading")]
    assert [h for h in headings if h.startswith("Question 14.")]
    assert [p.text for p in annex.paragraphs if quote in p.text]
