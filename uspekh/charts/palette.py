"""Colours by meaning. A state is told by a colour, a shape and a word, so none of them is needed alone."""

from __future__ import annotations

from dataclasses import dataclass

from uspekh.words import ABOVE_GUIDE, AT_GUIDE, BELOW_GUIDE, NO_PLAN, NOT_ASKED, UNJUDGED

INK = "#0A131C"
MUTED = "#55616F"
GRID = "#E1E7EE"
BAND = "#F2F5F9"
SURFACE = "#FFFFFF"

PLAN = "#6F8299"
FACT = "#1D4F91"
REFINED = "#8FB4DE"
PARTIAL = "#CFDDF0"

KINDS = (PLAN, REFINED, FACT)
"""Plan, refined plan and fact, in this order; also the order of kinds of money."""

LINES = (INK, "#7B5EA7", "#C04F8C", "#8A5A2B")
"""Lines of organizations, none in the colour of a flag."""

# Shapes that Vega has not, or has only as strokes: drawn to be filled.
DASH = "M-1,-0.25h2v0.5h-2z"
CROSS = (
    "M-0.9,-0.65L-0.65,-0.9L0,-0.25L0.65,-0.9L0.9,-0.65L0.25,0L0.9,0.65L0.65,0.9L0,0.25L-0.65,0.9L-0.9,0.65L-0.25,0Z"
)
QUESTION = "M-0.7,-0.4A0.7,0.6,0,1,1,0.2,0.16V0.4H-0.2V-0.16A0.3,0.25,0,1,0,-0.3,-0.4ZM-0.2,0.6h0.4v0.4h-0.4z"
DOTS = "M-0.24,-1h0.48v0.48h-0.48zM0.52,-0.24h0.48v0.48h-0.48zM-0.24,0.52h0.48v0.48h-0.48zM-1,-0.24h0.48v0.48h-0.48z"
DOT = "M-0.3,-0.3h0.6v0.6h-0.6z"
CHECK = "M-0.9,0.1L-0.6,-0.25L-0.25,0.15L0.65,-0.8L0.95,-0.5L-0.25,0.75Z"
DAGGER = (
    "M-0.17,-1h0.34v0.4h0.55v0.34h-0.55v0.52h0.55v0.34h-0.55v0.4h-0.34v-0.4h-0.55v-0.34h0.55v-0.52h-0.55v-0.34h0.55z"
)
ARROW_UP = "M0,-1L0.9,0H0.35V1H-0.35V0H-0.9Z"
ARROW_DOWN = "M0,1L0.9,0H0.35V-1H-0.35V0H-0.9Z"
EQUALS = "M-0.8,-0.55h1.6v0.4h-1.6zM-0.8,0.15h1.6v0.4h-1.6z"
HOLLOW = "M0,-1L1,0L0,1L-1,0ZM0,-0.5L-0.5,0L0,0.5L0.5,0Z"


@dataclass(frozen=True)
class Sign:
    """How a state looks: ``colour`` of marks (3:1 on the surface), ``tint`` under ink text (4.5:1), Vega ``shape``."""

    colour: str
    tint: str
    shape: str


FLAGS = {
    "met": Sign("#00806A", "#D3EDE6", "circle"),
    "at_risk": Sign("#B87400", "#FBE7BF", "triangle-up"),
    "missed": Sign("#A81E2D", "#F6D0D0", "square"),
    "no_data": Sign("#68748A", "#E8ECF1", QUESTION),
    "hidden": Sign("#68748A", "#E8ECF1", DAGGER),
    "not_due": Sign("#7A8899", "#F5F7F9", DOTS),
    ABOVE_GUIDE: Sign("#68748A", "#E8ECF1", ARROW_UP),
    AT_GUIDE: Sign("#68748A", "#E8ECF1", EQUALS),
    BELOW_GUIDE: Sign("#68748A", "#E8ECF1", ARROW_DOWN),
    NO_PLAN: Sign("#7A8899", "#F5F7F9", DASH),
    NOT_ASKED: Sign("#7A8899", "#F5F7F9", CROSS),
    UNJUDGED: Sign("#7A8899", "#F5F7F9", DOT),
}
"""Signs of the flags, best to worst and then the unknown; the words come with the frame."""

STATUSES = {
    "done": FLAGS["met"],
    "done_late": FLAGS["at_risk"],
    "overdue": FLAGS["missed"],
    "due_soon": Sign("#7B5EA7", "#E6DDF3", "diamond"),
    "not_due": FLAGS["not_due"],
}
"""Signs of the states of plan items."""

DATES = {"done_at": Sign(INK, SURFACE, CHECK), "forecast_at": Sign(INK, SURFACE, HOLLOW)}
"""Signs of the dates of plan items."""

DARK = {
    INK: "#EAF0F6",
    MUTED: "#A9B5C2",
    GRID: "#2B3643",
    BAND: "#1C252F",
    SURFACE: "#12181F",
    PLAN: "#9AABBF",
    FACT: "#6FA8F0",
    REFINED: "#456D9E",
    PARTIAL: "#24384F",
    "#00806A": "#4CC2A5",
    "#D3EDE6": "#134A3F",
    "#B87400": "#F0B44C",
    "#FBE7BF": "#5A4213",
    "#A81E2D": "#F0747A",
    "#F6D0D0": "#662A31",
    "#68748A": "#A3AFBD",
    "#E8ECF1": "#2B3541",
    "#7A8899": "#8592A1",
    "#F5F7F9": "#1A222B",
    "#7B5EA7": "#B79CE0",
    "#E6DDF3": "#43335F",
    "#C04F8C": "#F08CC0",
    "#8A5A2B": "#CBA27A",
}
"""The same meanings on a dark page: every colour above and its pair."""
