"""spaCy pipelines by language: words with folded lemmas, and where sentences begin."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ANY = "xx"
_SIZES = ("sm", "md", "lg", "trf")
_SENTENCE_ENDS = [".", "!", "?", "…", "...", "。", "！", "？", "؟", "।"]
# spaCy's Spanish stop words hold a word that evaluations are about: the state, of which one is a citizen.
_NO_STOP_WORDS = frozenset(("estado", "estados"))


class Word(NamedTuple):
    """One token of a text: code points from `start` to `end`, its lemma without accents, lower case.

    `content` is false for stop words, punctuation, numbers and single letters.
    """

    start: int
    end: int
    lemma: str
    content: bool


def fold(text: str) -> str:
    """Lower case without accents: what a person would type when in a hurry."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def two_letters(language: str) -> str:
    """The language as the pipelines know it: "es-MX" is "es", nothing known is "xx"."""
    return language.replace("_", "-").split("-")[0].strip().lower() or ANY


@cache
def stop_words() -> frozenset[str]:
    """Folded words of English and Spanish that carry no subject; studies mix the two."""
    from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
    from spacy.lang.es.stop_words import STOP_WORDS as SPANISH

    return frozenset(fold(word) for word in ENGLISH | SPANISH) - _NO_STOP_WORDS


class Pipeline:
    """A spaCy pipeline with folded lemmas on its tokens; kept for the life of the process.

    On every Doc it gives, `token.lemma` is the folded lemma and `token.norm` the folded form, so that
    a PhraseMatcher on LEMMA finds inflections and one on NORM finds words typed without accents.
    """

    def __init__(self, nlp: "Language", name: str, lemmas: dict[str, str] | None) -> None:
        self.nlp = nlp
        self.name = name
        self._lemmas = lemmas
        self._forms: dict[int, tuple[int, int, str, bool]] = {}

    def read(self, texts: Iterable[str]) -> Iterator["Doc"]:
        """Each text as a Doc with sentence starts and folded lemmas, in order."""
        for doc in self.nlp.pipe(texts):
            self._fold(doc)
            yield doc

    def words(self, doc: "Doc") -> list[Word]:
        """The tokens of a Doc that `read` gave; offsets are code points of the Doc's text."""
        from spacy.attrs import IDX, LEMMA, LENGTH, LOWER

        strings, forms = self.nlp.vocab.strings, self._forms
        words = []
        for lower, lemma, start, length in doc.to_array([LOWER, LEMMA, IDX, LENGTH]).tolist():
            known = forms[lower]
            text = known[2] if known[0] == lemma else strings[lemma]
            words.append(Word(start, start + length, text, known[3]))
        return words

    def _fold(self, doc: "Doc") -> None:
        import numpy
        from spacy.attrs import LEMMA, LOWER, NORM

        if not len(doc):
            return
        rows = doc.to_array([LOWER, LEMMA])
        strings = self.nlp.vocab.strings
        folded = []
        for lower, lemma in rows.tolist():
            form = self._forms.get(lower) or self._learn_form(lower)
            if self._lemmas is None and lemma:
                folded.append((strings.add(fold(strings[lemma])), form[1]))
            else:
                folded.append(form[:2])
        hashes: Any = numpy.array(folded, dtype=numpy.uint64)
        doc.from_array([LEMMA, NORM], hashes)

    def _learn_form(self, lower: int) -> tuple[int, int, str, bool]:
        """Hash of the folded lemma, hash of the folded form, the lemma, whether it is about something."""
        strings = self.nlp.vocab.strings
        form = fold(strings[lower])
        lemma = (self._lemmas or {}).get(form, form)
        content = sum(char.isalpha() for char in form) > 1 and not stop_words() & {form, lemma}
        known = (strings.add(lemma), strings.add(form), lemma, content)
        self._forms[lower] = known
        return known


@cache
def pipeline(language: str) -> Pipeline:
    """The pipeline for a language: the trained one the person installed, else word lists, else plain.

    Loading takes about half a second for English and one for Spanish, once in the life of the process.
    """
    import spacy

    language = two_letters(language)
    trained = _trained(language)
    if trained is not None:
        return trained
    try:
        nlp = spacy.blank(language)
    except ImportError:
        return pipeline(ANY)
    nlp.add_pipe("sentencizer", config={"punct_chars": _SENTENCE_ENDS})
    lemmas = _lookup(language)
    name = f"{language} (spaCy {spacy.about.__version__}, {'word list' if lemmas else 'no lemmas'})"
    return Pipeline(nlp, name, lemmas)


def _trained(language: str) -> Pipeline | None:
    """The smallest trained pipeline installed for a language, if one is there and loads."""
    import spacy

    def size(name: str) -> tuple[int, str]:
        ending = name.rsplit("_", 1)[-1]
        return (_SIZES.index(ending) if ending in _SIZES else len(_SIZES), name)

    for name in sorted(spacy.util.get_installed_models(), key=size):
        if name.split("_")[0] != language:
            continue
        try:
            nlp = spacy.load(name, exclude=["ner", "textcat"])
        except (OSError, ValueError, ImportError):
            continue
        if not {"parser", "senter", "sentencizer"} & set(nlp.pipe_names):
            nlp.add_pipe("sentencizer", config={"punct_chars": _SENTENCE_ENDS})
        return Pipeline(nlp, f"{language} ({name} {nlp.meta.get('version', '')})", None)
    return None


def _lookup(language: str) -> dict[str, str]:
    """Folded form to folded lemma from spacy-lookups-data; empty where there is no list.

    Read from the same table as spaCy's lookup lemmatizer, which tells "Women" from "women" and
    "políticas" from "politicas", and takes three times the memory.
    """
    from spacy.util import load_language_data, registry

    if language not in registry.lookups or "lemma_lookup" not in registry.lookups.get(language):
        return {}
    table: Any = load_language_data(registry.lookups.get(language)["lemma_lookup"])
    lemmas: dict[str, str] = {}
    shared: dict[str, str] = {}
    while table:
        form, lemma = table.popitem()
        # Some languages list several lemmas; any will do as long as it is always the same.
        form, lemma = fold(form), fold(lemma if isinstance(lemma, str) else lemma[0])
        if form != lemma:
            lemmas[form] = shared.setdefault(lemma, lemma)
    return lemmas


@lru_cache(maxsize=500)
def words_of(text: str, language: str) -> tuple[Word, ...]:
    """The words of a short text."""
    reader = pipeline(language)
    (doc,) = reader.read([text])
    return tuple(reader.words(doc))
