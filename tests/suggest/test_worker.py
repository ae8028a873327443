"""The process that suggests, talked to as the window does."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from qualcoder_cg.domain.documents import RESPONDENT, Turn
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Example, Material, Profile, Suggestion
from qualcoder_cg.errors import Cancelled
from qualcoder_cg.suggest import learn, suggest, wire
from qualcoder_cg.suggest.worker import Worker

PROFILE = Profile("c", "Seguro", "Did workers gain insurance?", {"es": ("seguro social", "afiliación")})
EXAMPLE = Example("c", "La afiliación llegó 🙂.", "es", True)
TEXT = "ANA: La afiliación al seguro social llegó tarde 🙂."
MATERIAL = Material("d", TEXT, "es", (Turn("ANA", RESPONDENT, 0, 5, len(TEXT), 1.5),), ((0, 1, "x"),))
LEARN = {
    "op": "learn",
    "profiles": [wire.profile_to_json(PROFILE)],
    "examples": [wire.example_to_json(EXAMPLE)],
}
SUGGEST = {"op": "suggest", "material": wire.material_to_json(MATERIAL)}


def test_values_survive_the_wire() -> None:
    suggestion = Suggestion("d", 1, 9, "c", 0.5, "keywords", "afiliación", (Span(1, 3),))
    for value, out, back in (
        (PROFILE, wire.profile_to_json, wire.profile_from_json),
        (EXAMPLE, wire.example_to_json, wire.example_from_json),
        (MATERIAL, wire.material_to_json, wire.material_from_json),
        (suggestion, wire.suggestion_to_json, wire.suggestion_from_json),
    ):
        assert back(json.loads(json.dumps(out(value)))) == value


@pytest.fixture
def process() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "qualcoder_cg.suggest.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as started:
        yield started
        started.kill()


def test_round_trip_in_a_process(process: subprocess.Popen[str]) -> None:
    assert process.stdin and process.stdout
    for number, request in enumerate(
        [{"op": "ping"}, LEARN, SUGGEST, {"op": "dance"}, SUGGEST | {"limit": 0}]
    ):
        process.stdin.write(json.dumps({"id": number} | request, ensure_ascii=False) + "\n")
    process.stdin.write("not json\n")
    process.stdin.close()
    replies: dict[Any, Any] = {}
    for line in process.stdout:
        reply = json.loads(line)
        if "progress" not in reply:
            replies[reply["id"]] = reply
    assert process.wait(timeout=30) == 0
    assert replies[0]["result"] == "pong"
    assert replies[1]["result"] == {"codes": 1, "examples": 1}
    expected = suggest(learn([PROFILE], [EXAMPLE]), MATERIAL)
    assert [wire.suggestion_from_json(one) for one in replies[2]["result"]] == expected != []
    assert replies[4]["result"] == replies[2]["result"]
    assert not replies[3]["ok"] and "dance" in replies[3]["error"]
    assert not replies[None]["ok"]


def test_cancelling_a_request_keeps_the_model() -> None:
    sent: list[Any] = []
    worker = Worker(sent.append)
    worker.answer({"id": 1} | LEARN)
    worker.stop(2)
    worker.answer({"id": 2, "op": "learn", "profiles": [], "examples": []})
    worker.answer({"id": 3} | SUGGEST)
    worker.stop(4)
    worker.answer({"id": 4} | SUGGEST)
    answers = {one["id"]: one for one in sent if "progress" not in one}
    assert answers[3]["ok"] and answers[3]["result"]
    assert answers[4] == {"id": 4, "ok": False, "error": "cancelled", "cancelled": True}
    assert issubclass(Cancelled, Exception)


def test_ranks_for_the_palette() -> None:
    sent: list[Any] = []
    worker = Worker(sent.append)
    worker.answer({"id": 1} | LEARN)
    worker.answer({"id": 2, "op": "rank", "text": "seguro social", "language": "es"})
    ((code, score),) = sent[-1]["result"]
    assert code == "c" and 0 < score <= 1


def test_what_changed_is_learned_as_if_all_were_learned_anew() -> None:
    profiles = LEARN["profiles"]
    first = [["c", "the radio told everybody", "en", True, ""], ["c", "nobody paid", "en", False, ""]]
    after = [["c", "the radio told everybody", "en", True, ""], ["d", "in the market", "en", True, ""]]
    answers: list[dict[str, object]] = []
    more = Worker(lambda answer: answers.append(dict(answer)))
    more.answer({"id": 1, "op": "learn", "profiles": profiles, "examples": first})
    more.answer({"id": 2, "op": "learn_more", "removed": [1], "added": [[1, after[1]]]})
    assert [answer["ok"] for answer in answers if "ok" in answer] == [True, True]
    whole = Worker(lambda _answer: None)
    whole.answer({"id": 1, "op": "learn", "profiles": profiles, "examples": after})
    assert more._model.examples == whole._model.examples
    assert more._model.ground.profiles == whole._model.ground.profiles


def test_passages_alike_are_found_without_having_learned() -> None:
    answers: list[dict[str, object]] = []
    worker = Worker(lambda answer: answers.append(dict(answer)))
    material = Material("d", "The radio told everybody about it. Nobody paid the rent of the office.", "en")
    worker.answer(
        {
            "id": 1,
            "op": "alike",
            "text": "they paid the rent",
            "language": "en",
            "material": wire.material_to_json(material),
        }
    )
    found = wire.alike_from_json(json.loads(json.dumps(answers[-1]["result"])))
    assert (found.passages, found.words) == (2, 2)
    assert [material.text[one.start : one.end] for one in found.found] == [
        "Nobody paid the rent of the office."
    ]
