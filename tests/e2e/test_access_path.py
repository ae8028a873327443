"""The window without a mouse, in the dark and in Spanish."""

from pathlib import Path

from qualcoder_cg.services import sample

from .driving import in_a_process


def test_everything_done_every_hour_can_be_done_by_keys_in_both_languages(tmp_path: Path) -> None:
    sample.build_sample(tmp_path / "sample.qcg").close()
    in_a_process("access_path", tmp_path)
