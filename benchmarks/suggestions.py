"""Measures the suggestions on labelled passages: how often the right code is first, or among three.

    python benchmarks/suggestions.py DATA.jsonl PROFILES [--json]
    python benchmarks/suggestions.py --sample es [--json]

DATA has one JSON object a line with `text`, `label`, `criterion` and, where known, `context`; PROFILES one
with `label`, `criterion`, `text`, or is a matrix the program reads (labels are then Q and the question's
number). The sample study has but few passages in each language.

Nothing is coded at first; then a share of every label, at random and several times ("stratified"), or the
first of the file ("first"). What is not coded is ranked.

A passage of a label without a profile counts as wrong. `low` and `high` are the 95 % interval of top1, by
resampling the passages; `seconds` is what learning and ranking took together, a split.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import coded_sessions
import labelled
import suggesting
from labelled import Labelled, Row
from plain_rankers import KeywordSearch, Majority, QuestionText
from ranking import Judged, Ranked, figures, first, of_criteria, stratified

from qualcoder_cg.domain.suggestions import Example

SHARES = (0.0, 0.1, 0.25, 0.5, 0.75)
PROTOCOLS = {"stratified": stratified, "first": first}
REPEATS, FEW = 10, 3
# With so many passages splits differ little, and ranking them takes long.
MANY = 1000
FIGURES = ("share", "level", "protocol", "top1", "top3", "macro_f1", "mrr", "low", "high", "seconds")

Ranker = Callable[[Row], Ranked]
Learner = Callable[[Labelled, Sequence[Row]], Ranker]


def engine(data: Labelled, coded: Sequence[Row]) -> Ranker:
    """The program's own suggestions; what is not coded is known to it as text, as a study's documents are."""
    examples = [Example(row.label, row.text, row.language, True, row.context) for row in coded]
    background = ((row.text, row.language) for row in data.rows)
    model = suggesting.learned(data.profiles, examples, background)
    return lambda row: suggesting.ranked(model, row.text, row.language, row.context)


PLAIN: dict[str, Learner] = {
    Majority.name: lambda data, coded: _on_text(Majority(data.profiles, [row.label for row in coded])),
    KeywordSearch.name: lambda data, _coded: _on_text(KeywordSearch(data.profiles)),
    QuestionText.name: lambda data, _coded: _on_text(QuestionText(data.profiles)),
}


def _on_text(ranker: Majority | KeywordSearch | QuestionText) -> Ranker:
    return lambda row: ranker.rank(row.text)


def measured(
    data: Labelled, learner: Learner = engine, shares: Sequence[float] = SHARES, repeats: int = 0
) -> Iterator[dict[str, Any]]:
    """One result for each share coded, protocol and level."""
    if not data.rows or not data.profiles:
        return
    learner(data, data.rows[:1])(data.rows[0])  # what is loaded once is not timed
    for share in shares:
        for protocol in PROTOCOLS:
            by_chance = share > 0 and protocol == "stratified"
            times = (repeats or (REPEATS if len(data.rows) < MANY else FEW)) if by_chance else 1
            splits = [one_split(data, learner, share, protocol, seed) for seed in range(times)]
            for place, level in enumerate(("question", "criterion")):
                found = figures([split[place] for split in splits])
                found |= {"seconds": mean(split[2] for split in splits)}
                yield {"share": share, "level": level, "protocol": protocol, **found}


def one_split(
    data: Labelled, learner: Learner, share: float, protocol: str, seed: int
) -> tuple[list[Judged], list[Judged], float]:
    """What was ranked, as codes and as criteria, and how long that took."""
    coded = PROTOCOLS[protocol]([row.label for row in data.rows], share, seed)
    began = time.perf_counter()
    ranker = learner(data, [row for row, is_coded in zip(data.rows, coded) if is_coded])
    orders = [(n, row, ranker(row)) for n, row in enumerate(data.rows) if not coded[n]]
    seconds = time.perf_counter() - began
    return (
        [Judged(n, row.label, [code for code, _score in order]) for n, row, order in orders],
        [Judged(n, row.criterion, of_criteria(order, data.criteria)) for n, row, order in orders],
        seconds,
    )


def told(data: Labelled, shares: Sequence[float], repeats: int) -> Iterator[str]:
    """The results as lines for people, and what could be had without the program."""
    unknown = sum(row.label not in {one.code_id for one in data.profiles} for row in data.rows)
    spoken = ", ".join(sorted({row.language for row in data.rows}))
    yield f"{len(data.rows)} passages ({spoken}), {len(data.profiles)} codes; no profile: {unknown} passages"
    yield "coded protocol    level      top-1 (95 %)        top-3  macro-F1  MRR    seconds"
    for one in measured(data, shares=shares, repeats=repeats):
        yield (
            f"{one['share']:>4.0%}  {one['protocol']:<10}  {one['level']:<9}  {one['top1']:.3f} "
            f"({one['low']:.3f}–{one['high']:.3f})  {one['top3']:.3f}  {one['macro_f1']:.3f}     "
            f"{one['mrr']:.3f}  {one['seconds']:.2f}"
        )
    yield "\nWithout the program, stratified: top-1 / top-3 of questions, of criteria"
    for name, learner in PLAIN.items():
        found = [one for one in measured(data, learner, shares, repeats) if one["protocol"] == "stratified"]
        for question, criterion in zip(found[::2], found[1::2]):
            # Only the most used codes depend on what is coded.
            if learner is PLAIN[Majority.name] or question["share"] == shares[0]:
                levels = "   ".join(f"{one['top1']:.3f} / {one['top3']:.3f}" for one in (question, criterion))
                yield f"{question['share']:>4.0%}  {name:<15} {levels}"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="DATA PROFILES")
    parser.add_argument("--sample", metavar="LANGUAGE", help="the codings of the sample study in a language")
    parser.add_argument("--language", default="", help="two letters; guessed from small words unless given")
    parser.add_argument("--shares", type=float, nargs="+", default=SHARES, help="shares coded, such as 0 0.5")
    parser.add_argument("--repeats", type=int, default=0, help="splits at random (10; 3 of 1,000 passages)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    try:
        if options.sample:
            data = coded_sessions.passages(coded_sessions.sample().spoken(options.sample))
        elif len(options.paths) == 2:
            data = labelled.read(*options.paths, options.language)
        else:
            parser.error("give DATA and PROFILES, or --sample")
    except (labelled.Unreadable, OSError) as error:
        sys.exit(str(error))
    if data.left_out:
        print(f"{data.left_out} lines without a label were left out", file=sys.stderr)
    if not data.rows or not data.profiles:
        print("there is nothing to rank", file=sys.stderr)
    if options.json:
        results = measured(data, shares=options.shares, repeats=options.repeats)
        print(json.dumps({"results": [{key: one[key] for key in FIGURES} for one in results]}))
        return
    for line in told(data, options.shares, options.repeats):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
