"""What every test gets: no screen, no trace in the person's own folders, a small study to work on."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qualcoder_cg import i18n
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.formats import worker
from qualcoder_cg.progress import Progress, silent
from qualcoder_cg.services import coding, documents, reading, studies, withheld
from qualcoder_cg.services.studies import Project

# Where a machine decides, the same examples are tried each time; by hand, new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

INTERVIEW = """Interview at the municipality

E1: How did the work between the agencies begin?
KII-01: At first everybody came with an agenda of their own. The technical table made us sit together.
E1: What changed for domestic workers?
KII-01: In eight months we affiliated more women than in three years. They are afraid of losing the job.
"""


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings, data and logs of a test go into a folder of its own, in English."""
    monkeypatch.setenv("QUALCODER_CG_HOME", str(tmp_path_factory.mktemp("home")))
    i18n.use_language("en")
    yield
    i18n.use_language("en")


@pytest.fixture(autouse=True)
def _nothing_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    """Studies of tests have no blind passages unless they say so: which they are differs by study."""
    monkeypatch.setattr(withheld, "EVERY", 0)


@pytest.fixture(autouse=True)
def _read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read without a process of their own, which takes a quarter of a second to start.

    What goes over the wire is the same. Tests of the processes themselves are marked `processes`.
    """
    if request.node.get_closest_marker("processes"):
        return

    def read(tasks: Sequence[reading.Task], progress: Progress = silent) -> list:
        return [_read(task, number, len(tasks), progress) for number, task in enumerate(tasks)]

    monkeypatch.setattr(reading, "read", read)


def _read(task: reading.Task, number: int, total: int, progress: Progress) -> object:
    progress(number, total, task.path.name)
    answer = json.loads(json.dumps(worker.answer({**task.request, "path": str(task.path)})))
    if answer["ok"]:
        return task.decode(answer["found"])
    return reading.Unread(answer["message"], answer["hint"], answer["why"])


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files to try the program on; the test is skipped where they are not laid beside the checkout."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no shared data beside the checkout")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An open study with the shipped matrix and one interview, by the coder Marta R."""
    made = studies.new_study(tmp_path / "study.qcg", matrix="closing-gaps", coder="Marta R.")
    source = tmp_path / "KII-01.txt"
    source.write_text(INTERVIEW, encoding="utf-8")
    documents.import_files(made, [source])
    yield made
    made.close()


@pytest.fixture
def document_id(project: Project) -> str:
    """The id of the study's one interview."""
    return project.documents.all()[0].id


@pytest.fixture
def code_ids(project: Project) -> dict[str, str]:
    """Ids of codes by name."""
    return {code.name: code.id for code in project.codes.all()}


@pytest.fixture
def coding_id(project: Project, document_id: str, code_ids: dict[str, str]) -> str:
    """One coding under Q11."""
    text = project.documents.text(document_id)
    start = text.index("In eight months")
    span = Span(start, text.index("three years.") + len("three years."))
    return coding.apply_code(project, document_id=document_id, span=span, code_id=code_ids["Q11"]).id
