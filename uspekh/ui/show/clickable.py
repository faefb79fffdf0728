"""HTML on a page whose buttons answer: each press, by mouse or keyboard, tells its action, twice in a row as well.

``show`` draws markup of which every value has been escaped (``escaped``); what is pressed is a
``<button data-action="…">``. Rows of the class «folded» are hidden until a button ``data-more`` opens the next ones.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial

import streamlit as st

from uspekh.russian.text import visible

# A rerun that changes nothing leaves what is opened and focused as it is; one that does, opens and focuses it again.
_SCRIPT = """
function unfold(box) {
  const rows = [...box.querySelectorAll('tr.folded')]
  const more = box.querySelector('[data-more]')
  if (!more) return
  const step = Number(more.dataset.more)
  rows.forEach((row, place) => { row.hidden = place >= box.opened * step })
  const rest = rows.length - box.opened * step
  more.hidden = rest <= 0
  more.textContent = rest > step ? `Показать ещё ${step}, останется ${rest - step}` : `Показать ещё ${rest}`
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.uspekh')
  if (box.source !== data.html) {
    const focused = box.contains(document.activeElement) ? document.activeElement.dataset.action : undefined
    box.innerHTML = data.html
    box.source = data.html
    box.opened ??= 0
    unfold(box)
    if (focused !== undefined) box.querySelector(`[data-action="${CSS.escape(focused)}"]`)?.focus()
  }
  box.onclick = (event) => {
    const pressed = event.target.closest('button')
    if (!pressed) return
    if (pressed.dataset.more) {
      box.opened += 1
      unfold(box)
    } else if (pressed.dataset.action) setTriggerValue('action', pressed.dataset.action)
  }
}
"""
_LOOK = """
/* The height that is kept free gives way to that of the content once it is there. */
[data-testid=stElementContainer]:has(.uspekh > *), [data-testid=stElementContainer]:has(.uspekh > *) :has(.uspekh) {
  height: auto !important; overflow: visible !important; }
.uspekh { color: var(--st-text-color); font-family: var(--st-font); font-size: 0.9375rem; line-height: 1.35; }
.uspekh button { font: inherit; color: var(--st-link-color); background: none; border: 0; padding: 0; margin: 0;
  text-align: inherit; cursor: pointer; text-decoration: underline dotted; text-underline-offset: 3px; }
.uspekh button:hover { text-decoration-style: solid; }
.uspekh button:focus-visible, .uspekh summary:focus-visible { outline: 2px solid var(--st-primary-color);
  outline-offset: 2px; border-radius: 2px; }
.uspekh table { border-collapse: collapse; width: 100%; margin: 0; }
.uspekh th, .uspekh td { border: 0; border-bottom: 1px solid var(--st-border-color); padding: 5px 8px;
  text-align: left; vertical-align: top; overflow-wrap: break-word; white-space: pre-line; }
.uspekh th { font-weight: 600; color: var(--st-gray-text-color); vertical-align: bottom;
  border-bottom-width: 2px; }
.uspekh a { color: var(--st-link-color); }
.uspekh a.long { overflow-wrap: anywhere; }
.uspekh .dense { font-size: 0.8125rem; }
.uspekh .dense th, .uspekh .dense td { padding: 4px 5px; }
.uspekh .dense th { font-weight: 400; }
.uspekh .number { text-align: right; font-variant-numeric: tabular-nums; }
.uspekh tr[aria-current] td { background: var(--st-secondary-background-color); }
.uspekh tr.folded[hidden] { display: none; }
.uspekh .more { display: inline-block; padding: 8px; }
.uspekh summary { cursor: pointer; }
.uspekh .good { color: var(--st-green-text-color); }
.uspekh .warning { color: var(--st-orange-text-color); }
.uspekh .bad { color: var(--st-red-text-color); }
.uspekh .soon { color: var(--st-violet-text-color); }
.uspekh .none { color: var(--st-gray-text-color); }
.uspekh .state { white-space: normal; display: inline-flex; align-items: baseline; gap: 4px; }
.uspekh .ticked { display: inline-flex; align-items: baseline; gap: 2px; }
.uspekh .tick { flex: none; width: 24px; margin-left: -5px; text-decoration: none; color: inherit; }
.uspekh .tick::before { content: ""; display: inline-block; width: 12px; height: 12px; box-sizing: border-box;
  border: 1.5px solid currentColor; border-radius: 3px; margin: 0 6px -1px; }
.uspekh .tick[aria-pressed=true]::before { background: currentColor;
  box-shadow: inset 0 0 0 2px var(--st-background-color); }
.uspekh .sign { display: inline-block; min-width: 1em; font-size: 1.125em; line-height: 1; }
.uspekh .sign.hollow { -webkit-text-fill-color: transparent; -webkit-text-stroke: 1.25px currentColor; }
.uspekh .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: 12px; }
.uspekh .tile { border: 1px solid var(--st-border-color); border-radius: 6px; padding: 8px 12px; min-height: 122px;
  box-sizing: border-box; display: grid; grid-template-columns: 1fr auto; column-gap: 8px; align-content: start; }
.uspekh .tile > * { grid-column: 1 / -1; }
.uspekh .tile .title { font-weight: 600; margin-bottom: 4px; }
.uspekh .tile .figures { grid-column: 1; }
.uspekh .tile .line { grid-column: 2; align-self: center; line-height: 0; }
.uspekh .tile .fact { font-size: 1.625rem; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
.uspekh .tile .unit { font-size: 0.875rem; font-weight: 400; white-space: nowrap; }
.uspekh .tile .note { white-space: pre-line; }
.uspekh .tile .plan, .uspekh .tile .note { color: var(--st-gray-text-color); font-size: 0.875rem; }
.uspekh .bar { vertical-align: middle; }
.uspekh .bar .track { fill: var(--st-border-color); }
.uspekh .bar .fact { fill: var(--st-blue-color); }
.uspekh .bar .full { fill: var(--st-text-color); }
.uspekh .sparkline .plan { stroke: var(--st-gray-color); }
.uspekh .sparkline .fact { stroke: var(--st-blue-color); }
.uspekh .sparkline .chosen { fill: var(--st-blue-color); }
@media (max-width: 640px) {
  .uspekh .stacked colgroup, .uspekh .stacked thead { display: none; }
  .uspekh .stacked tr, .uspekh .stacked td { display: block; }
  .uspekh .stacked td { border: 0; padding: 2px 0; text-align: left; }
  .uspekh .stacked tr { border-bottom: 1px solid var(--st-border-color); padding: 6px 0; }
  .uspekh .stacked td:empty { display: none; }
  .uspekh .stacked td[data-heading]::before { content: attr(data-heading) ": "; color: var(--st-gray-text-color); }
}
@media print {
  .uspekh .noprint { display: none; }
  .uspekh button { color: inherit; text-decoration: none; }
  .uspekh :is(.more, .tick) { display: none; }
  .uspekh tr.folded[hidden] { display: table-row; }
  .uspekh thead { display: table-header-group; }
  .uspekh tr, .uspekh .tile { break-inside: avoid; }
}
"""
_component = st.components.v2.component(
    "uspekh_clickable", html='<div class="uspekh"></div>', css=_LOOK, js=_SCRIPT, isolate_styles=False
)


def show(
    markup: str,
    *,
    key: str,
    height: int,
    on_click: Callable[[str], None] | None = None,
    on_press: Callable[[str], None] | None = None,
) -> None:
    """Draws markup of escaped values; ``on_click`` is called, here in the page, with the action that was pressed.

    ``on_press`` is called before the page runs, like the callback of a button: a further press that interrupts the
    run does not lose this one. ``height``: pixels to keep free until it is drawn, about its own, so that what follows
    does not jump.
    """
    pressed = _component(
        key=key, data={"html": markup}, height=height, on_action_change=partial(_answer, key, on_press)
    )
    if on_click is not None and pressed.action:
        on_click(pressed.action)


def button(text: str, action: str) -> str:
    """Markup of words that answer; of the words alone where there is no ``action``."""
    return (
        f'<button type="button" data-action="{escaped(action)}">{escaped(text)}</button>' if action else escaped(text)
    )


def escaped(value: object) -> str:
    """The words as HTML draws them unchanged, also within quotes."""
    return html.escape(visible(str(value)), quote=True)


def _answer(key: str, on_press: Callable[[str], None] | None) -> None:
    """Streamlit hands over only what somebody listens to."""
    if on_press is not None and (action := _pressed(key)):
        on_press(action)


def _pressed(key: str) -> str:
    return st.session_state[key].action or ""
