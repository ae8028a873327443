"""A report in a browser, where one is installed: nothing runs, nothing is asked for."""

import shutil
import socket
import subprocess
import threading
from pathlib import Path

import block_samples as blocks
import pytest
import report_samples as samples
from lxml import html

from qualcoder_cg.domain.report_blocks import of_blocks
from qualcoder_cg.formats import reports

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed")


def opened(page: Path, port: int, folder: Path) -> str:
    """The page as a browser has it after its scripts would have run; every address leads to the port."""
    command = [
        str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}",
        "--disable-background-networking", "--disable-component-update", "--no-first-run",
        f"--host-resolver-rules=MAP * 127.0.0.1:{port}", "--virtual-time-budget=3000", "--dump-dom",
        page.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, check=True, capture_output=True, timeout=120, text=True).stdout


def test_no_payload_runs_or_asks_for_anything(tmp_path: Path) -> None:
    payloads = samples.markup_payloads()
    many = tuple(block for payload in payloads for block in blocks.blocks(payload))
    reports.write_blocks(of_blocks("all", payloads[0], blocks.MADE_AT, "en", many), tmp_path / "page.html")
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def listen() -> None:
            while True:
                try:
                    with server.accept()[0] as one:
                        asked.append(one.recv(2000).decode("latin-1"))
                except OSError:
                    return

        threading.Thread(target=listen, daemon=True).start()
        dom = opened(tmp_path / "page.html", port, tmp_path / "browser")
    ours = [one for one in asked if "localhost" in one]
    assert ours == []
    page = html.fromstring(dom)
    assert not list(page.iter("script", "iframe", "object", "embed", "link", "base", "form"))
    assert not [name for node in page.iter() for name in node.attrib if name.startswith("on")]
    assert len(list(page.iter("blockquote"))) == len(payloads)


def test_the_same_browser_runs_what_a_page_lets_it_run(tmp_path: Path) -> None:
    """The test above can fail: a page without our care is changed by its script."""
    (tmp_path / "bad.html").write_text("<p id=a>no</p><script>a.textContent='ran'</script>", encoding="utf-8")
    assert "ran" in opened(tmp_path / "bad.html", 9, tmp_path / "browser")
