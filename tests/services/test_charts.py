"""Charts of the sample study: their figures counted again, the same bytes each time, told apart in grey."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from qualcoder_cg.domain.charts import Bars, StackedBars
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats.charts import bars
from qualcoder_cg.services import charts, sample
from qualcoder_cg.services.studies import Project


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = sample.build_sample(tmp_path_factory.mktemp("sample") / "sample.qcg")
    yield project
    project.close()


def answers(study: Project, item: str) -> Counter[str]:
    rows = study.connection.execute(
        "SELECT a.value FROM answer a JOIN survey_item i ON i.id = a.item_id WHERE i.text = ?", [item]
    )
    return Counter(row[0] for row in rows)


def test_every_chart_is_drawn_in_both_forms(study: Project, tmp_path: Path) -> None:
    for one in charts.charts(study):
        png = charts.write(study, one.name, tmp_path / f"{one.name}.png")
        svg = charts.write(study, one.name, tmp_path / f"{one.name}.svg")
        with Image.open(png) as picture:
            assert round(picture.info["dpi"][0]) == 300
        root = etree.fromstring(svg.read_bytes())
        assert root.tag.endswith("}svg")
        assert not [node for node in root.iter() if str(node.tag).endswith("}script")]
        assert "Source:" in "".join(root.itertext())


def test_bars_of_a_hundred_per_cent_hold_the_answers_as_they_were_given(study: Project) -> None:
    chart = charts.build(study, "survey-1-2")
    assert isinstance(chart, StackedBars)
    given = answers(study, chart.title)
    shown = dict(zip([band.name for band in chart.bands], chart.rows[0].counts, strict=True))
    blank = shown.pop("No response (blank)")
    assert {name: n for name, n in shown.items() if n} == {name: n for name, n in given.items() if name and n}
    respondents = study.connection.execute("SELECT count(*) FROM respondent").fetchone()[0]
    assert chart.rows[0].n == respondents == sum(shown.values()) + blank
    assert [band.is_missing for band in chart.bands] == [False] * 4 + [True] * 2
    assert [cell.number for cell in chart.data.rows[0][1:]] == [*chart.rows[0].counts, respondents]


def test_groups_add_up_to_all(study: Project) -> None:
    chart = charts.build(study, "survey-1-2", by="Sexo")
    assert isinstance(chart, StackedBars)
    *groups, everyone = chart.rows
    assert len(groups) >= 2 and everyone.name == "All"
    assert [sum(column) for column in zip(*(row.counts for row in groups), strict=True)] == list(
        everyone.counts
    )


def test_interviews_and_rates_are_those_of_the_register(study: Project) -> None:
    chart = charts.build(study, charts.INTERVIEWS)
    assert isinstance(chart, Bars)
    planned = study.connection.execute("SELECT count(*) FROM interview").fetchone()[0]
    assert sum(row.values[0] for row in chart.rows) == planned
    assert sum(row.values[1] + row.values[2] for row in chart.rows) == planned
    rates = charts.build(study, charts.RESPONSE)
    sent, answered = study.connection.execute("SELECT sent, answered FROM survey").fetchone()
    assert isinstance(rates, Bars) and rates.rows[0].values == (100 * answered / sent,)
    assert rates.rows[0].texts == ("46 % (24 of 52)",)


def test_the_same_chart_is_the_same_bytes(study: Project) -> None:
    chart = charts.build(study, "survey-1-1")
    first, second = bars.figure(chart), bars.figure(chart)
    assert first.png == second.png and first.svg == second.svg
    assert first.alt.startswith("Bars: ") and "(n = 24)" in first.alt


def test_steps_of_a_scale_are_told_apart_in_grey(study: Project) -> None:
    chart = charts.build(study, "survey-1-2")
    assert isinstance(chart, StackedBars)
    looks = bars._looks(chart.bands)
    grey = [
        sum(part * weight for part, weight in zip(look.colour, (0.299, 0.587, 0.114), strict=True))
        for look, band in zip(looks, chart.bands, strict=True)
        if not band.is_missing
    ]
    assert grey == sorted(grey, reverse=True)
    assert all(before - after > 0.15 for before, after in pairwise(grey))
    hatches = [look.hatch for look, band in zip(looks, chart.bands, strict=True) if band.is_missing]
    assert all(hatches) and len(set(hatches)) == len(hatches)


def test_strange_words_are_drawn_as_they_are(study: Project, tmp_path: Path) -> None:
    from dataclasses import replace

    text = "$x_1$ \\frac <svg onload=alert(1)> & \x00 \ud800 كان"
    chart = charts.build(study, charts.INTERVIEWS)
    assert isinstance(chart, Bars)
    rows = tuple(row._replace(name=text) for row in chart.rows)
    spoiled = replace(chart, title=text, rows=rows, source=text, description=text)
    bars.write(spoiled, tmp_path / "a.svg")
    root = etree.fromstring((tmp_path / "a.svg").read_bytes())
    assert all(not name.startswith("on") for node in root.iter() for name in node.attrib)
    bars.write(spoiled, tmp_path / "a.png")


@pytest.mark.parametrize(
    ("name", "by", "file", "message"),
    [
        ("nothing", "", "a.png", "There is no chart nothing."),
        ("interviews", "Sexo", "a.png", "cannot be grouped"),
        ("survey-1-2", "Nope", "a.png", "cannot be grouped by “Nope”"),
        ("survey-1-2", "", "a.gif", "no known ending for a picture"),
    ],
)
def test_what_cannot_be_drawn(
    study: Project, tmp_path: Path, name: str, by: str, file: str, message: str
) -> None:
    with pytest.raises(UserError, match=message):
        charts.write(study, name, tmp_path / file, by=by)
    assert list(tmp_path.iterdir()) == []
