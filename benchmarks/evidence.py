"""Prints how long questions to all coded passages take on large studies, against their goals.

    python benchmarks/evidence.py [--folder DIR] [--repeats 5] [--json]

On an open study: the coded passages are read once (printed as "first"), which the window does in pieces,
beside other work; what follows is asked of what was read. The figures are medians of wall seconds.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import studies

HERE = Path(__file__).resolve().parent
QUERY, MATRIX, TOGETHER = 0.3, 0.5, 0.3
Timed = tuple[str, Callable[[], object], float | None]


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "qualcoder-cg-studies")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(list(_measured(Path(options.one), options.repeats))))
        return
    found = []
    for size in ("M", "L"):
        study = studies.made(options.folder, size)
        for name, seconds, worst, goal in _in_a_process(study, options.repeats):
            found.append({"size": size, "what": name, "seconds": seconds, "worst": worst, "goal": goal})
            if not options.json:
                verdict = "" if goal is None else "pass" if seconds <= goal else "MISS"
                shown = "" if goal is None else f"{goal:g}"
                print(f"{size}  {name.ljust(44)}  {seconds:7.3f}  {worst:7.3f}  {shown.rjust(5)}  {verdict}")
    if options.json:
        print(json.dumps(found, indent=1))


def _in_a_process(study: Path, repeats: int) -> list[tuple[str, float, float, float | None]]:
    with tempfile.TemporaryDirectory(prefix="evidence-") as home:
        environment = {**os.environ, "PYTHONPATH": str(HERE.parent), "QUALCODER_CG_HOME": home}
        arguments = [sys.executable, __file__, "--one", str(study), "--repeats", str(repeats)]
        ran = subprocess.run(arguments, env=environment, check=True, capture_output=True, text=True)
    return json.loads(ran.stdout)


def _measured(study: Path, repeats: int) -> Iterator[tuple[str, float, float, float | None]]:
    """Median and worst of each question."""
    from qualcoder_cg.services import passages
    from qualcoder_cg.services.studies import open_project

    project = open_project(study, coder="Coder 1")
    began = time.perf_counter()
    passages.of(project)
    first = time.perf_counter() - began
    yield "first: all coded passages read", first, first, None
    for name, work, goal in _questions(project):
        spent = []
        for _number in range(repeats):
            began = time.perf_counter()
            work()
            spent.append(time.perf_counter() - began)
        yield name, statistics.median(spent), max(spent), goal
    project.close()


def _questions(project) -> Iterator[Timed]:
    from qualcoder_cg.domain.queries import Query
    from qualcoder_cg.services.cooccurrence import cooccurrence
    from qualcoder_cg.services.retrieval import retrieve
    from qualcoder_cg.services.triangulation import triangulate

    def ids(*values: str) -> frozenset[str]:
        return frozenset(values)

    question = project.matrix.questions()[3]
    person = project.informants.all()[0]
    institutions = [one.id for one in project.informants.institutions() if one.name == person.institution]
    themes = [code.id for code in project.codes.all() if code.kind == "theme"]
    used = Counter(project.codings.counts_by_code()).most_common(2)
    words = Counter(project.documents.text(project.documents.ids()[0]).lower().split())
    often, next_often = [word for word, _n in words.most_common(60) if len(word) > 4 and word.isalpha()][:2]
    queries = {
        "everything": Query(),
        "one question": Query(questions=ids(question.id)),
        "one criterion": Query(criteria=ids(question.criterion_id)),
        "one type of informant": Query(types=ids(person.type)),
        "not that type": Query(types=ids(person.type), excluded=ids("types")),
        "question, type, institution, coder": Query(
            questions=ids(question.id),
            types=ids(person.type),
            institutions=frozenset(institutions),
            coders=ids(project.coders.all()[0].id),
        ),
        "question beside a theme": Query(questions=ids(question.id), themes=frozenset(themes)),
        "two codes together": Query(together=ids(used[0][0], used[1][0])),
        "a frequent word": Query(words=often),
        "two frequent words": Query(words=f"{often} {next_often}"),
        "a frequent word under a question": Query(words=often, questions=ids(question.id)),
    }
    for name, query in queries.items():
        yield f"query: {name}", lambda query=query: retrieve(project, query), QUERY
    yield "triangulation, informants", lambda: triangulate(project), MATRIX
    yield "triangulation, institutions", lambda: triangulate(project, unit="institutions"), MATRIX
    goal = TOGETHER if project.codings.count() < 100_000 else None
    yield "co-occurrence of all codes", lambda: cooccurrence(project), goal


if __name__ == "__main__":
    main()
