"""Writes docs/user/keystrokes.md: what an action takes, counted by doing it in the window, beside two peers.

    python tools/keystrokes.py [--check]

Every action is done with real key events on the sample study; it counts only if it had its effect.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "user" / "keystrokes.md"
sys.path.insert(0, str(ROOT))

from tools.peer_keys import PEERS, READ  # noqa: E402


class Row(NamedTuple):
    """An action, what it took here, and how."""

    id: str
    title: str
    count: str
    how: str


def render(rows: list[Row]) -> str:
    """The page."""
    parts = [
        "# Key-strokes and clicks",
        "",
        "Written by `tools/keystrokes.py`, which does every action of the first column in the window by key"
        " events, counts them, and sees that they had their effect; do not edit. The passage is selected"
        " already unless the row says otherwise, and the coding concerned is the active one, as it is right"
        " after coding.",
        "",
        "k: key-strokes (one with modifiers counts once), c: clicks, d: drags, L: letters of a name or word.",
        "",
        "| action | here | by | QualCoder | by keys | Taguette | by keys |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        peers = PEERS[row.id]
        parts.append("| " + " | ".join((row.title, f"**{row.count}**", row.how, *peers)) + " |")
    parts += ["", READ]
    return "\n".join(parts) + "\n"


def counted() -> list[Row]:
    """All rows, each done in the window of a process that must not show another one."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["QUALCODER_CG_HOME"] = home
        os.environ["QUALCODER_CG_CODER"] = "Marta R."
        from qualcoder_cg.gui import app
        from qualcoder_cg.services import sample
        from tools.stroke_acts import ROWS, Hand

        study = Path(home) / "sample.qcg"
        sample.build_sample(study).close()
        app.make_application()
        window = app.make_window(study)
        window.resize(1440, 900)
        window.show()
        rows = []
        for name, (title, act) in ROWS.items():
            hand = Hand(window)
            hand.begin()
            rows.append(Row(name, title, *_done(hand, act)))
        window.close()
        return rows


def _done(hand: object, act: Callable[..., tuple[str, str]]) -> tuple[str, str]:
    return act(hand)


if __name__ == "__main__":
    page = render(counted())
    if "--check" in sys.argv:
        sys.exit(page != PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page, encoding="utf-8")
