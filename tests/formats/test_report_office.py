"""The reports opened by LibreOffice, where it is installed."""

import subprocess
from pathlib import Path

import office
import pytest
import report_samples as samples

from qualcoder_cg.formats import reports


def converted(source: Path, form: str) -> Path:
    """The file as LibreOffice reads it, in another format, without its touching the person's settings."""
    profile = (source.parent / "profile").as_uri()
    command = [str(office.PROGRAM), f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
    subprocess.run(
        [*command, "--outdir", source.parent / form, source], check=True, capture_output=True, timeout=120
    )
    return source.parent / form / f"{source.stem}.{form}"


@pytest.mark.skipif(not office.opens(".csv"), reason="LibreOffice is installed without Calc")
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_no_payload_is_calculated(tmp_path: Path, suffix: str) -> None:
    quotes = [
        samples.excerpt(number, text=payload, coder=payload, code=payload)
        for number, payload in enumerate(samples.formula_payloads())
    ]
    path = tmp_path / f"evidence{suffix}"
    reports.write(samples.evidence(quotes), path)
    opened = converted(path, "fods").read_text(encoding="utf-8")
    assert opened.count("Institute of Care") >= 120
    assert "table:formula" not in opened


@pytest.mark.skipif(not office.opens(".docx"), reason="LibreOffice is installed without Writer")
def test_control_characters_do_not_keep_an_annex_from_opening(tmp_path: Path) -> None:
    text = "".join(map(chr, range(0x20))) + "\ud800\uffff readable"
    path = tmp_path / "annex.docx"
    reports.write(samples.evidence([samples.excerpt(1, text=text)]), path)
    assert "readable” (Institute of Care, INT-02, ¶2)" in converted(path, "txt").read_text(
        encoding="utf-8-sig"
    )
