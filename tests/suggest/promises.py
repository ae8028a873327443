"""What the tests of promises read: invented interviews and a codebook in two languages."""

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Turn
from qualcoder_cg.domain.suggestions import Example, Material, Profile

PROFILES = (
    Profile(
        "insurance",
        "Access to insurance",
        "Did domestic workers gain access to social insurance, and does affiliation last?",
        {"en": ("affiliation", "insurance"), "es": ("afiliación", "seguro social")},
    ),
    Profile(
        "water",
        "Water committees",
        "How do village water committees maintain pumps and collect fees?",
        {"en": ("water committee", "pump"), "es": ("comité de agua", "bomba", "cuota")},
    ),
    Profile(
        "roads",
        "Roads",
        "Do repaired roads shorten the way of farmers to market?",
        {"en": ("road", "market"), "es": ("camino", "mercado")},
    ),
)
ENGLISH = (
    "The insurance affiliation of domestic workers took two years to arrive.",
    "Every month the village water committee collects fees and maintains the pumps.",
    "My cousin bought a red bicycle yesterday and was happy.",
    "The repaired road brings farmers to the market before noon.",
    "We sang until late, and then everybody walked home in the rain.",
    "Nobody in this house has insurance, and affiliation was never offered.",
)
SPANISH = (
    "La afiliación al seguro social de las trabajadoras tardó dos años en llegar.",
    "Cada mes el comité de agua cobra la cuota y cuida las bombas de la aldea.",
    "Mi primo compró ayer una bicicleta roja y estaba muy contento.",
    "El camino arreglado lleva a los campesinos al mercado antes del mediodía.",
)
EXAMPLES = (
    Example("water", "The pump is new and the committee keeps the fees.", "en", True, "And the water?"),
    Example("roads", "With the new road we sell everything on market day.", "en", True),
    Example("insurance", "Ahora el seguro social cubre también a mis hijas.", "es", True),
    Example("insurance", "Her card from the clinic came by post.", "en", True),
    Example("water", "We talked about the weather and the rain.", "en", False),
    Example("roads", "The pump stands beside the road.", "en", False),
    Example("water", "The pump stands beside the road.", "en", True),
    Example("", "Good morning, and thank you for having me here.", "en", False),
)


def interview(*said: tuple[str, str], before: str = "") -> tuple[str, tuple[Turn, ...]]:
    """A text and its turns from (role, words), after something that nobody said."""
    text, turns = before, []
    for role, words in said:
        speaker = "E1" if role == INTERVIEWER else "KII-01"
        start = len(text) + len(speaker) + 2
        turns.append(Turn(speaker, role, len(text), start, start + len(words)))
        text += f"{speaker}: {words}\n\n"
    return text, tuple(turns)


def long_interview(language: str = "en", answers: int = 12) -> Material:
    """Questions and answers by turns."""
    sentences = ENGLISH if language == "en" else SPANISH
    said = []
    for number in range(answers):
        said.append((INTERVIEWER, "What about the insurance affiliation and the water committee?"))
        said.append((RESPONDENT, " ".join(sentences[(number + step) % len(sentences)] for step in range(3))))
    text, turns = interview(*said)
    return Material("d", text, language, turns)


class StopsAt:
    """A progress that stops the work at one of its steps; counts them."""

    def __init__(self, step: int = -1) -> None:
        self.step, self.steps = step, 0

    def __call__(self, done: int, total: int, message: str = "") -> None:
        from qualcoder_cg.errors import Cancelled

        if self.steps == self.step:
            raise Cancelled
        self.steps += 1
