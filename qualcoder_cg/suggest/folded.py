"""A component of spaCy's pipelines: lemmas and forms without accents and capitals on every token."""

from typing import TYPE_CHECKING, Any, NamedTuple

from .words import fold, stop_words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

NAME = "qualcoder_cg_folded"


class Form(NamedTuple):
    """A form: hashes of its folded lemma and of itself folded, the lemma, whether it is about something."""

    lemma_hash: int
    form_hash: int
    lemma: str
    content: bool


class Folded:
    """Sets `token.lemma` to the folded lemma and `token.norm` to the folded form.

    `lemmas` maps folded forms to folded lemmas; None where a component before it has set them.
    """

    def __init__(self, vocab: "Vocab") -> None:
        self.lemmas: dict[str, str] | None = None
        self._vocab = vocab
        self._forms: dict[int, Form] = {}

    def __call__(self, doc: "Doc") -> "Doc":
        """Set them on the tokens of a Doc."""
        import numpy
        from spacy.attrs import LEMMA, LOWER, NORM

        if not len(doc):
            return doc
        strings = self._vocab.strings
        folded = []
        for lower, lemma in doc.to_array([LOWER, LEMMA]).tolist():
            form = self.form(lower)
            if self.lemmas is None and lemma:
                folded.append((strings.add(fold(strings[lemma])), form.form_hash))
            else:
                folded.append(form[:2])
        hashes: Any = numpy.array(folded, dtype=numpy.uint64)
        doc.from_array([LEMMA, NORM], hashes)
        return doc

    def form(self, lower: int) -> Form:
        """What is known of a form, given the hash of its lower case."""
        return self._forms.get(lower) or self._learn(lower)

    def _learn(self, lower: int) -> Form:
        strings = self._vocab.strings
        form = fold(strings[lower])
        lemma = (self.lemmas or {}).get(form, form)
        content = sum(char.isalpha() for char in form) > 1 and not stop_words() & {form, lemma}
        self._forms[lower] = known = Form(strings.add(lemma), strings.add(form), lemma, content)
        return known


def add_to(nlp: "Language", lemmas: dict[str, str] | None) -> Folded:
    """Make it the last component of a pipeline."""
    from spacy.language import Language

    if not Language.has_factory(NAME):
        Language.factory(NAME, assigns=["token.lemma", "token.norm"], func=_made)
    added: Any = nlp.add_pipe(NAME, last=True)
    added.lemmas = lemmas
    folded: Folded = added
    return folded


def _made(nlp: "Language", name: str) -> Folded:
    return Folded(nlp.vocab)
