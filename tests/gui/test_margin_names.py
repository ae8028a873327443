"""The lines that name codings beside the text."""

from qualcoder_cg.gui.coding.brackets import Bracket
from qualcoder_cg.gui.coding.margin_names import Drawn, led_by
from qualcoder_cg.gui.coding.marks import Mark


def test_a_coding_folded_into_a_line_is_named_while_it_is_the_active_one():
    a, b, c = (Mark(key, 0, 9, key.upper()) for key in "abc")
    line = Drawn(Bracket("a", 0, 0, 0.0, 20.0, ("b", "c")), a, (b, c))
    assert led_by("b", line) == Drawn(line.bracket, b, (a, c))
    assert led_by("a", line) == led_by("", line) == line
