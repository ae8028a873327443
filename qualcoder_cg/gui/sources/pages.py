"""The pages of the Sources view, in the order of its rail."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ...i18n import _
from ...services.studies import Project
from ..session import Session

DOCUMENTS, INTERVIEWS, INFORMANTS, INSTITUTIONS = "documents", "interviews", "informants", "institutions"
GUIDES, SURVEYS, TABLES, REVIEW = "guides", "surveys", "tables", "review"
MATRIX = "matrix"
NAMES, GLOSSARY = "names", "glossary"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page: `make` gives its widget when it is first shown, `count` the number beside its name."""

    id: str
    title: Callable[[], str]
    icon: str
    make: Callable[[Session, QWidget], QWidget]
    count: Callable[[Project], int] | None = None


def _documents(session: Session, parent: QWidget) -> QWidget:
    from .documents_page import DocumentsPage

    return DocumentsPage(session, parent)


def _interviews(session: Session, parent: QWidget) -> QWidget:
    from .interviews_page import InterviewsPage

    return InterviewsPage(session, parent)


def _informants(session: Session, parent: QWidget) -> QWidget:
    from .informants_page import InformantsPage

    return InformantsPage(session, parent)


def _institutions(session: Session, parent: QWidget) -> QWidget:
    from .institutions_page import InstitutionsPage

    return InstitutionsPage(session, parent)


def _matrix(session: Session, parent: QWidget) -> QWidget:
    from .matrix_page import MatrixPage

    return MatrixPage(session, parent)


def _guides(session: Session, parent: QWidget) -> QWidget:
    from .guides_page import GuidesPage

    return GuidesPage(session, parent)


def _surveys(session: Session, parent: QWidget) -> QWidget:
    from .surveys_page import SurveysPage

    return SurveysPage(session, parent)


def _tables(session: Session, parent: QWidget) -> QWidget:
    from .tables_page import TablesPage

    return TablesPage(session, parent)


def _names(session: Session, parent: QWidget) -> QWidget:
    from .names_page import NamesPage

    return NamesPage(session, parent)


def _glossary(session: Session, parent: QWidget) -> QWidget:
    from .names_page import GlossaryPage

    return GlossaryPage(session, parent)


def _review(session: Session, parent: QWidget) -> QWidget:
    from .review_page import ReviewPage

    return ReviewPage(session, parent)


def _count_documents(project: Project) -> int:
    return len(project.documents.all())


def _count_interviews(project: Project) -> int:
    return len(project.interviews.all())


def _count_informants(project: Project) -> int:
    return len(project.informants.all())


def _count_institutions(project: Project) -> int:
    return len(project.informants.institutions())


def _count_questions(project: Project) -> int:
    return len(project.matrix.questions())


def _count_guides(project: Project) -> int:
    return len(project.guides.all())


def _count_surveys(project: Project) -> int:
    return len(project.surveys.all())


def _count_names(project: Project) -> int:
    return len(project.evidence.names.all())


def _count_terms(project: Project) -> int:
    return len(project.evidence.glossary.all())


def _count_reviews(project: Project) -> int:
    return len(project.revisions.reviews())


# Titles are functions because the language may change while the program runs.
PAGES: tuple[PageSpec, ...] = (
    PageSpec(DOCUMENTS, lambda: _("Documents"), "document", _documents, _count_documents),
    PageSpec(INTERVIEWS, lambda: _("Interviews"), "interview", _interviews, _count_interviews),
    PageSpec(INFORMANTS, lambda: _("Informants"), "people", _informants, _count_informants),
    PageSpec(INSTITUTIONS, lambda: _("Institutions"), "institution", _institutions, _count_institutions),
    PageSpec(NAMES, lambda: _("Names"), "shield", _names, _count_names),
    PageSpec(MATRIX, lambda: _("Matrix"), "matrix", _matrix, _count_questions),
    PageSpec(GUIDES, lambda: _("Guides"), "guide", _guides, _count_guides),
    PageSpec(SURVEYS, lambda: _("Surveys"), "survey", _surveys, _count_surveys),
    PageSpec(GLOSSARY, lambda: _("Glossary"), "translate", _glossary, _count_terms),
    PageSpec(TABLES, lambda: _("Tables"), "chart", _tables),
    PageSpec(REVIEW, lambda: _("To review"), "eye", _review, _count_reviews),
)
