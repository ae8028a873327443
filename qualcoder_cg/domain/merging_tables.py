"""What merging knows of the tables: what makes sense only together, what belongs to what, what lies where."""

from collections.abc import Iterable

# Fields of stamps that are no columns: that a row is there, or there again; of a document, that its turns and
# pages lie elsewhere, or that something else was said of them.
LIVES = ""
LAYOUT = "turns"
ABOUT_TURNS = "about turns"
# What an image in a grave tells besides the row: the text (its hash) in which the row lay, and of a document
# the turns and pages it had, {table: {id: row}}.
IN_TEXT = "@text"
LAID = "@layout"

# Fields that are one: never one from one copy and the other from another.
GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "code": (("kind", "parent_id"),),
    "turn": (("item_id", "second_item_id", "item_set"),),
    "decision": (("verdict", "reason", "code_id", "chosen_code_id", "coding_id"),),
    "prediction": (("how", "outcome", "code_id", "ranked", "learned_from"),),
    "chain_basis": (("finding_id", "basis_id"),),
    "finding": (("grade", "reason"),),
    "finding_evidence": (("settled", "settled_by"),),
    "translation": (("text", "translator", "method", "date", "checked_by"),),
    "quote": (("level", "reason"), ("paraphrase_only", "paraphrase")),
    "scale": (("categories", "missing"),),
    "adjudication": (("kind", "verdict", "reason", "coder_id"),),
    "planned_method": (("question_id", "sub_question_id"),),
    "planned_source": (("question_id", "sub_question_id"),),
    "judgement_criterion": (("question_id", "sub_question_id"),),
    "round": (("closed_at", "measured"),),
    # who made it comes first: what a person kept outweighs what a merge made of a text that gave way
    "text_version": (("coder", "reason", "made_at", "text", "turns", "pages", "sha256"),),
    "evidence_item": (("kind", "quote_id", "document_id", "page", "survey_item_id"),),
}

# Rows that lie in the text of a document; where, in its code points. All that is there is one field.
PLACES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("coding", "note", "quote", "redaction", "decision", "prediction", "nothing_here", "adjudication",
         "consensus"),
        ("start_cp", "end_cp"),
    ),
    "bookmark": ("place_cp",),
}  # fmt: skip

# What of a document goes with its text: as a whole, never row by row.
LAID_OUT: dict[str, tuple[str, ...]] = {
    "turn": ("label_cp", "start_cp", "end_cp"),
    "page": ("label", "start_cp"),
}
# What of a document follows from its text.
OF_TEXT = ("characters", "words", "sha256")

# Rows whose ids say all that is in them: two copies may add the same one.
NAMED = frozenset({
    "setting", "code_question", "keyword", "wording", "item_question", "survey_item_question",
    "interview_informant", "institution_alias", "matrix_alias", "planned_source", "planned_method",
    "judgement_criterion", "indicator", "voice", "own_value", "finished",
})  # fmt: skip

# What two copies that add the same row seldom mean: of two such values one stands, and nobody is asked.
ARRANGED = frozenset({"position", "at"})

# What is written in sentences: where both sides changed it, both may stand, one after the other.
PROSE: dict[str, tuple[str, ...]] = {
    "coding": ("memo",), "document": ("memo",), "note": ("text",), "finding": ("statement",),
    "code": ("memo", "definition", "when_to_use", "when_not"), "evidence_item": ("text",),
    "chain_item": ("text",), "interview": ("note",), "package": ("note",),
}  # fmt: skip
STUDY_MEMO = "memo"  # the one setting that is prose

# What comes back with a row when both were deleted at once and the row is still needed.
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "document": (
        ("document_text", "id"), ("text_version", "document_id"), ("voice", "document_id"),
        ("finished", "document_id"), ("own_value", "row_id"),
    ),
    "code": (("code_question", "code_id"), ("keyword", "code_id")),
    "criterion": (("matrix_alias", "criterion_id"),),
    "question": (
        ("code", "question_id"), ("sub_question", "question_id"), ("judgement_criterion", "question_id"),
        ("planned_source", "question_id"), ("planned_method", "question_id"), ("matrix_alias", "question_id"),
    ),
    "judgement_criterion": (("indicator", "judgement_criterion_id"),),
    "guide": (("guide_item", "guide_id"),),
    "guide_item": (("wording", "item_id"), ("item_question", "item_id")),
    "interview": (("interview_informant", "interview_id"), ("own_value", "row_id")),
    "informant": (("voice", "informant_id"), ("own_value", "row_id")),
    "institution": (("institution_alias", "institution_id"), ("own_value", "row_id")),
    "survey": (("survey_item", "survey_id"), ("respondent", "survey_id")),
    "survey_item": (("survey_item_question", "item_id"), ("answer", "item_id")),
    "respondent": (("answer", "respondent_id"),),
    "own_column": (("own_value", "column_id"),),
    "quote": (("translation", "quote_id"),),
    "finding": (("finding_evidence", "finding_id"),),
    "chain_item": (("chain_field", "item_id"), ("chain_basis", "item_id")),
    "adjudication": (("adjudicated", "adjudication_id"), ("consensus", "adjudication_id")),
    "package": (("assignment", "package_id"),),
}  # fmt: skip

# Cells of own columns name the row they are in, which is of one of these tables.
OWNERS = ("document", "informant", "institution", "interview")


def in_order(table: str, columns: Iterable[str]) -> list[str]:
    """The columns of one field, in the order in which their values are compared."""
    order = {name: place for group in GROUPS.get(table, ()) for place, name in enumerate(group)}
    return sorted(columns, key=lambda name: order.get(name, 0))


def field_of(table: str) -> dict[str, str]:
    """Under which name a column of a table is merged, where several columns are one field."""
    groups = (*GROUPS.get(table, ()), *([PLACES[table]] if table in PLACES else ()))
    return {name: group[0] for group in groups for name in group}
