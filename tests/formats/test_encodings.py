"""Texts in many encodings come in right, or the person is asked and the right one is among the choices."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import encoding, transcripts

# Invented sentences of interviews about a programme.
SENTENCES = {
    "es": (
        "¿Cómo empezó el trabajo con las señoras del barrio?",
        "Al principio nadie venía, después la gente se animó y llegó más compañía.",
        "«No había agua», dijo la niña; también faltaba el médico.",
        "El año pasado se firmó la cooperación y mejoró la afiliación.",
        "Él nos enseñó que así también se podía pedir apoyo al municipio.",
        "La técnica pidió 300 € para la reunión… y nadie contestó.",
    ),
    "fr": (
        "Comment a commencé le travail avec les femmes du quartier ?",
        "Au début, personne n’était prêt à participer, même après l’été.",
        "« Il n’y avait pas d’eau », a répondu la sœur du maire, déçue.",
        "L’année dernière, le comité a décidé de créer une école à côté du marché.",
        "Ça a été très long : où trouver l’argent, à qui s’adresser ?",
        "Les élèves reçoivent désormais un goûter grâce à la coopérative.",
    ),
    "ar": (
        "كيف بدأ العمل مع النساء في القرية؟",
        "في البداية لم يأت أحد إلى الاجتماع، ثم جاء الجميع بعد شهرين.",
        "قالت المعلمة إن الماء كان بعيدا وإن الأطفال كانوا يتعبون كثيرا.",
        "في السنة الماضية وقعت البلدية اتفاقا جديدا مع المدرسة.",
        "نحن نحتاج إلى تدريب أكثر وإلى دعم من الحكومة المحلية.",
        "شكرا لكم، هذا كل ما أريد أن أقول عن المشروع.",
    ),
    "am": (
        "ሥራው ከሴቶቹ ጋር እንዴት ተጀመረ?",
        "በመጀመሪያ ማንም ሰው ወደ ስብሰባው አልመጣም ነበር።",
        "ባለፈው ዓመት አዲስ ትምህርት ቤት በመንደሩ ተሠራ፤ ውሃም መጣ።",
        "ልጆቹ በየቀኑ ረጅም መንገድ ይሄዱ ነበር።",
        "ከመንግሥት ተጨማሪ ድጋፍ እንፈልጋለን።",
        "ይህ ስለ ፕሮጀክቱ መናገር የምፈልገው ነው።",
    ),
    "zh": (
        "你们和村里的妇女是怎么开始工作的？",
        "开始的时候没有人来开会，后来大家都来了。",
        "老师说水很远，孩子们每天都要走很长的路。",
        "去年我们和学校一起做了新的计划，也得到了政府的帮助。",
        "我觉得这个项目对我们的社区非常重要。",
        "谢谢你们，关于这件事我想说的就是这些。",
    ),
    "zh-tw": (
        "你們和村裡的婦女是怎麼開始工作的？",
        "開始的時候沒有人來開會，後來大家都來了。",
        "老師說水很遠，孩子們每天都要走很長的路。",
        "去年我們和學校一起做了新的計劃，也得到了政府的幫助。",
        "我覺得這個項目對我們的社區非常重要。",
        "謝謝你們，關於這件事我想說的就是這些。",
    ),
}
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso8859_15", "mac_roman",
    "cp850", "cp1256", "iso8859_6", "gb18030", "big5",
)  # fmt: skip
FILES = 200


def texts() -> Iterator[tuple[str, str, str]]:
    """Encoding, language and text, of growing lengths, for every pair that goes together, over and over."""
    dice = random.Random(11)
    for length in (2, 1, 4, 12, 40, 3, 8, 100):
        for language, sentences in SENTENCES.items():
            for codec in ENCODINGS:
                chosen = [dice.choice(sentences) for _n in range(length)]
                lines = [f"{'KII-07' if n % 2 else 'E'}: {said}" for n, said in enumerate(chosen)]
                text = "\n".join(_held(line, codec) for line in lines) + "\n"
                if any(char.isalpha() and not char.isascii() for char in text):
                    yield codec, language, text


def _held(line: str, codec: str) -> str:
    """The line, with the signs that old encodings lack written as people do; "" if letters are missing."""
    for sign, plain in (("’", "'"), ("…", "..."), ("€", "euros"), ("œ", "oe"), ("؟", "?"), ("،", ",")):
        if not _fits(sign, codec):
            line = line.replace(sign, plain)
    return line if _fits(line, codec) else ""


def _fits(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def test_200_files_are_right_or_asked_about(tmp_path: Path) -> None:
    outcomes: Counter[str] = Counter()
    wrong: list[str] = []
    pairs = set()
    for number, (codec, language, text) in zip(range(FILES), texts(), strict=False):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(text.encode(codec))
        found = transcripts.read(path)
        pairs.add((codec, language))
        outcome = judged(path, text, found.text, found.encodings)
        outcomes[outcome] += 1
        if outcome == "wrong":
            wrong.append(f"{codec} {language} {text!r} as {found.encoding} {found.text!r} {found.encodings}")
        assert "\ufffd" not in found.text
        assert found.encoding.startswith("utf") or found.warnings
    assert sum(outcomes.values()) == FILES and len({codec for codec, _language in pairs}) >= 12
    print(f"{len(pairs)} pairs of encoding and language, {FILES} files: {dict(outcomes)}")
    assert wrong == []
    assert outcomes["right"] >= 0.9 * FILES


def judged(path: Path, text: str, found: str, choices: tuple[str, ...]) -> str:
    """Right, asked with the right one among the choices, or wrong."""
    if not choices:
        return "right" if found == text else "wrong"
    chosen = [transcripts.read(path, one) for one in choices]
    assert all(not one.encodings for one in chosen)
    return "asked" if text in [one.text for one in chosen] else "wrong"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ("él\n".encode("mac_roman"), "él\n"),
        ("Señora Ñ.\n".encode("mac_roman"), "Señora Ñ.\n"),
        ("Übung\n".encode("cp1252"), "Übung\n"),
        ("Łódź\n".encode("cp1250"), "Łódź\n"),
    ],
)
def test_little_evidence_is_not_enough(data: bytes, wanted: str) -> None:
    found = encoding.decode(data, "a.txt")
    assert found.choices and found.warning
    assert found.text == encoding.decode_as(data, "a.txt", found.choices[0]).text
    assert wanted in {encoding.decode_as(data, "a.txt", one).text for one in found.choices}


def test_a_choice_is_taken_or_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Ana: él\nLuis: ¿año?\n".encode("mac_roman"))
    found = transcripts.read(path, "mac_roman")
    assert (found.text, found.encoding, found.encodings) == ("Ana: él\nLuis: ¿año?\n", "mac_roman", ())
    assert not found.warnings
    with pytest.raises(UserError, match=r"a\.txt is not in utf-8"):
        transcripts.read(path, "utf-8")
    with pytest.raises(UserError, match="klingon is not the name of an encoding"):
        transcripts.read(path, "klingon")
    with pytest.raises(UserError, match="zlib"):
        transcripts.read(path, "zlib")


def test_what_is_lost_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("El año pasado la niña creció.\n" * 20).encode() + b"a\xf1o \x81\n")
    found = transcripts.read(path)
    assert found.text.count("\ufffd") == 1 and "año \ufffd" in found.text
    assert any("1 byte of them" in warning for warning in found.warnings)
    path.write_text("E: antes se perdi\ufffd algo\n", encoding="utf-8")
    (warning,) = transcripts.read(path).warnings
    assert "a.txt" in warning and "1" in warning and "\ufffd" in warning
