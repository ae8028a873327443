"""The model behind the code tree lets go of what it showed before."""

import gc

from PySide6.QtGui import QStandardItem

from qualcoder_cg.gui.coding.code_model import CodeModel
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services.tally import Tally


def _items() -> int:
    gc.collect()
    return sum(isinstance(one, QStandardItem) for one in gc.get_objects())


def test_filling_it_again_and_again_keeps_no_old_rows(session: Session) -> None:
    model = CodeModel(session)
    matrix, codes = session.project.matrix, session.code_list()
    tally = Tally(session.project)
    model.fill(codes, matrix.criteria(), matrix.questions(), tally)
    before = _items()
    for _time in range(3):
        model.fill(codes, matrix.criteria(), matrix.questions(), tally)
    assert _items() == before
