"""Measures the suggestions on whole coded documents, of which most is under no code.

    python benchmarks/sessions.py CODINGS.csv TEXTS CODEBOOK.csv [--json]
    python benchmarks/sessions.py STUDY.qcg [--json]
    python benchmarks/sessions.py --sample es [--json]

CODINGS has `document`, `start_cp`, `end_cp` (code points) and `tag`, TEXTS holds the .txt, CODEBOOK has `tag`
and `description`. Every passage of the engine (a sentence, or two short ones) gets a score for every code; it
belongs to those codes whose codings share half of the shorter with it. The sessions are read

in order   as they were coded, learning again after each (`--every 20`: and after as many codings within one);
held out   each after 0, 1, 2, 4, 8 and all of the others (drawn by chance), the last being one left out.

Beside the suggestions stand a search for the words of the codebook, the codes sorted by how often they were
used so far, and what somebody would get who knew all codings. benchmarks/README.md explains the figures.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import coded_sessions
import suggesting
from coded_sessions import Corpus, Session, example, same_place
from labelled import Unreadable
from plain_rankers import KeywordSearch
from session_figures import LISTS, RECALLS, Ranking, figures, offered, perfect, together

from qualcoder_cg import suggest as engine
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Example

KNOWN = (0, 1, 2, 4, 8)
SUGGESTIONS, KEYWORDS, USED, PERFECT = "suggestions", "keyword search", "most used", "perfect"
CODINGS, DECISIONS, EVERYTHING = "codings", "decisions", "everything"
SHOWN = 30
Result = dict[str, Any]


class Reader:
    """Reads sessions after others were coded, and gathers figures of every ranker."""

    def __init__(self, corpus: Corpus, lessons: str, every: int = 0) -> None:
        self.corpus, self.lessons, self.every = corpus, lessons, every
        self.codes = [profile.code_id for profile in corpus.profiles]
        self._search = KeywordSearch(corpus.profiles)
        self._spans: dict[str, list[Span]] = {}
        self._hits: dict[str, list[dict[str, float]]] = {}
        self.decided: dict[str, list[Example]] = {}
        self._background = [
            (one.material.text[slice(*span)], one.material.language)
            for one in corpus.sessions
            for span in self._passages(one)
        ]

    def read(self, session: Session, known: Sequence[Session]) -> dict[str, dict[str, list[float]]]:
        """Figures of each ranker for a session, when `known` were coded before."""
        lessons = [one for before in known for one in self.taught(before)]
        began = time.perf_counter()
        model = self.learned(lessons)
        learned = time.perf_counter() - began
        began = time.perf_counter()
        found = engine.suggest(model, session.material)
        seconds = time.perf_counter() - began
        ranking = self.within(session, lessons) if self.every else self.scored(model, session)
        told = {SUGGESTIONS: figures(ranking) | offered(session, found)}
        told[SUGGESTIONS] |= {
            "learn_seconds": [learned],
            "words_per_second": [len(session.material.text.split()) / seconds],
        }
        self.decide(session, found[:SHOWN])
        used = Counter(code for before in known for _start, _end, code in before.codings)
        for name, rows in (
            (KEYWORDS, self.hits(session, ranking.spans)),
            (USED, [{code: float(used[code]) for code in self.codes}] * len(ranking.spans)),
        ):
            scores = [[row[code] for code in self.codes] for row in rows]
            told[name] = figures(Ranking(session, self.codes, ranking.spans, scores))
        told[PERFECT] = figures(perfect(ranking))
        return told

    def learned(self, lessons: Sequence[Example]) -> engine.Model:
        """A model; the passages of all sessions are known to it as text, as a study's documents are."""
        return suggesting.learned(self.corpus.profiles, lessons, self._background)

    def scored(self, model: engine.Model, session: Session) -> Ranking:
        """The engine's scores of all passages."""
        rows = suggesting.scored(model, session.material)
        scores = [[dict(row)[code] for code in self.codes] for _span, row in rows]
        return Ranking(session, self.codes, [span for span, _row in rows], scores)

    def within(self, session: Session, lessons: Sequence[Example]) -> Ranking:
        """The same, learning again after every so many codings of the session, in the order of the text."""
        ranking = self.scored(self.learned(lessons), session)
        rows = ranking.scores
        for done in range(self.every, len(session.codings), self.every):
            coded = session.codings[:done]
            at = max(end for _start, end, _code in coded)
            own = [example(session, *one) for one in coded]
            later = self.scored(self.learned([*lessons, *own]), session).scores
            rows = [new if span.start >= at else old for span, new, old in zip(ranking.spans, later, rows)]
        return Ranking(session, self.codes, ranking.spans, rows)

    def hits(self, session: Session, spans: Sequence[Span]) -> list[dict[str, float]]:
        """Of each passage, how many words of each code occur in it."""
        if session.name not in self._hits:
            texts = [session.material.text[slice(*span)] for span in spans]
            self._hits[session.name] = [dict(self._search.rank(text)) for text in texts]
        return self._hits[session.name]

    def taught(self, session: Session) -> list[Example]:
        """What there is to learn from a session that was coded."""
        lessons = [example(session, *one) for one in session.codings]
        if self.lessons == DECISIONS:
            lessons += self.decided.get(session.name, [])
        elif self.lessons == EVERYTHING:
            lessons += [
                example(session, *span, "", False)
                for span in self._passages(session)
                if not any(same_place(span, Span(start, end)) for start, end, _code in session.codings)
            ]
        return lessons

    def decide(self, session: Session, found: Sequence[Any]) -> None:
        """Keep what a coder says of wrong suggestions: not this code, or no code here at all."""
        decided = []
        for one in found:
            there = {code for start, end, code in session.codings if same_place(one.span, Span(start, end))}
            if one.code_id not in there:
                code = one.code_id if there else ""
                decided.append(example(session, one.start, one.end, code, False))
        self.decided.setdefault(session.name, decided)

    def _passages(self, session: Session) -> list[Span]:
        if session.name not in self._spans:
            empty = engine.learn(self.corpus.profiles, ())
            self._spans[session.name] = [span for span, _row in suggesting.scored(empty, session.material)]
        return self._spans[session.name]


def in_order(reader: Reader) -> Iterator[Result]:
    """Every session after those before it."""
    sessions = reader.corpus.sessions
    read = {one.name: reader.read(one, sessions[:n]) for n, one in enumerate(sessions)}
    yield from _results("in order", None, read)


def held_out(reader: Reader) -> Iterator[Result]:
    """Every session after some of the others, drawn anew for each."""
    sessions = reader.corpus.sessions
    for count in sorted({min(known, len(sessions) - 1) for known in (*KNOWN, len(sessions))}):
        chance = random.Random(count)
        read = {}
        for one in sessions:
            others = [other for other in sessions if other is not one]
            drawn = set(chance.sample(range(len(others)), count))
            read[one.name] = reader.read(one, [other for n, other in enumerate(others) if n in drawn])
        yield from _results("held out", count, read)


def _results(mode: str, known: int | None, read: dict[str, Any]) -> Iterator[Result]:
    for name in (SUGGESTIONS, KEYWORDS, USED, *((PERFECT,) if known is None else ())):
        found = together({session: rankers[name] for session, rankers in read.items()})
        yield {"mode": mode, "sessions_known": known, "ranker": name, **found}


def told(corpus: Corpus, results: Sequence[Result]) -> Iterator[str]:
    """The results as lines for people."""
    codings = sum(len(one.codings) for one in corpus.sessions)
    words = sum(len(one.material.text.split()) for one in corpus.sessions)
    yield f"{len(corpus.sessions)} sessions, {words:,} words, {codings} codings, {len(corpus.profiles)} codes"
    one = results[0]
    yield f"{one['passages']} passages, {one['coded_passages']} of them coded"
    yield "\nOf coded passages: first code right (95 %), right of first three, one of three; no code: area"
    for one in results:
        first = f"{one['precision_1']:.3f} ({one['low']:.3f}–{one['high']:.3f})"
        rest = "  ".join(_share(one[key]) for key in ("precision_3", "hit_3", "auc_no_code"))
        yield f"{_who(one)}  {first}  {rest}"
    yield "\nSo many passages a document, three codes each: recall of codings; passages with one right"
    yield f"{'':<31}  " + "   ".join("  ".join(f"{length:>5}" for length in LISTS) for _half in range(2))
    for one in results:
        recalls, rights = ([f"{one[f'{key}_{n}']:.3f}" for n in LISTS] for key in ("recall", "right_of"))
        yield f"{_who(one)}  {'  '.join(recalls)}   {'  '.join(rights)}"
    yield "\nAs the window lists them: suggestions a document; precision / recall of the first so many"
    for one in (one for one in results if one["ranker"] == SUGGESTIONS):
        pairs = [(n, one[f"offered_right_of_{n}"], one[f"offered_recall_{n}"]) for n in LISTS]
        shares = "   ".join(f"{n}: {_share(right)} / {_share(recall)}" for n, right, recall in pairs)
        yield f"{_who(one)}  {one['offered']:5.1f}   {shares}"
    yield "\nTo meet so much of the codings, best first: share of words read; share of pairs looked at"
    for one in results:
        shares = "   ".join(
            "  ".join(f"{recall:.0%}: {one[f'{key}_for_{recall:.0%}']:.3f}" for recall in RECALLS)
            for key in ("read", "looked")
        )
        yield f"{_who(one)}  {shares}{_saved(one, results)}"
    yield ""
    for one in (one for one in results if one["ranker"] == SUGGESTIONS):
        yield f"{_who(one)}  learned in {one['learn_seconds']:.2f} s, {one['words_per_second']:,.0f} words/s"


def _saved(one: Result, results: Sequence[Result]) -> str:
    """What of the work of a plain way the suggestions save, to meet 80 % of the codings."""
    if one["ranker"] not in (KEYWORDS, USED):
        return ""
    same = (one["mode"], one["sessions_known"], SUGGESTIONS)
    (mine,) = (its for its in results if (its["mode"], its["sessions_known"], its["ranker"]) == same)
    read, looked = (
        1 - mine[key] / one[key] if one[key] else 0.0 for key in ("read_for_80%", "looked_for_80%")
    )
    return f"   suggestions save {read:.0%}, {looked:.0%} at 80 %"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _who(one: Result) -> str:
    known = "" if one["sessions_known"] is None else str(one["sessions_known"])
    return f"{one['mode']:<8} {known:>3}  {one['ranker']:<16}"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--sample", metavar="LANGUAGE", help="the sample study, its documents in a language")
    parser.add_argument("--language", default="", help="two letters; guessed unless given")
    parser.add_argument("--mode", choices=("in order", "held out"), help="only this")
    parser.add_argument("--lessons", choices=(CODINGS, DECISIONS, EVERYTHING), default=DECISIONS)
    parser.add_argument("--every", type=int, default=0, help="learn again after so many codings in a session")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    try:
        corpus = gathered(options)
    except (Unreadable, OSError) as error:
        sys.exit(str(error))
    reader = Reader(corpus, options.lessons, options.every)
    results = list(in_order(reader)) if options.mode != "held out" else []
    reader.every = 0
    results += list(held_out(reader)) if options.mode != "in order" else []
    if options.json:
        print(json.dumps({"results": results}))
        return
    for line in told(corpus, results):
        print(line)


def gathered(options: argparse.Namespace) -> Corpus:
    """The corpus that was asked for."""
    if options.sample:
        return coded_sessions.sample().spoken(options.sample)
    if len(options.paths) == 1:
        return coded_sessions.from_study(options.paths[0])
    if len(options.paths) == 3:
        return coded_sessions.from_tables(*options.paths, language=options.language)
    raise Unreadable("Give CODINGS.csv TEXTS CODEBOOK.csv, a study, or --sample es.")


if __name__ == "__main__":
    main(sys.argv[1:])
