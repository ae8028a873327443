"""What a decision changes in the codebook: examples, counter-examples, definitions, and the version of it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from ..domain import attribution
from ..domain.codebook_versions import written
from ..domain.spans import Span
from ..domain.team import CodebookVersion
from ..i18n import _
from ..storage.project import Project
from .codebook import describe_code, get_code
from .codebook_versions import as_it_is, make
from .redactor import Redactor

OPEN_FOR = timedelta(hours=1)
_LONGEST_EXAMPLE = 400


def revise(
    project: Project,
    document_id: str,
    span: Span,
    *,
    reason: str,
    examples: Sequence[str] = (),
    counter_examples: Sequence[str] = (),
    definitions: Mapping[str, str] = {},
) -> CodebookVersion:
    """Change codes (ids) after a decision about a passage, in one step; gives the version that came of it.

    An example is added to those there are, a counter-example to what the code is not used for. Where the
    codebook has no version, it is kept first as it was. Changes join the newest version while that is open:
    it came of a decision of the same person, not more than an hour ago, and nothing was coded under it nor
    handed out with it.
    """
    with project.step("Revise the codebook"):
        if not project.team.current_version():
            make(project, reason=_("The codebook before the first decision about it."))
        words = f"“{_words(project, document_id, span)}”"
        for code_id in examples:
            code = get_code(project, code_id)
            describe_code(project, code_id, example=_added(code.example, words))
        for code_id in counter_examples:
            code = get_code(project, code_id)
            describe_code(project, code_id, when_not=_added(code.when_not, words))
        for code_id, text in definitions.items():
            describe_code(project, code_id, definition=text)
        return _kept(project, reason)


def next_version(project: Project) -> int:
    """The number of the version in which a change after a decision would be kept now."""
    number = project.team.current_version()
    if not number:
        return 2  # the codebook as it was is the first
    newest = project.team.versions.where("number", number)[-1]
    return number if _is_open(project, newest) else number + 1


def _kept(project: Project, reason: str) -> CodebookVersion:
    """The version with the codebook as it is now."""
    newest = project.team.versions.all()[-1]
    if not _is_open(project, newest):
        return make(project, reason=reason)
    said = newest.reason if reason in newest.reason else f"{newest.reason} {reason}"
    codes = written(as_it_is(project))
    project.team.versions.change(newest.id, codes=codes, reason=said)
    return newest._replace(codes=codes, reason=said)


def _is_open(project: Project, version: CodebookVersion) -> bool:
    own = project.coders.named(project.coder_name)
    return (
        own is not None
        and own.id == version.coder_id
        and bool(project.team.adjudications.where("version_id", version.id))
        and datetime.now(UTC) - datetime.fromisoformat(version.made_at) <= OPEN_FOR
        and not project.team.has_codings_under(version.number)
        and not project.team.packages.where("version_id", version.id)
    )


def _added(text: str, words: str) -> str:
    """A text with another line, unless it has that already."""
    return text if words in text else f"{text}\n{words}".strip()


def _words(project: Project, document_id: str, span: Span) -> str:
    """The words of a passage in one line, the end of long ones left off, and names taken out: the codebook
    goes to everybody and into print.
    """
    text = project.documents.text(document_id)
    said = Redactor(project).apply(document_id, span.start, span.end, text, attribution.NONE)
    words = " ".join(said.split())
    return words if len(words) <= _LONGEST_EXAMPLE else words[: _LONGEST_EXAMPLE - 1].rstrip() + "…"
