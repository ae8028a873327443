"""Interviews: planned, held, or why not."""

from dataclasses import dataclass

PLANNED, HELD, DECLINED, NO_REPLY, COULD_NOT_ATTEND = (
    "planned", "held", "declined", "no reply", "could not attend",
)  # fmt: skip
STATUSES = (PLANNED, HELD, DECLINED, NO_REPLY, COULD_NOT_ATTEND)
NOT_HELD = (DECLINED, NO_REPLY, COULD_NOT_ATTEND)
IN_PERSON, VIDEO, TELEPHONE, WRITTEN = MODES = ("in person", "video", "telephone", "written")
INDIVIDUAL, GROUP = FORMS = ("individual", "group")


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview, whether or not it took place.

    `status`, `mode` and `form` are of STATUSES, MODES (or "") and FORMS; `date` is ISO 8601 or "";
    `informants` are ids.
    """

    id: str
    code: str
    status: str = PLANNED
    date: str = ""
    mode: str = ""
    form: str = INDIVIDUAL
    interviewer: str = ""
    language: str = ""
    place: str = ""
    guide_id: str | None = None
    note: str = ""
    informants: tuple[str, ...] = ()
