"""Measures the suggestions on labelled passages: how often the right code is first, or among three.

    python benchmarks/suggestions.py DATA.jsonl PROFILES [--json]
    python benchmarks/suggestions.py --sessions CODINGS.csv TEXTS CODEBOOK.csv

DATA has one JSON object a line with `text`, `label`, `criterion`; PROFILES the same for the codes, or a
matrix the program reads (labels are then Q and the question's number). With --sessions, whole coded
transcripts are read as in the window: how many suggestions are right, and how much text they cover.
"""

import argparse
import csv
import json
import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qualcoder_cg.domain.spans import Span, covered
from qualcoder_cg.domain.suggestions import Example, Material, Profile, Suggestion
from qualcoder_cg.suggest import learn, rank, suggest

SHARES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9)
REPEATS = 5
Row = dict[str, Any]


def json_lines(path: Path) -> list[Row]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_profiles(path: Path) -> tuple[list[Profile], dict[str, str]]:
    """Profiles, and the criterion of each code."""
    if path.suffix == ".jsonl":
        rows = json_lines(path)
        profiles = [Profile(row["label"], row["label"], row["text"]) for row in rows]
        return profiles, {row["label"]: row.get("criterion", "") for row in rows}
    from qualcoder_cg.formats import matrices

    profiles, criteria = [], {}
    for criterion in matrices.read(path).criteria:
        for question in criterion.questions:
            label = f"Q{question.number}"
            guidance = question.guidance
            text = "\n".join((question.text, guidance.definition, guidance.when_to_use))
            profiles.append(Profile(label, question.short or label, text, guidance.keywords))
            criteria[label] = criterion.name
    return profiles, criteria


def split(rows: Sequence[Row], share: float, protocol: str, seed: int) -> tuple[list[Row], list[Row]]:
    """Coded and uncoded rows: the same share of every label, or the first of the file."""
    if protocol == "first":
        cut = round(share * len(rows))
        return list(rows[:cut]), list(rows[cut:])
    chance = random.Random(seed)
    by_label: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        by_label[row["label"]].append(index)
    coded: set[int] = set()
    for indices in by_label.values():
        chance.shuffle(indices)
        wanted = share * len(indices)
        coded.update(indices[: int(wanted) + (chance.random() < wanted % 1)])
    return [rows[i] for i in sorted(coded)], [row for i, row in enumerate(rows) if i not in coded]


def by_criterion(ranked: Sequence[tuple[str, float]], criteria: dict[str, str]) -> list[str]:
    """Criteria in the order of the sum of their three best questions."""
    scores: dict[str, list[float]] = defaultdict(list)
    for code, score in ranked:
        scores[criteria[code]].append(score)
    return sorted(scores, key=lambda criterion: -sum(scores[criterion][:3]))


def measured(gold: Sequence[str], ranked: Sequence[Sequence[str]]) -> dict[str, float]:
    """Top-1, top-3, mean reciprocal rank and macro-F1 of the first."""
    places = [order.index(label) for label, order in zip(gold, ranked)]
    f1 = []
    for label in sorted(set(gold)):
        right = sum(1 for one, order in zip(gold, ranked) if one == label == order[0])
        told = sum(1 for order in ranked if order[0] == label)
        f1.append(2 * right / (told + gold.count(label)))
    return {
        "top1": statistics.mean(place < 1 for place in places),
        "top3": statistics.mean(place < 3 for place in places),
        "macro_f1": statistics.mean(f1),
        "mrr": statistics.mean(1 / (1 + place) for place in places),
    }


def interval(hits: Sequence[float]) -> tuple[float, float]:
    """95 % of 1,000 resamplings of the mean."""
    chance = random.Random(0)
    means = sorted(statistics.mean(chance.choices(hits, k=len(hits))) for _ in range(1000))
    return means[25], means[974]


def passages_ranked(
    data: Sequence[Row], profiles: Sequence[Profile], criteria: dict[str, str], language: str
):
    """One result for each share coded, level and protocol."""
    for share in SHARES:
        for protocol in ("stratified", "first") if share else ("stratified",):
            found: dict[str, list[dict[str, float]]] = defaultdict(list)
            hits: dict[str, dict[int, list[bool]]] = defaultdict(lambda: defaultdict(list))
            began = time.perf_counter()
            repeats = REPEATS if share and protocol == "stratified" else 1
            for seed in range(repeats):
                coded, rest = split(data, share, protocol, seed)
                model = learn(profiles, [Example(row["label"], row["text"], language, True) for row in coded])
                ranked = [rank(model, row["text"], language) for row in rest]
                orders = {
                    "question": ([r["label"] for r in rest], [[code for code, _ in one] for one in ranked]),
                    "criterion": (
                        [criteria[r["label"]] for r in rest],
                        [by_criterion(one, criteria) for one in ranked],
                    ),
                }
                for level, (gold, order) in orders.items():
                    found[level].append(measured(gold, order))
                    for row, label, one in zip(rest, gold, order):
                        hits[level][id(row)].append(one[0] == label)
            seconds = (time.perf_counter() - began) / repeats
            for level, many in found.items():
                low, high = interval([statistics.mean(one) for one in hits[level].values()])
                means = {key: statistics.mean(one[key] for one in many) for key in many[0]}
                yield {
                    "share": share,
                    "level": level,
                    "protocol": protocol,
                    **means,
                    "low": low,
                    "high": high,
                    "seconds": seconds,
                }


def read_sessions(codings: Path, texts: Path, codebook: Path):
    """Profiles, texts by name, and codings by name as (start, end, code)."""
    with codebook.open(encoding="utf-8-sig", newline="") as file:
        profiles = [Profile(r["tag"], r["tag"], r["description"]) for r in csv.DictReader(file)]
    coded: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    with codings.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            span = (int(row["start_cp"]), int(row["end_cp"]), row["tag"])
            coded[Path(row["document"]).stem].append(span)
    documents = {path.stem: path.read_bytes().decode("utf-8") for path in sorted(texts.glob("*.txt"))}
    return profiles, documents, coded


def is_right(one: Suggestion, coded: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a coding of the same code shares half of the shorter of the two."""
    return any(
        code == one.code_id and 2 * one.span.shared(Span(start, end)) >= min(end - start, one.end - one.start)
        for start, end, code in coded
    )


def sessions_read(profiles, documents, coded, known: int, top: int = 20) -> Row:
    """Suggest in every document after the first `known`, learned from those."""
    names = list(documents)
    examples = [
        Example(code, documents[name][start:end], "en", True)
        for name in names[:known]
        for start, end, code in coded[name]
    ]
    began = time.perf_counter()
    model = learn(profiles, examples)
    learned = time.perf_counter() - began
    first, every, shares, seconds, words = [], [], [], 0.0, 0
    for name in names[known:]:
        text = documents[name]
        began = time.perf_counter()
        found = suggest(model, Material(name, text, "en"))
        seconds += time.perf_counter() - began
        words += len(text.split())
        right = [is_right(one, coded[name]) for one in found]
        first += right[:top]
        every += right
        shares.append(covered(one.span for one in found) / len(text))
    return {
        "sessions_known": known,
        "examples": len(examples),
        f"precision_first_{top}": statistics.mean(first) if first else None,
        "precision": statistics.mean(every) if every else None,
        "suggestions": len(every),
        "share_of_text": statistics.mean(shares),
        "learn_seconds": learned,
        "words_per_second": words / seconds,
    }


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sessions", action="store_true")
    options = parser.parse_args(arguments)
    if options.sessions:
        profiles, documents, coded = read_sessions(*options.paths)
        results = (sessions_read(profiles, documents, coded, known) for known in (0, 2, 5, 10))
    else:
        profiles, criteria = read_profiles(options.paths[1])
        results = passages_ranked(json_lines(options.paths[0]), profiles, criteria, options.language)
    if options.json:
        print(json.dumps({"results": list(results)}))
        return
    for result in results:
        print("  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in result.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
