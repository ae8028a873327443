"""The same work as `window_jobs.py` by bare Qt and plain SQLite, without anything a program would add.

Run by `scale.py` in a process of its own: python benchmarks/window_floors.py JOB STUDY REPEATS
"""

import os
import sqlite3
import time
import uuid
from itertools import count
from pathlib import Path

from measuring import Job, Spent, answer, began, repeated, scratch, spent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
APPLIED = 40
_LONGEST = """SELECT t.id, t.text FROM document_text t JOIN document d ON d.id = t.id
    ORDER BY d.characters DESC LIMIT 1"""


def start(_study: Path, _repeats: int) -> list[Spent]:
    """An empty window."""
    _window()
    return [Spent(time.time() - began(), time.process_time())]


def open_study(study: Path, repeats: int) -> list[Spent]:
    """Reading what a coding window shows: documents, codes, counts, a text, its turns and codings."""

    def work() -> None:
        connection = sqlite3.connect(study)
        documents = connection.execute("SELECT * FROM document ORDER BY position").fetchall()
        connection.execute("SELECT * FROM code").fetchall()
        connection.execute("SELECT code_id, count(*) FROM coding GROUP BY 1").fetchall()
        connection.execute("SELECT document_id, count(*) FROM coding GROUP BY 1").fetchall()
        connection.execute("SELECT text FROM document_text WHERE id = ?", documents[0][:1]).fetchall()
        for table in ("turn", "coding"):
            connection.execute(f"SELECT * FROM {table} WHERE document_id = ?", documents[0][:1]).fetchall()
        connection.close()

    return repeated(work, repeats)


def longest(study: Path, repeats: int) -> list[Spent]:
    """The text in Qt's own editor, unmarked."""
    _document_id, text = sqlite3.connect(study).execute(_LONGEST).fetchone()
    edit, painted = _window()
    seconds = []
    for _time in range(repeats):
        edit.setPlainText("another")
        painted.wait()

        def work() -> None:
            edit.setPlainText(text)
            painted.wait()

        seconds.append(spent(work))
    return seconds


def apply(study: Path, repeats: int) -> list[Spent]:
    """One row, committed as safely as the program does, and one tint in Qt's own editor."""
    from PySide6.QtGui import QColor, QTextCursor
    from PySide6.QtWidgets import QTextEdit

    connection = sqlite3.connect(scratch(study), isolation_level=None)
    for pragma in ("journal_mode = DELETE", "synchronous = FULL", "fullfsync = ON"):
        connection.execute(f"PRAGMA {pragma}")
    document_id, text = connection.execute(_LONGEST).fetchone()
    like = connection.execute("SELECT code_id, coder_id FROM coding LIMIT 1").fetchone()
    edit, painted = _window()
    edit.setPlainText(text)
    painted.wait()
    ends = count(60)

    def work() -> None:
        connection.execute(
            """INSERT INTO coding (id, document_id, code_id, coder_id, memo, origin, created_at,
            start_cp, end_cp) VALUES (?, ?, ?, ?, '', 'manual', '', 0, 9)""",
            [uuid.uuid4().hex, document_id, *like],
        )
        tint = QTextEdit.ExtraSelection()
        tint.cursor = QTextCursor(edit.document())
        tint.cursor.setPosition(next(ends), QTextCursor.MoveMode.KeepAnchor)
        tint.format.setBackground(QColor("khaki"))
        edit.setExtraSelections([tint])
        painted.wait()

    return repeated(work, APPLIED * repeats)


def _window():
    from painting import Painted
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    _kept.append(QApplication([]))
    window = QMainWindow()
    _kept.append(window)
    edit = QTextEdit()
    window.setCentralWidget(edit)
    window.resize(1440, 900)
    window.show()
    painted = Painted(edit.viewport())
    painted.wait()
    return edit, painted


_kept: list[object] = []  # Qt destroys what nobody holds
JOBS: dict[str, Job] = {
    "start": start,
    "open": open_study,
    "longest": longest,
    "apply": apply,
    "memory": start,
}

if __name__ == "__main__":
    answer(JOBS)
