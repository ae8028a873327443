"""A matrix as YAML, the form to write by hand and to save a study's codebook in."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcoder_cg.domain.matrix import (
    CodeSpec,
    CriterionSpec,
    Guidance,
    JudgementSpec,
    MatrixSpec,
    QuestionSpec,
    SubQuestionSpec,
    ThemeSpec,
)
from qualcoder_cg.errors import UserError
from qualcoder_cg.i18n import _

from ..files import decode, read_bytes
from .checks import Draft, Faults, assemble, check_colour, check_number, number
from .nodes import Walk, shape
from .rows import terms

if TYPE_CHECKING:
    from yaml.nodes import Node

SUFFIXES = (".yaml", ".yml")
DEEPEST = 40

_GUIDANCE = ("definition", "when_to_use", "when_not", "example", "keywords", "colour")
_MATRIX = ("title", "criteria", "themes", "codes")
_CRITERION = ("key", "name", "aliases", "questions")
_PLANNED = ("judgement", "sources", "methods")
_QUESTION = ("number", "text", "short", "aliases", "themes", *_PLANNED, "sub_questions", *_GUIDANCE)
_SUB_QUESTION = ("text", *_PLANNED)
_JUDGEMENT = ("criterion", "indicators")
_THEME = ("name", "short", *_GUIDANCE)
_CODE = ("name", "short", "questions", "parent", *_GUIDANCE)
_LANGUAGE = re.compile("[a-z]{2,3}")


def read(path: Path) -> MatrixSpec:
    """The matrix in a YAML file; raises `UserError` naming the line and the fault."""
    return parse(decode(read_bytes(path), path.name), path.name, path.stem)


def parse(text: str, file: str, title: str) -> MatrixSpec:
    """The matrix in the text of a YAML file called `file`; `title` stands in where it has none."""
    root = _compose(text, file)
    faults = Faults(file)
    walk = Walk(faults)
    if shape(root) != "mapping":
        raise UserError(
            _("{file}, {place}: a matrix starts with keys: {keys}.").format(
                file=file, place=walk.place(root).words, keys=", ".join(_MATRIX)
            )
        )
    parts = walk.mapping(root, file, _MATRIX)
    draft = Draft(walk.text(parts["title"], "title") if "title" in parts else title)
    for node in walk.items(parts.get("criteria"), "criteria"):
        _criterion(node, walk, draft)
    for node in walk.items(parts.get("themes"), "themes"):
        draft.themes.append((walk.place(node), _theme(node, walk)))
    for node in walk.items(parts.get("codes"), "codes"):
        draft.codes.append((walk.place(node), _code(node, walk)))
    return assemble(draft, faults)


def read_codes(path: Path) -> tuple[CodeSpec, ...]:
    """The team codes of a YAML file that holds no matrix; what they refer to is checked by the study."""
    faults = Faults(path.name)
    walk = Walk(faults)
    root = _compose(decode(read_bytes(path), path.name), path.name)
    parts = walk.mapping(root, path.name, ("codes",))
    codes = tuple(_code(node, walk) for node in walk.items(parts.get("codes"), "codes"))
    faults.raise_any()
    return codes


def read_plain(path: Path) -> Any:
    """Any small YAML file of the program's own as plain values."""
    import yaml

    return yaml.safe_load(path.read_text(encoding="utf-8"))


def write(spec: MatrixSpec) -> str:
    """The matrix as the text of a YAML file, which `parse` reads back as the same matrix."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes short lists of words on one line and long texts line by line."""

    def words(dumper: Any, data: tuple[str, ...]) -> Any:
        return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)

    def text(dumper: Any, data: str) -> Any:
        # YAML takes U+0085 for a line end unless it is escaped, which only double quotes do.
        style = '"' if "\x85" in data else "|" if "\n" in data else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)

    Dumper.add_representer(tuple, words)
    Dumper.add_representer(str, text)
    plain = {
        "title": spec.title,
        "criteria": [_criterion_out(criterion) for criterion in spec.criteria],
        "themes": [_filled(name=t.name, short=t.short, **_guidance_out(t.guidance)) for t in spec.themes],
        "codes": [_code_out(code) for code in spec.codes],
    }
    kept = {key: value for key, value in plain.items() if value or key == "title"}
    return str(yaml.dump(kept, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100))


def _compose(text: str, file: str) -> "Node":
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_depth(yaml.parse(text, Loader=loader), file)
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UserError(
            _("{file}, line {number}: this is not valid YAML ({problem}).").format(
                file=file, number=mark.line + 1 if mark else 1, problem=error.problem or error.context
            ),
            _("Check the indentation; text that holds “: ” or starts with a sign needs quotation marks."),
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UserError(
            _("{file}, line {number}: a character that YAML does not allow.").format(file=file, number=line)
        ) from error
    if root is None:
        raise UserError(_("{file} is empty.").format(file=file))
    return root


def _refuse_depth(events: Iterable[Any], file: str) -> None:
    """Raise `UserError` for a file nested so deeply that composing it would overflow the stack."""
    depth = 0
    for event in events:
        name = type(event).__name__
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if depth > DEEPEST:
            raise UserError(_("{file} is nested too deeply to be a matrix.").format(file=file))


def _criterion(node: "Node", walk: Walk, draft: Draft) -> None:
    parts = walk.mapping(node, "criteria", _CRITERION)
    key, name = walk.text(parts.get("key"), "key"), walk.text(parts.get("name"), "name")
    aliases = walk.texts(parts.get("aliases"), "aliases")
    draft.criteria.append((walk.place(node), CriterionSpec(key, name or key, aliases=aliases)))
    for question in walk.items(parts.get("questions"), "questions"):
        # A missing key is told at the criterion; its questions are not blamed for it.
        draft.questions.append((walk.place(question), key or "?", _question(question, walk)))


def _question(node: "Node", walk: Walk) -> QuestionSpec:
    parts = walk.mapping(node, "questions", _QUESTION)
    place = walk.place(parts.get("number", node))
    return QuestionSpec(
        check_number(walk.text(parts.get("number"), "number"), place, walk.faults),
        walk.text(parts.get("text"), "text"),
        walk.text(parts.get("short"), "short"),
        walk.texts(parts.get("themes"), "themes"),
        guidance=_guidance(parts, walk),
        sub_questions=tuple(
            _sub_question(item, walk) for item in walk.items(parts.get("sub_questions"), "sub_questions")
        ),
        aliases=walk.texts(parts.get("aliases"), "aliases"),
        **_planned(parts, walk),
    )


def _sub_question(node: "Node", walk: Walk) -> SubQuestionSpec:
    if shape(node) == "scalar":
        return SubQuestionSpec(walk.text(node, "sub_questions"))
    parts = walk.mapping(node, "sub_questions", _SUB_QUESTION)
    return SubQuestionSpec(walk.text(parts.get("text"), "text"), **_planned(parts, walk))


def _planned(parts: dict[str, "Node"], walk: Walk) -> dict[str, Any]:
    """What is planned for a question or a part of one."""
    judgement = walk.items(parts.get("judgement"), "judgement")
    return {
        "judgement": tuple(_judgement(item, walk) for item in judgement),
        "sources": walk.texts(parts.get("sources"), "sources"),
        "methods": walk.texts(parts.get("methods"), "methods"),
    }


def _judgement(node: "Node", walk: Walk) -> JudgementSpec:
    if shape(node) == "scalar":
        return JudgementSpec(walk.text(node, "judgement"))
    parts = walk.mapping(node, "judgement", _JUDGEMENT)
    return JudgementSpec(
        walk.text(parts.get("criterion"), "criterion"), walk.texts(parts.get("indicators"), "indicators")
    )


def _theme(node: "Node", walk: Walk) -> ThemeSpec:
    if shape(node) == "scalar":
        return ThemeSpec(walk.text(node, "themes"))
    parts = walk.mapping(node, "themes", _THEME)
    return ThemeSpec(
        walk.text(parts.get("name"), "name"), walk.text(parts.get("short"), "short"), _guidance(parts, walk)
    )


def _code(node: "Node", walk: Walk) -> CodeSpec:
    parts = walk.mapping(node, "codes", _CODE)
    return CodeSpec(
        walk.text(parts.get("name"), "name"),
        walk.text(parts.get("short"), "short"),
        tuple(number(item) for item in walk.texts(parts.get("questions"), "questions")),
        walk.text(parts.get("parent"), "parent"),
        _guidance(parts, walk),
    )


def _guidance(parts: dict[str, "Node"], walk: Walk) -> Guidance:
    texts = {key: walk.text(parts.get(key), key) for key in _GUIDANCE if key != "keywords"}
    colour = parts.get("colour")
    if colour is not None:
        check_colour(texts["colour"], walk.place(colour), walk.faults)
    return Guidance(keywords=_keywords(parts.get("keywords"), walk), **texts)


def _keywords(node: "Node | None", walk: Walk) -> dict[str, tuple[str, ...]]:
    keywords: dict[str, tuple[str, ...]] = {}
    for language, (place, value) in walk.entries(node, "keywords").items():
        if not _LANGUAGE.fullmatch(language):
            what = _("the language “{language}” should be its short form, as en or es.")
            walk.faults.add(place, what.format(language=language))
        alone = shape(value) == "scalar"
        found = terms(walk.text(value, language)) if alone else walk.texts(value, language)
        if found:
            keywords[language] = found
    return keywords


def _criterion_out(criterion: CriterionSpec) -> dict[str, Any]:
    questions = [
        _filled(
            number=question.number,
            text=question.text,
            short=question.short,
            aliases=question.aliases,
            themes=question.themes,
            **_planned_out(question),
            sub_questions=[{"text": part.text, **_planned_out(part)} for part in question.sub_questions],
            **_guidance_out(question.guidance),
        )
        for question in criterion.questions
    ]
    rest = _filled(aliases=criterion.aliases, questions=questions)
    return {"key": criterion.key, "name": criterion.name, **rest}


def _planned_out(one: QuestionSpec | SubQuestionSpec) -> dict[str, Any]:
    return _filled(
        judgement=[{"criterion": j.text, **_filled(indicators=list(j.indicators))} for j in one.judgement],
        sources=list(one.sources),
        methods=list(one.methods),
    )


def _code_out(code: CodeSpec) -> dict[str, Any]:
    return _filled(
        name=code.name,
        short=code.short,
        questions=code.questions,
        parent=code.parent,
        **_guidance_out(code.guidance),
    )


def _guidance_out(guidance: Guidance) -> dict[str, Any]:
    return _filled(
        definition=guidance.definition,
        when_to_use=guidance.when_to_use,
        when_not=guidance.when_not,
        example=guidance.example,
        keywords=dict(guidance.keywords),
        colour=guidance.colour,
    )


def _filled(**parts: Any) -> dict[str, Any]:
    """The parts that hold something."""
    return {key: value for key, value in parts.items() if value}
