"""Lemmas, folding, and a trained pipeline when there is one."""

import spacy

from qualcoder_cg.suggest import language
from qualcoder_cg.suggest.language import pipeline, words_of
from qualcoder_cg.suggest.words import fold


def lemmas(text: str, code: str) -> list[str]:
    return [word.lemma for word in words_of(text, code) if word.content]


def test_folding() -> None:
    assert fold("Afiliación") == fold("AFILIACIO\u0301N") == "afiliacion"
    assert fold("Ñandú") == "nandu"


def test_lemmas_do_not_depend_on_capitals_or_accents() -> None:
    assert lemmas("Políticas POLITICAS política", "es") == ["politico"] * 3
    assert lemmas("Women women policies", "en") == ["woman", "woman", "policy"] or lemmas(
        "Women women policies", "en"
    ) == ["women", "women", "policy"]


def test_stop_words_of_both_languages_numbers_and_signs_are_no_content() -> None:
    assert lemmas("the la 2022 — x policy", "en") == ["policy"]


def test_an_installed_trained_pipeline_is_used_and_named(monkeypatch) -> None:
    trained = spacy.blank("it")

    @spacy.Language.component("lemma_of_everything")
    def lemma_of_everything(doc):
        for token in doc:
            token.lemma_ = "COSÌ"
        return doc

    trained.add_pipe("lemma_of_everything")
    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: ["it_core_news_lg", "it_core_news_sm"])
    asked = []
    monkeypatch.setattr(spacy, "load", lambda name, **more: asked.append(name) or trained)
    try:
        language.pipeline.cache_clear()
        reader = pipeline("it")
        (doc,) = reader.read(["Due parole. Altre due."])
        assert asked == ["it_core_news_sm"]
        assert "it_core_news_sm" in reader.name
        assert {word.lemma for word in reader.words(doc)} == {"cosi"}
        assert len(list(doc.sents)) == 2
    finally:
        language.pipeline.cache_clear()


def test_a_trained_pipeline_that_does_not_load_is_passed_over(monkeypatch) -> None:
    def broken(name, **more):
        raise ValueError("made for another version")

    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: ["pt_core_news_sm"])
    monkeypatch.setattr(spacy, "load", broken)
    language.pipeline.cache_clear()
    assert "word list" in pipeline("pt").name
    language.pipeline.cache_clear()
