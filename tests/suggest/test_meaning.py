"""Where a trained pipeline with word vectors is installed, passages are compared by what words mean."""

import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path

import catalogue
import numpy
import pytest
import spacy
from spacy.vectors import Vectors

from qualcoder_cg.domain.suggestions import Example, Profile
from qualcoder_cg.progress import silent
from qualcoder_cg.suggest import language, meaning
from qualcoder_cg.suggest.lesson import Ground, Lesson
from qualcoder_cg.suggest.model import Model
from qualcoder_cg.suggest.reading import whole

NAME = "ca_made_up_md"
# Words about water lie in one direction, words about money in another; a small third part tells them apart.
WATER = ("water", "pump", "well", "river", "irrigation")
MONEY = ("money", "fee", "salary", "loan", "budget")
PROFILES = (Profile("water", "water", "well river"), Profile("money", "money", "salary loan"))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A pipeline with vectors in a folder where installed packages are looked for."""
    made = spacy.blank("ca")
    rows = [[1.0, 0.0, 0.1 * at, 1.0] for at in range(5)] + [[0.0, 1.0, 0.1 * at, 1.0] for at in range(5)]
    words = [made.vocab.strings.add(one) for one in WATER + MONEY]
    made.vocab.vectors = Vectors(data=numpy.array(rows, dtype=numpy.float32), keys=words)
    made.meta.update({"name": "made_up_md", "version": "1.0.0"})
    package = tmp_path / NAME
    package.mkdir()
    made.to_disk(package / "data")
    code = "from pathlib import Path\nfrom spacy.util import load_model_from_path\n\n\ndef load(**more):\n"
    code += "    return load_model_from_path(Path(__file__).parent / 'data', **more)\n"
    (package / "__init__.py").write_text(code, encoding="utf-8")
    told = tmp_path / f"{NAME}-1.0.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0.0\n", encoding="utf-8")
    (told / "entry_points.txt").write_text(f"[spacy_models]\n{NAME} = {NAME}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    # what is installed is looked up once, when spaCy is loaded: look again
    entries = importlib.metadata.entry_points()
    monkeypatch.setattr(catalogue, "AVAILABLE_ENTRY_POINTS", entries)
    _forget()
    yield
    sys.modules.pop(NAME, None)
    _forget()


def _forget() -> None:
    language.pipeline.cache_clear()
    language.words_of.cache_clear()


def scores(known: meaning.Meaning | None, text: str) -> list[float]:
    assert known is not None
    return [float(one) for one in known.score(whole(text, "ca"))[0]]


def test_other_words_about_the_same_are_found(installed: None) -> None:
    known = meaning.learn(
        Lesson(Ground(PROFILES, ()), [Example("money", "a fee and a budget", "ca", True)], "ca"), silent
    )
    water, money = scores(known, "The irrigation pump stands still.")
    assert water > 0.8 and money < 0.1
    water, money = scores(known, "Their salary was a loan.")
    assert money > 0.8 and water < 0.1
    assert scores(known, "Nobody knows what they mean.") == [0, 0]


def test_the_words_nearest_in_meaning_are_told(installed: None) -> None:
    known = meaning.learn(Lesson(Ground(PROFILES, ()), [], "ca"), silent)
    assert known is not None
    text = "The irrigation pump was bought by a loan."
    (passage,) = whole(text, "ca").passages
    told = [text[run[0].start : run[-1].end] for run in known.matched(passage, 0)]
    assert set(told) == {"irrigation", "pump"}


def test_examples_move_a_code(installed: None) -> None:
    text = "The irrigation pump stands still."
    before = scores(meaning.learn(Lesson(Ground(PROFILES, ()), [], "ca"), silent), text)[1]
    examples = [Example("money", "the pump and the water and the river", "ca", True)] * 5
    assert scores(meaning.learn(Lesson(Ground(PROFILES, ()), examples, "ca"), silent), text)[1] > before
    foreign = [Example("money", "the pump and the water and the river", "en", True)] * 5
    assert scores(meaning.learn(Lesson(Ground(PROFILES, ()), foreign, "ca"), silent), text)[1] == before


def test_the_pipeline_is_named(installed: None) -> None:
    model = Model((meaning,), Ground(PROFILES, ()), ())
    assert [one.name for one in model.scorers("ca")] == [meaning.NAME]
    assert NAME in model.description


def test_without_vectors_there_is_nothing() -> None:
    assert meaning.learn(Lesson(Ground(PROFILES, ()), [], "en"), silent) is None
