"""The whole path through the command line, for tests that watch what it does to the machine."""

import json
import os
import sys
import tempfile
from pathlib import Path

LEVELS = ("none", "type", "institution", "role")
SECRETS = ("Marisela Quintanilla", "Quintanilla", "zanahoria", "carbonara", "Bureau of Xylophones")
WATCHED = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.fork", "urllib.", "webbrowser.")
READER = "qualcoder_cg.formats.worker"
TRANSCRIPT = """Marisela Quintanilla
E1: How did the coordination between the agencies begin?
Marisela Quintanilla: The zanahoria fund and the budget of each agency came late.
E1: And the ministry?
Marisela Quintanilla: The ministry wanted carbonara, and coordination mechanisms, and women insured.
"""
REGISTER = """code,type,institution,document,speaker
KII-01,Agency,Bureau of Xylophones,KII-01.txt,Marisela Quintanilla
"""


def walk(folder: Path) -> None:
    """Run every command that reads or writes words of a study, some of them on bad files."""
    from qualcoder_cg.cli.main import main

    def run(*arguments: object, expected: int = 0) -> None:
        code = main([str(argument) for argument in arguments])
        assert code == expected, arguments

    study = folder / "study.qcg"
    (folder / "KII-01.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (folder / "informants.csv").write_text(REGISTER, encoding="utf-8")
    (folder / "bad.docx").write_bytes(b"PK\x03\x04" + TRANSCRIPT.encode())
    codings = f"document,start,end,code\nKII-01.txt,{TRANSCRIPT.index('The zan')},150,Q14\n"
    (folder / "codings.csv").write_text(codings, encoding="utf-8")
    run("new", study, "--matrix", "closing-gaps", "--coder", "Marta R.")
    run("import", study, folder / "KII-01.txt")
    run("import", study, folder / "bad.docx", expected=1)
    run("informants", study, "--from", folder / "informants.csv")
    run("code", study, "--from", folder / "codings.csv")
    for listing in ("documents", "codes", "codings", "suggest", "informants", "coders", "matrix", "log"):
        run(listing, study, "--json")
    run("decide", study, "rejected", "--document", "INT-01", "--start", 0, "--end", 9, "--code", "Q1")
    for level in LEVELS:
        for suffix in ("docx", "xlsx", "csv", "html", "md", "json"):
            accepted = ("--attribution", level, "--accept-risk", "invented people")
            run("export", study, folder / f"{level}.{suffix}", *accepted)
    run("export", study, folder / "annex.pdf", expected=1)
    run("copy", study, folder / "copy.qcg")
    run("text", study, "INT-01")
    run("undo", study)
    run("redo", study)
    run("check", study)
    run("sample", folder / "sample.qcg")


def attempts(folder: Path) -> list[str]:
    """Walk the path and give every attempt to reach a network, or to start a program.

    A library that comes with spaCy asks, when it is imported, whether the machine knows IPv6 by binding a
    socket of the machine's own (::1) to any port: nothing is sent, nothing listens, so that alone passes.
    So do the processes that read files, which are watched the same way and tell through a file.
    """
    found: list[str] = []
    started: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if suspicious(event, arguments):
            found.append(f"{event} {arguments}")
        elif event == "subprocess.Popen":
            started.append(str(arguments[1]))

    with tempfile.TemporaryDirectory() as place:
        notes = Path(place) / "notes"
        (Path(place) / "sitecustomize.py").write_text(
            f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
            f"import whole_path; whole_path.watch_reader({str(notes)!r})\n",
            encoding="utf-8",
        )
        os.environ["PYTHONPATH"] = os.pathsep.join([place, os.environ.get("PYTHONPATH", "")])
        sys.addaudithook(watch)
        walk(folder)
        if started:
            # Missing where the process was not watched, and then the test fails.
            found += notes.read_text(encoding="utf-8").splitlines()
    return found


def suspicious(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether something is done that the program must not do."""
    probe = event == "socket.__new__" or (event == "socket.bind" and arguments[1:] == (("::1", 0),))
    reading = event == "subprocess.Popen" and READER in arguments[1]
    return event.startswith(WATCHED) and not probe and not reading


def watch_reader(report: str) -> None:
    """Note in a file, from within another process, that it is watched and whatever it must not do."""
    Path(report).touch()

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if suspicious(event, arguments):
            with Path(report).open("a", encoding="utf-8") as notes:
                notes.write(f"reader: {event} {arguments}\n")

    sys.addaudithook(watch)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(attempts(Path(sys.argv[1]))), encoding="utf-8")
