"""The process that suggests: JSON lines in, JSON lines out, so that the window never waits for spaCy.

Requests: {"id", "op": "ping"}, {"id", "op": "learn", "profiles", "examples", "background"},
{"id", "op": "learn_more", "removed", "added"} (places of examples to forget, pairs of place and example; also
"profiles" and "background", where those changed),
{"id", "op": "suggest", "material", "limit", "codes"}, {"id", "op": "rank", "text", "language"},
{"id", "op": "entities", "text", "language"},
{"id", "op": "alike", "text", "language", "material"},
{"id", "op": "hits", "keywords": [{language: [keyword]}], "material"},
{"id", "op": "propose", "language", "own", "others", "rest", "keywords", "people", "named"}, and
{"id", "op": "cancel", "target"}, which stops the request with the id `target` and is not answered.
Answers: {"id", "ok": true, "result"} or {"id", "ok": false, "error", "cancelled"}, and in between
{"id", "progress": [done, total, message]}.
"""

import gc
import io
import json
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from queue import SimpleQueue
from time import monotonic
from typing import Any, TextIO

from ..errors import Cancelled
from ..progress import Progress
from . import Model, learn, rank, suggest, wire
from .alike import alike, sought
from .entities import entities
from .keyword_hits import hits
from .keyword_proposals import coded_from_json, proposals

Send = Callable[[Mapping[str, Any]], None]
_TELL_EVERY = 0.1


class Worker:
    """Holds the model between requests and answers one request at a time."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._model = learn((), ())
        self._stopped: set[Any] = set()

    def stop(self, target: Any) -> None:
        """Have the request `target` end with `cancelled` at its next step; safe from another thread."""
        self._stopped.add(target)

    def answer(self, request: Mapping[str, Any]) -> None:
        """Do what a request asks and send the answer; an error is an answer, never the end."""
        reply: dict[str, Any] = {"id": request.get("id")}
        try:
            result = self._do(request, self._progress(request.get("id")))
            reply |= {"ok": True, "result": result}
        except Cancelled:
            reply |= {"ok": False, "error": "cancelled", "cancelled": True}
        except Exception as error:
            reply |= {"ok": False, "error": f"{type(error).__name__}: {error}", "cancelled": False}
        self._stopped.discard(request.get("id"))
        self._send(reply)

    def _do(self, request: Mapping[str, Any], progress: Progress) -> Any:
        match request.get("op"):
            case "ping":
                return "pong"
            case "learn":
                self._model = self._learned(request, progress)
                return {"codes": len(self._model.code_ids), "examples": len(self._model.examples)}
            case "learn_more":
                self._model = self._learned_more(request, progress)
                return {"codes": len(self._model.code_ids), "examples": len(self._model.examples)}
            case "suggest":
                codes = request.get("codes")
                found = suggest(
                    self._model,
                    wire.material_from_json(request["material"]),
                    limit=request.get("limit", 0),
                    codes=None if codes is None else frozenset(codes),
                    progress=progress,
                )
                return [wire.suggestion_to_json(one) for one in found]
            case _:
                return self._do_more(request, progress)

    def _do_more(self, request: Mapping[str, Any], progress: Progress) -> Any:
        """What is asked of a text rather than of the codes of a document."""
        match request.get("op"):
            case "rank":
                return [list(pair) for pair in rank(self._model, request["text"], request["language"])]
            case "alike":
                wanted = sought(request["text"], request["language"])
                return alike(wanted, wire.material_from_json(request["material"]), progress)
            case "entities":
                return [list(one) for one in entities(request["text"], request["language"])]
            case "hits":
                return hits(request["keywords"], wire.material_from_json(request["material"]))
            case "propose":
                return proposals(coded_from_json(request), progress)
        raise ValueError(f"unknown op {request.get('op')!r}")

    def _learned(self, request: Mapping[str, Any], progress: Progress) -> Model:
        profiles = [wire.profile_from_json(one) for one in request["profiles"]]
        examples = [wire.example_from_json(one) for one in request["examples"]]
        return learn(profiles, examples, progress, _passages(request.get("background", ())), self._model)

    def _learned_more(self, request: Mapping[str, Any], progress: Progress) -> Model:
        """A model of what was learned before, without some examples and with others."""
        profiles = self._model.ground.profiles
        if "profiles" in request:
            profiles = tuple(wire.profile_from_json(one) for one in request["profiles"])
        forgotten = set(request["removed"])
        examples = [one for place, one in enumerate(self._model.examples) if place not in forgotten]
        for place, example in request["added"]:
            examples.insert(place, wire.example_from_json(example))
        background = self._model.ground.background
        if "background" in request:
            background = _passages(request["background"])
        return learn(profiles, examples, progress, background, self._model)

    def _progress(self, request_id: Any) -> Progress:
        told = monotonic()

        def progress(done: int, total: int, message: str = "") -> None:
            nonlocal told
            if request_id in self._stopped:
                raise Cancelled
            if monotonic() - told >= _TELL_EVERY:
                told = monotonic()
                self._send({"id": request_id, "progress": [done, total, message]})

        return progress


def _passages(found: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((text, language) for text, language in found)


def main(stdin: TextIO, stdout: TextIO) -> None:
    """Answer requests until the input ends; whatever else prints goes to the error stream."""

    def send(message: Mapping[str, Any]) -> None:
        stdout.write(json.dumps(message) + "\n")
        stdout.flush()

    worker = Worker(send)
    requests: SimpleQueue[Mapping[str, Any] | None] = SimpleQueue()
    reader = threading.Thread(target=_receive, args=(stdin, requests, worker), daemon=True)
    reader.start()
    # What was learned stays: looking again and again for what may be forgotten takes a third of the time.
    gc.set_threshold(100_000, 20, 50)
    with redirect_stdout(sys.stderr):
        while (request := requests.get()) is not None:
            worker.answer(request)


def _receive(stdin: TextIO, requests: "SimpleQueue[Mapping[str, Any] | None]", worker: Worker) -> None:
    """Queue the requests as they come; cancelling is heard while another request is being answered."""
    for line in stdin:
        try:
            request = json.loads(line)
        except ValueError:
            request = {"op": "a line that is not JSON"}
        if not isinstance(request, dict):
            request = {"op": request}
        if request.get("op") == "cancel":
            worker.stop(request.get("target"))
        else:
            requests.put(request)
    requests.put(None)


if __name__ == "__main__":
    main(
        io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8"),
        io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n"),
    )
