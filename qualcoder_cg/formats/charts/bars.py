"""Charts of bars as PNG (300 dots per inch) and SVG, told apart in grey by lightness and by hatching."""

import io
from pathlib import Path
from textwrap import wrap
from typing import IO, Any, NamedTuple

from ...domain.charts import SMALLEST_BASE, Band, Bars, Chart, StackedBars
from ...domain.percentages import percent
from ...domain.report_blocks import Figure
from ...errors import UserError
from ...i18n import _
from ..reports.atomic import replacing
from ..reports.safe_text import clean

DOTS_PER_INCH = 300
SUFFIXES = (".png", ".svg")
_INK, _QUIET, _LINE, _GREY = "#1c2024", "#495057", "#b9beba", "#d3d6d3"
_WIDTH = 6.3  # inches, as wide as a page upright lets it be
_FONT, _LINE_HEIGHT = 8, 0.155
_NAMES, _BAR, _GAP, _RIGHT = 2.15, 0.2, 0.14, 0.62
_LEGEND_LINE, _FOOT, _ABOVE = 0.2, 0.3, 0.1
_NAME_CHARACTERS, _LEGEND_CHARACTERS = 38, 95
_NARROW = 0.055  # a share below which a number does not fit into its part
_MOST_INK, _SINGLE, _PLAIN_BANDS = 0.55, 0.75, 5
# The ends of the ladder of colours; every step between them is lighter or darker in grey as well.
_LIGHT, _DARK = (0.92, 0.945, 0.975), (0.11, 0.22, 0.41)
_MM = 25.4


class _Look(NamedTuple):
    """Colour and hatching of a part, and whether words on it are white."""

    colour: Any
    hatch: str
    is_dark: bool = False


def figure(chart: Chart) -> Figure:
    """The chart as a figure of a report, in both forms."""
    png, svg = io.BytesIO(), io.BytesIO()
    width, height = draw(chart, png, "png")
    draw(chart, svg, "svg")
    return Figure(
        chart.title,
        chart.description,
        chart.source,
        png.getvalue(),
        svg.getvalue(),
        chart.data,
        width * _MM,
        height * _MM,
    )


def write(chart: Chart, path: Path) -> None:
    """Draw the chart, with title and source, into a file whose ending (of SUFFIXES) chooses the format.

    The file appears whole or not at all; UserError for another ending.
    """
    form = path.suffix.lower()
    if form not in SUFFIXES:
        raise UserError(
            _("{file} has no known ending for a picture.").format(file=path.name),
            _("Use one of these: {endings}.").format(endings=" ".join(SUFFIXES)),
        )
    with replacing(path) as file:
        draw(chart, file, form.removeprefix("."), titled=True)


def draw(chart: Chart, file: IO[bytes], form: str, *, titled: bool = False) -> tuple[float, float]:
    """Draw the chart as "png" or "svg" into an open file; gives its width and height in inches.

    One that is `titled` carries title and source in the picture, for use outside a report.
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    look: Any = {"svg.fonttype": "none", "svg.hashsalt": "qualcoder-cg", "hatch.linewidth": 0.5}
    with rc_context(look):
        sheet = _Sheet(chart, titled)
        canvas = Canvas(figsize=(_WIDTH, sheet.height), facecolor="white")
        FigureCanvasAgg(canvas)
        sheet.paint(canvas)
        metadata: dict[str, str | None] = {
            "Title": clean(chart.title),
            "Description": clean(chart.description),
        }
        metadata |= {"Date": None} if form == "svg" else {"Software": "QualCoder CG"}
        canvas.savefig(file, format=form, dpi=DOTS_PER_INCH, metadata=metadata)
    return _WIDTH, sheet.height


class _Sheet:
    """Where everything stands, in inches from the upper left corner."""

    def __init__(self, chart: Chart, titled: bool) -> None:
        self.chart = chart
        self._title = wrap(clean(chart.title), 80) if titled else []
        self._source = wrap(clean(chart.source), 110) if titled else []
        self._names = [wrap(clean(row.name), _NAME_CHARACTERS) or [""] for row in chart.rows]
        bars = 1 if isinstance(chart, StackedBars) else len(chart.series)
        self._heights = [max(len(name) * _LINE_HEIGHT, bars * _BAR) + _GAP for name in self._names]
        self._bars = bars
        entries = [band.name for band in chart.bands] if isinstance(chart, StackedBars) else chart.series
        self._legend = _in_lines([clean(entry) for entry in entries]) if len(entries) > 1 else []
        self._top = _ABOVE + 0.22 * len(self._title) + _LEGEND_LINE * len(self._legend) + _ABOVE
        foot = _FOOT if isinstance(chart, StackedBars) else _ABOVE
        self.height = max(self._top + sum(self._heights) + foot + 0.17 * len(self._source), 0.6)

    def paint(self, canvas: Any) -> None:
        """Draw everything."""
        axes = canvas.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, _WIDTH)
        axes.set_ylim(self.height, 0)
        axes.axis("off")
        for number, line in enumerate(self._title):
            _write(axes, _ABOVE, 0.16 + 0.22 * number, line, size=10, weight="bold")
        self._paint_legend(axes)
        top = self._top
        for number, height in enumerate(self._heights):
            lines = self._names[number]
            for place, line in enumerate(lines):
                middle = top + height / 2 + (place - (len(lines) - 1) / 2) * _LINE_HEIGHT
                _write(axes, _NAMES - 0.08, middle, line, ha="right")
            if isinstance(self.chart, StackedBars):
                self._paint_stack(axes, self.chart, number, top + height / 2)
            else:
                self._paint_bars(axes, self.chart, number, top + height / 2)
            top += height
        axes.plot([_NAMES, _NAMES], [self._top, top], color=_QUIET, linewidth=0.8)
        if isinstance(self.chart, StackedBars):
            self._paint_axis(axes, top)
        for number, line in enumerate(self._source):
            _write(
                axes,
                _ABOVE,
                self.height - 0.12 - 0.17 * (len(self._source) - 1 - number),
                line,
                colour=_QUIET,
            )

    @property
    def _room(self) -> float:
        return _WIDTH - _NAMES - _RIGHT

    def _looks(self) -> list[_Look]:
        """Colour and hatching of each kind of answer or series."""
        if isinstance(self.chart, StackedBars):
            return _looks(self.chart.bands)
        return _looks(tuple(Band(name) for name in self.chart.series))

    def _paint_legend(self, axes: Any) -> None:
        looks = self._looks()
        for number, line in enumerate(self._legend):
            left = _ABOVE
            middle = _ABOVE + 0.22 * len(self._title) + _LEGEND_LINE * (number + 0.5)
            for place, name in line:
                _box(axes, left, middle - 0.055, 0.16, 0.11, looks[place])
                _write(axes, left + 0.21, middle, name)
                left += 0.36 + 0.068 * len(name)

    def _paint_stack(self, axes: Any, chart: StackedBars, number: int, middle: float) -> None:
        """One bar of 100 %, its shares written where they fit, n behind it."""
        row = chart.rows[number]
        whole, left = sum(row.counts), _NAMES
        for count, look in zip(row.counts, self._looks(), strict=True):
            if not count:
                continue
            width = self._room * count / whole
            _box(axes, left, middle - _BAR / 2, width, _BAR, look)
            if width / self._room >= _NARROW:
                colour = "white" if look.is_dark else _INK
                text = percent(count, whole) if row.n >= SMALLEST_BASE else str(count)
                _write(
                    axes, left + width / 2, middle, text, ha="center", colour=colour, backed=bool(look.hatch)
                )
            left += width
        _write(axes, _WIDTH - _ABOVE, middle, _("n = {n}").format(n=row.n), ha="right", colour=_QUIET)

    def _paint_axis(self, axes: Any, bottom: float) -> None:
        for share in (0, 25, 50, 75, 100):
            place = _NAMES + self._room * share / 100
            axes.plot([place, place], [bottom, bottom + 0.04], color=_QUIET, linewidth=0.6)
            _write(axes, place, bottom + 0.14, f"{share} %", ha="center", colour=_QUIET, size=7)

    def _paint_bars(self, axes: Any, chart: Bars, number: int, middle: float) -> None:
        """The bars of a line, one for each series, what they stand for behind them."""
        most = chart.most or max((value for row in chart.rows for value in row.values), default=0) or 1
        row, looks = chart.rows[number], self._looks()
        for place, (value, text) in enumerate(zip(row.values, row.texts, strict=True)):
            top = middle + (place - self._bars / 2) * _BAR
            width = (self._room - 0.6) * min(value / most, 1.0)
            if value:
                _box(axes, _NAMES, top + 0.015, width, _BAR - 0.03, looks[place])
            _write(axes, _NAMES + width + 0.06, top + _BAR / 2, text)


def _looks(bands: tuple[Band, ...]) -> list[_Look]:
    """From light to dark for answers in order, hatched every other one where they are many; else grey."""
    answers = [place for place, band in enumerate(bands) if not band.is_missing]
    missing = [place for place, band in enumerate(bands) if band.is_missing]
    looks = [_Look(_GREY, "")] * len(bands)
    for rank, place in enumerate(answers):
        share = rank / (len(answers) - 1) if len(answers) > 1 else _SINGLE
        colour = tuple(light + (dark - light) * share for light, dark in zip(_LIGHT, _DARK, strict=True))
        hatch = "///" if len(answers) > _PLAIN_BANDS and rank % 2 else ""
        looks[place] = _Look(colour, hatch, share > _MOST_INK)
    for rank, place in enumerate(missing):
        looks[place] = _Look(_GREY, ("xx", "....", "++")[rank % 3])
    return looks


def _box(axes: Any, left: float, top: float, width: float, height: float, look: _Look) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle(
            (left, top),
            width,
            height,
            facecolor=look.colour,
            edgecolor=_QUIET,
            linewidth=0.5,
            hatch=look.hatch or None,
        )
    )


def _in_lines(entries: list[str]) -> list[list[tuple[int, str]]]:
    """The names of a legend with their places, as many in a line as fit."""
    lines: list[list[tuple[int, str]]] = [[]]
    used = 0
    for place, entry in enumerate(entries):
        if lines[-1] and used + len(entry) + 6 > _LEGEND_CHARACTERS - 10:
            lines.append([])
            used = 0
        lines[-1].append((place, entry))
        used += len(entry) + 6
    return lines


def _write(
    axes: Any, x: float, y: float, text: str, *, colour: str = _INK, backed: bool = False, **look: Any
) -> None:
    """Words as they are; `backed` ones stand on white, above a hatching."""
    shown = {"fontsize": look.pop("size", _FONT), "va": "center", "parse_math": False, **look}
    if backed:
        colour = _INK
        shown["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
    axes.text(x, y, clean(text), color=colour, family=["DejaVu Sans"], **shown)
