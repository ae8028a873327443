"""The full-text index of the documents: which of them hold certain words.

It keeps words, not positions; whoever searches looks the places up in the texts. Capitals and accents
make no difference. TEMP triggers note which texts a transaction touched, also when it undoes a step, and
`follow` brings the index into step before the transaction ends. (A trigger may not write to a virtual
table itself while the schema is not trusted.)
"""

import hashlib
import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"[^\W_]+")
_SOME_WORDS = 2000


def install(connection: sqlite3.Connection) -> None:
    """Make the triggers of this connection that note touched texts, each as it was before."""
    connection.execute("CREATE TEMP TABLE touched_text (id TEXT PRIMARY KEY, text TEXT)")
    for event, row, text in (
        ("INSERT", "NEW", "NULL"),
        ("UPDATE OF text", "OLD", "OLD.text"),
        ("DELETE", "OLD", "OLD.text"),
    ):
        name = f"index_{event.split()[0]}"
        connection.execute(
            f"""CREATE TEMP TRIGGER "{name}" AFTER {event} ON main.document_text BEGIN
                INSERT OR IGNORE INTO touched_text VALUES ({row}.id, {text}); END"""
        )


def follow(connection: sqlite3.Connection) -> None:
    """Bring the index into step with the texts that were touched since the last call."""
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM temp.touched_text)").fetchone()[0]:
        return
    connection.execute(
        """INSERT INTO text_index (text_index, rowid, text) SELECT 'delete', n.number, t.text
           FROM temp.touched_text t JOIN text_number n ON n.id = t.id WHERE t.text IS NOT NULL"""
    )
    connection.execute("INSERT OR IGNORE INTO text_number (id) SELECT id FROM temp.touched_text")
    connection.execute(
        """INSERT INTO text_index (rowid, text) SELECT n.number, d.text FROM temp.touched_text t
           JOIN document_text d ON d.id = t.id JOIN text_number n ON n.id = t.id"""
    )
    connection.execute("DELETE FROM temp.touched_text")


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index anew from the texts."""
    connection.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
    connection.execute("DELETE FROM text_number")
    connection.execute("INSERT INTO text_number (id) SELECT id FROM document_text")
    connection.execute(
        """INSERT INTO text_index (rowid, text) SELECT n.number, t.text FROM text_number n
           JOIN document_text t ON t.id = n.id"""
    )


def documents_with(connection: sqlite3.Connection, words: list[str], *, begun: bool = False) -> list[str]:
    """The ids of the documents that hold all the words, in any order; `begun` takes the last as a beginning.

    Signs inside a word part it into several that must all occur.
    """
    parts = _WORD.findall(unicodedata.normalize("NFC", " ".join(words)))
    terms = [f'"{part}"' for part in parts]
    if not terms:
        return []
    query = " AND ".join(terms) + ("*" if begun else "")
    found = connection.execute(
        "SELECT n.id FROM text_index i JOIN text_number n ON n.number = i.rowid WHERE text_index MATCH ?",
        [query],
    )
    return [row[0] for row in found]


def documents_holding(
    connection: sqlite3.Connection, groups: Sequence[Sequence[tuple[str, bool]]]
) -> set[str]:
    """The ids of the documents that hold, of each group, at least one word.

    Words are as the index keeps them: small letters and figures without accents; with each stands whether
    it is only the beginning of a word.
    """
    alternatives = [
        " OR ".join(f'"{word}"' + (" *" if begun else "") for word, begun in group) for group in groups
    ]
    found = connection.execute(
        "SELECT n.id FROM text_index i JOIN text_number n ON n.number = i.rowid WHERE text_index MATCH ?",
        [" AND ".join(f"({words})" for words in alternatives)],
    )
    return {row[0] for row in found}


def vocabulary(connection: sqlite3.Connection) -> Iterator[list[tuple[str, int]]]:
    """All words of all texts as the index keeps them, each with how many documents hold it, bit by bit."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.text_word USING fts5vocab(main, text_index, row)"
    )
    last = ""
    while True:
        # Asked for anew each time: a reader that stays open would stand in the way of whoever writes.
        some = connection.execute(
            "SELECT term, doc FROM temp.text_word WHERE term > ? ORDER BY term LIMIT ?", [last, _SOME_WORDS]
        ).fetchall()
        if not some:
            return
        last = some[-1][0]
        yield some


def state(connection: sqlite3.Connection) -> str:
    """Something that is another when the texts are."""
    found = connection.execute("SELECT ifnull(group_concat(sha256, ''), '') FROM document")
    return hashlib.sha256(found.fetchone()[0].encode()).hexdigest()
