"""How texts write their words, by which a name is told from a word that begins with a capital."""

from collections.abc import Sequence

from .name_tokens import Token

_ENDS = frozenset('.!?¿¡:;…\n"“”«»‘([—–•')


class Habits:
    """How a text writes its words: which it has in small letters, and which amid a sentence in capitals."""

    def __init__(self, text: str, every: Sequence[Token]) -> None:
        self._small = {token.raw for token in every if token.raw.islower()}
        self._text, self._every = text, every
        self._amid: set[str] | None = None
        capitals = sum(token.capital for token in every)
        self.without_capitals = len(every) > 20 and capitals * 200 < len(every)

    def is_word(self, token: Token) -> bool:
        """Whether a word that begins with a capital is a word like others in this text, and no name."""
        if token.raw.casefold() not in self._small:
            return False
        if self._amid is None:
            self._amid = {
                one.raw.casefold()
                for one in self._every
                if one.capital and not begins_sentence(self._text, one.start)
            }
        return token.raw.casefold() not in self._amid


def begins_sentence(text: str, start: int) -> bool:
    """Whether a place of a text is where a sentence begins."""
    before = start
    while before > 0 and text[before - 1] in " \t\u00a0'*_":
        before -= 1
    if before > 1 and text[before - 1] == "." and _is_initial(text, before - 2):
        return False
    return before == 0 or text[before - 1] in _ENDS


def _is_initial(text: str, place: int) -> bool:
    """Whether a letter stands alone and is a capital, as before the full stop of an initial."""
    return text[place].isupper() and (place == 0 or not text[place - 1].isalnum())
