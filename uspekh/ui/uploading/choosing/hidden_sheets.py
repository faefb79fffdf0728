"""Which of a hidden and a visible sheet is read, where both have the same rows."""

from __future__ import annotations

import streamlit as st

from uspekh.actuals.reading import Reading
from uspekh.actuals.rows.hidden_copies import HAS_HIDDEN_COPY, HIDDEN_COPY
from uspekh.russian.text import plain

_SKIPPED = "листы-не-читать"


def skipped(digest: str) -> tuple[str, ...]:
    """The sheets of a file (by its SHA-256) that the person chose not to read."""
    chosen: dict[str, tuple[str, ...]] = st.session_state.get(_SKIPPED, {})
    return chosen.get(digest, ())


def offer(reading: Reading) -> None:
    """The choice, where a hidden sheet repeats rows of a visible one."""
    hidden, visible = (_sheets_with(reading, code) for code in (HIDDEN_COPY, HAS_HIDDEN_COPY))
    if not hidden or not visible:
        return
    options = {f"видимый: {_listed(visible)}": hidden, f"скрытый: {_listed(hidden)}": visible}
    choice = st.radio("Какой лист читать", list(options), index=None, key=f"скрытый-лист-{reading.sha256}")
    if st.button("Прочитать этот лист", type="primary", disabled=choice is None) and choice:
        st.session_state.setdefault(_SKIPPED, {})[reading.sha256] = options[choice]
        st.rerun()


def _sheets_with(reading: Reading, code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(problem.sheet for problem in reading.problems if problem.code == code and problem.sheet))


def _listed(sheets: tuple[str, ...]) -> str:
    return ", ".join(f"«{plain(sheet)}»" for sheet in sheets)
