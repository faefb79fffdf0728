"""The line that ends the way of a file: its button stays in view and says why it cannot be pressed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

_KEY = "saving"
# What is pressed last must not have to be looked for under a long list.
_IN_VIEW = """<style>
[data-testid=stLayoutWrapper]:has(>.st-key-%s) { position: sticky; bottom: 0; z-index: 98;
    background: Canvas; background: light-dark(#FFFFFF, #12181F); padding: 8px 0; }
</style>"""


@contextmanager
def line() -> Iterator[None]:
    """The line at the bottom of the screen: what is drawn within stays in view."""
    st.html(_IN_VIEW % _KEY)
    with st.container(key=_KEY, horizontal=True, vertical_alignment="bottom"):
        yield


def press(label: str, stops: Sequence[str], *, key: str) -> bool:
    """Draws the button, shut while anything stops it, with what does in words; whether it was pressed."""
    pressed = st.button(label, type="primary", disabled=bool(stops), key=key)
    if stops:
        st.markdown(f":material/info: {in_words(stops)}", width="stretch")
    return pressed


def hindrances(*, reason: str | None, officials: bool | None, person: object, name_field: str) -> list[str]:
    """Why a file cannot be stored, in words.

    ``reason``: ``None`` while a closed period asks for one; ``officials``: ``None`` while a text names somebody or
    holds personal data; ``person``: who stores it, nobody while the field ``name_field`` is empty.
    """
    causes = {
        "укажите причину изменения закрытого периода": reason is None,
        "в тексте назван человек: отметьте, что это должностное лицо, или уберите имя": officials is None,
        f"заполните поле «{name_field}»": not person,
    }
    return [words for words, stops in causes.items() if stops]


def in_words(stops: Sequence[str]) -> str:
    """What stops a button, as a sentence."""
    words = "; ".join(stops)
    return f"{words[:1].upper()}{words[1:]}."
