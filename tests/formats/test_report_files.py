"""What holds for every format of report: whole files only, nothing hidden printed, the same twice."""

import errno
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import report_samples as samples

from qualcoder_cg.domain.evidence import Excerpt
from qualcoder_cg.errors import Cancelled, UserError
from qualcoder_cg.formats import reports

SUFFIXES = reports.suffixes()


def content(path: Path) -> str:
    """All text of a file, parts of a package unzipped."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return "\n".join(
            f"{name} {package.comment!r} {package.read(name).decode()}" for name in package.namelist()
        )


def test_the_formats_are_the_six_promised() -> None:
    assert SUFFIXES == (".docx", ".xlsx", ".csv", ".html", ".md", ".json")


@pytest.mark.parametrize("name", ["annex.pdf", "annex", "annex.docx.bak", ".docx"])
def test_an_unknown_ending_is_told_with_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as caught:
        reports.write(samples.evidence(), tmp_path / name)
    assert name in caught.value.message
    assert all(suffix in caught.value.hint for suffix in SUFFIXES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_ending_in_capitals_is_known_and_an_old_file_replaced(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"annex{suffix.upper()}"
    path.write_bytes(b"old")
    reports.write(samples.evidence(), path)
    assert path.stat().st_size > 100
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_evidence_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    reports.write(samples.evidence(), first)
    reports.write(samples.evidence(), second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("calls_before", [0, 1, 2])
def test_cancelling_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, suffix: str, calls_before: int
) -> None:
    path = tmp_path / f"annex{suffix}"
    path.write_bytes(b"old")
    calls = 0

    def progress(done: int, total: int, message: str = "") -> None:
        nonlocal calls
        calls += 1
        if calls > calls_before:
            raise Cancelled

    many = [samples.excerpt(number) for number in range(1200)]
    with pytest.raises(Cancelled):
        reports.write(samples.evidence(many), path, progress)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_trouble_while_reading_leaves_the_old_file_and_nothing_else(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"annex{suffix}"
    path.write_bytes(b"old")

    def breaking() -> Iterator[Excerpt]:
        yield samples.excerpt(1)
        raise RuntimeError("the study went away")

    with pytest.raises(RuntimeError):
        reports.write(samples.evidence(excerpts=breaking), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_is_told_and_leaves_no_half_file(tmp_path: Path, suffix: str) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / f"annex{suffix}"
    long = samples.evidence([samples.excerpt(n, text=os.urandom(9000).hex()) for n in range(30)])
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(UserError) as caught:
            reports.write(long, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.name in caught.value.message
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_and_a_folder_in_the_way_are_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"annex\.csv could not be written"):
        reports.write(samples.evidence(), tmp_path / "nowhere" / "annex.csv")
    (tmp_path / "taken.csv").mkdir()
    with pytest.raises(UserError, match=r"taken\.csv could not be written"):
        reports.write(samples.evidence(), tmp_path / "taken.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.csv"]


def test_a_file_that_may_not_be_replaced_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "annex.xlsx"
    path.write_bytes(b"old")

    def refused(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(UserError) as caught:
        reports.write(samples.evidence(), path)
    assert "open in another program" in caught.value.hint
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("level", "hidden"),
    [
        ("none", ("Xtype", "Xsex", "Xinstitution", "Xinformant", "Xattribution")),
        ("type", ("Xsex", "Xinstitution")),
    ],
)
def test_what_the_level_hides_is_in_no_part_of_the_file(
    tmp_path: Path, suffix: str, level: str, hidden: tuple[str, ...]
) -> None:
    named = samples.excerpt(
        1,
        informant_type="Xtype",
        sex="Xsex",
        institution="Xinstitution",
        informants=("Xinformant",),
        attribution="Xattribution",
    )
    path = tmp_path / f"annex{suffix}"
    reports.write(samples.evidence([named], attribution=level), path)
    written = content(path)
    assert [word for word in hidden if word in written] == []
    assert named.text in written


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_person_and_no_library_signs_the_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"annex{suffix}"
    reports.write(samples.evidence(), path)
    written = content(path)
    assert "python-docx" not in written
    assert "XlsxWriter" not in written
    assert "thumbnail" not in written
    if suffix in (".docx", ".xlsx"):
        assert "<dc:creator>QualCoder CG</dc:creator>" in written
        assert "2026-11-23T01:25:30Z" in written


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_evidence_without_a_single_quote_or_question_is_written(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"annex{suffix}"
    nothing = samples.evidence([], questions=(), themes=(), criteria=(), codes=(), types=())
    reports.write(nothing, path)
    assert path.stat().st_size > 0


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_progress_ends_at_its_total(tmp_path: Path, suffix: str) -> None:
    seen: list[tuple[int, int]] = []
    many = [samples.excerpt(number) for number in range(1200)]
    reports.write(
        samples.evidence(many),
        tmp_path / f"annex{suffix}",
        lambda done, total, message="": seen.append((done, total)),
    )
    assert (1200, 1200) in seen
    assert len(seen) >= 3
    assert all(0 <= done <= total for done, total in seen)
