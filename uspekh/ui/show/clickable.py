"""HTML on a page whose buttons answer: each press, by mouse or keyboard, tells its action, twice in a row as well.

``show`` draws markup of which every value has been escaped (``escaped``); what is pressed is a
``<button data-action="…">``. Rows of the class «folded» are hidden until a button ``data-more`` opens the next ones.
How it looks stands in ``static/content.css``.
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
_component = st.components.v2.component(
    "uspekh_clickable", html='<div class="uspekh"></div>', js=_SCRIPT, isolate_styles=False
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
