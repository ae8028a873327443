"""A heat map as PNG (300 dots per inch) and SVG, legible in grey: the figures stand in the fields."""

from pathlib import Path
from textwrap import wrap
from typing import IO, Any

from ...domain.heat_map import Field, HeatMap, Line
from ...errors import UserError
from ...i18n import _
from ..reports.atomic import replacing
from ..reports.safe_text import clean

SUFFIXES = (".png", ".svg")
DOTS_PER_INCH = 300
_INK, _QUIET, _LINE, _SHADE = "#1c2024", "#495057", "#b9beba", (30, 90, 160)
_ROW, _FIELD, _CHARACTER = 0.24, 0.72, 0.072  # inches
_HEAD, _FOOT, _SIDE = 1.55, 0.75, 0.2
_DARKEST = 0.45
_FONT = 7.5
_HEADING = 22  # characters of a heading in one line


def write(picture: HeatMap, path: Path) -> None:
    """Draw the picture into a file whose ending (of SUFFIXES) chooses the format, whole or not at all."""
    if path.suffix.lower() not in SUFFIXES:
        raise UserError(
            _("{file} has no known ending for a picture.").format(file=path.name),
            _("Use one of these: {endings}.").format(endings=" ".join(SUFFIXES)),
        )
    with replacing(path) as file:
        draw(picture, file, path.suffix.lower().removeprefix("."))


def draw(picture: HeatMap, file: IO[bytes], form: str) -> None:
    """Draw the picture as "png" or "svg" into an open file."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    names = max((len(line.name) for line in picture.lines), default=10) * _CHARACTER + _SIDE
    width = names + _FIELD * len(picture.columns) + _SIDE
    height = _HEAD + _ROW * len(picture.lines) + _FOOT
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "qualcoder-cg", "hatch.linewidth": 0.4}):
        figure = Figure(figsize=(width, height), facecolor="white")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        axes.axis("off")
        _write(axes, _SIDE, 0.22, picture.title, size=10, weight="bold")
        for place, name in enumerate(picture.columns):
            turned: dict[str, Any] = {"rotation": 35, "ha": "left", "va": "bottom", "rotation_mode": "anchor"}
            wrapped = "\n".join(wrap(name, _HEADING))
            _write(axes, names + _FIELD * (place + 0.4), _HEAD - 0.08, wrapped, **turned)
        for number, line in enumerate(picture.lines):
            _line(axes, line, _HEAD + _ROW * number, names, width)
        below = _HEAD + _ROW * len(picture.lines)
        _write(axes, _SIDE, below + 0.25, picture.key, colour=_QUIET)
        _write(axes, _SIDE, below + 0.5, picture.source, colour=_QUIET)
        metadata: dict[str, str | None] = {
            "Title": clean(picture.title),
            "Description": clean(picture.description),
        }
        metadata |= {"Date": None} if form == "svg" else {"Software": "QualCoder CG"}
        figure.savefig(file, format=form, dpi=DOTS_PER_INCH, metadata=metadata)


def _line(axes: Any, line: Line, top: float, left: float, width: float) -> None:
    """A row: its name, then its fields; a heading stands bold over a line."""
    middle = top + _ROW / 2
    if not line.fields:
        _write(axes, _SIDE, middle, line.name, weight="bold")
        axes.plot([_SIDE, width - _SIDE], [top + _ROW, top + _ROW], color=_LINE, linewidth=0.6)
        return
    _write(axes, _SIDE, middle, line.name)
    for place, one in enumerate(line.fields):
        _field(axes, one, left + _FIELD * place, top)


def _field(axes: Any, one: Field, left: float, top: float) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle(
            (left, top),
            _FIELD,
            _ROW,
            facecolor=_shade(one.share),
            edgecolor=_LINE,
            linewidth=0.5,
            hatch="////" if one.hatched else None,
        )
    )
    if one.text:
        _write(axes, left + _FIELD / 2, top + _ROW / 2, one.text, ha="center")


def _shade(share: float) -> tuple[float, float, float]:
    """From white towards blue, never so dark that ink on it is hard to read."""
    strength = _DARKEST * min(max(share, 0.0), 1.0)
    red, green, blue = (1 - strength * (1 - part / 255) for part in _SHADE)
    return (red, green, blue)


def _write(axes: Any, x: float, y: float, text: str, *, colour: str = _INK, **look: Any) -> None:
    look = {"fontsize": look.pop("size", _FONT), "va": "center", "parse_math": False, **look}
    axes.text(x, y, clean(text), color=colour, family=["DejaVu Sans"], **look)
