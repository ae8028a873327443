"""The colour tokens of the look, light and dark; each has one use and a checked contrast."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as "#rrggbb", by what they are for.

    `pick` lies behind words selected in a transcript, where `sel` is lost among the tints of blue codes.
    `ink3` and, in the dark, `acc` and `err` are too weak as text on `sel`: selected rows use ink or ink2.
    """

    dark: bool
    win: str
    panel: str
    base: str
    alt: str
    hover: str
    line: str
    line2: str
    ctl: str
    ink: str
    ink2: str
    ink3: str
    acc: str
    on_acc: str
    accbg: str
    sel: str
    pick: str
    warn: str
    warnbg: str
    err: str
    errbg: str
    ok: str
    okbg: str
    dis: str


LIGHT = Tokens(
    dark=False,
    win="#f3f4f2",
    panel="#fafaf8",
    base="#ffffff",
    alt="#f7f8f6",
    hover="#eceeeb",
    line="#dbdedb",
    line2="#b9beba",
    ctl="#7e868b",
    ink="#1c2024",
    ink2="#495057",
    ink3="#5f676e",
    acc="#1e5aa0",
    on_acc="#ffffff",
    accbg="#e3ecf6",
    sel="#cfe0f3",
    pick="#86b4ee",
    warn="#8a5300",
    warnbg="#fbf1dd",
    err="#a3261f",
    errbg="#fbe9e7",
    ok="#1f6b3a",
    okbg="#e6f2e9",
    dis="#9aa1a6",
)

DARK = Tokens(
    dark=True,
    win="#17191b",
    panel="#1b1e20",
    base="#1e2124",
    alt="#22262a",
    hover="#272b2f",
    line="#33383d",
    line2="#4a5158",
    ctl="#7b848c",
    ink="#e6e8ea",
    ink2="#b0b7bd",
    ink3="#98a1a8",
    acc="#86b5ec",
    on_acc="#10161d",
    accbg="#223247",
    sel="#2c4766",
    pick="#2860a8",
    warn="#e2b468",
    warnbg="#352b19",
    err="#f0968c",
    errbg="#3a2321",
    ok="#86c79a",
    okbg="#1e3326",
    dis="#646c73",
)
