"""What organizations have sent and an editor has to decide: problems, the change, acceptance or return."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from uspekh import sending as whole
from uspekh.access.person import Forbidden, Person
from uspekh.actuals.reading import Reading
from uspekh.russian.format import missing, moment
from uspekh.russian.text import plain
from uspekh.store.guards import locks
from uspekh.store.guards.texts import TextRefused
from uspekh.store.submissions import lifecycle, replacing
from uspekh.store.submissions.lists import listed
from uspekh.store.uploads import files
from uspekh.store.uploads.confirmation import PreviewOutdated
from uspekh.store.uploads.remarks import Remark
from uspekh.ui.session import access, filters, state
from uspekh.ui.show import table
from uspekh.ui.show.table import Cell
from uspekh.ui.show.words import officials
from uspekh.ui.uploading import checked, copies, following, loading, outdated
from uspekh.ui.uploading.choosing import jobs
from uspekh.ui.uploading.sending import holds_plans, periods
from uspekh.words import REPORT_STATES, count_changes

WIDE = 320
_DECIDED, _OPEN, _CHOSEN = "решено", "открытый-номер", "отчёт-на-проверке"
_HEADINGS = ("№", "Отправлен", "Организация", "Кто отправил", "Файл", "Периоды")


def show() -> None:
    """The reports that wait, the oldest first, and the one that is chosen."""
    if done := st.session_state.pop(_DECIDED, None):
        st.success(done)
    every = listed(state.project().engine, access.person())
    rows = every[every["state"] == replacing.WAITING].iloc[::-1]
    _say_decided(every[every["id"] == st.session_state.pop(_OPEN, None)])
    if rows.empty:
        outdated.forget()
        st.caption("Отчётов на проверке нет.")
        return
    st.markdown(f"#### Ждут решения: {len(rows)}")
    names = {code: name for name, code in filters.organization_names().items()}
    rows = rows.assign(title=[names.get(code, code) for code in rows["organization"]])
    by_number = rows.set_index("id", drop=False)
    chosen = st.session_state.get(_CHOSEN)
    number = chosen if chosen in by_number.index else int(by_number.index[0])
    cells = [_row(row) for row in rows.itertuples()]
    table.show(_HEADINGS, cells, key="на-проверке", name="Ждут решения", on_click=_choose, current=str(number))
    st.session_state[_OPEN] = number
    _one(by_number.loc[number])


def _choose(number: str) -> None:
    st.session_state[_CHOSEN] = int(number)
    st.rerun()


def _say_decided(was_open: pd.DataFrame) -> None:
    """The report that was open here has been decided by somebody else: it is not on the page any more."""
    for row in was_open[was_open["state"] != replacing.WAITING].itertuples():
        word = REPORT_STATES[row.state]
        st.warning(f"Отчёт № {row.id} уже {word}: {plain(row.decided_by)}. Ваше решение не понадобилось.")


def _row(row: Any) -> list[Cell]:
    return [
        Cell(f"№ {row.id}", action=str(row.id)),
        Cell(moment(row.at)),
        Cell(row.title),
        Cell(row.by),
        Cell(row.file_name),
        Cell(periods(row.periods)),
    ]


def _one(row: pd.Series) -> None:
    copies.offer(row, st.container(width=WIDE), "отчёт-копия")
    if missing(row["copy"]):
        st.error("Принять отчёт нельзя: верните его с замечанием, чтобы организация прислала файл снова.")
        _decision(row, None)
        return
    copy = _copy(row["copy"])
    reading = jobs.read(copy, row["file_name"], row["organization"], of_project=True)
    if reading is None:
        return
    remarks = [Remark(**remark) for remark in row["said"]]
    changed = accept = None
    if reading.accepted:
        left = _left(int(row["id"]), reading.values)
        changed = loading.changed_by(reading, left)
        outdated.warn((row["id"], row["sha256"]), changed)
        loading.announce_changes(row["file_name"], changed)
        checked.problems(reading, remarks, changed)
        following.show(reading, left, changed)
        why = loading.reason(changed, f"приём-причина-{row['id']}")
        named = officials.of_file(changed, remarks, why or "", f"отчёт-{row['id']}")
        if why is not None and named is not None:
            accept = partial(_accept, row, reading, copy, why=why, named=named)
    else:
        checked.refused(reading, "Принять его нельзя: верните с замечанием.")
    _decision(row, accept)
    if changed is not None:
        outdated.drawn(changed)


def _decision(row: pd.Series, accept: Callable[[Person], str] | None) -> None:
    """The buttons that decide; ``accept`` is missing where the report cannot be accepted."""
    by = access.acting("Кто решает", "кто-решает")
    accepting, returning = st.columns(2, gap="large")
    are_plans = holds_plans(row["periods"])
    with accepting:
        if are_plans:
            st.caption("Организация предлагает себе планы. Утверждённые, они станут планами, по которым её оценивают.")
        if (
            st.button(
                "Утвердить планы" if are_plans else "Принять",
                type="primary",
                disabled=not (accept and by),
                width="stretch",
            )
            and accept
            and by
        ):
            _settle(partial(accept, by))
    with returning:
        remark = st.text_area("Замечание: что исправить", key=f"замечание-{row['id']}")
        named = officials.typed(remark, f"замечание-{row['id']}")
        stopped = named is None or not by
        if st.button("Вернуть с замечанием", disabled=stopped, width="stretch") and by:
            _settle(partial(_return, row, remark, by, named=bool(named)))


def _left(number: int, values: pd.DataFrame) -> pd.DataFrame:
    """What of a report would be accepted: values that its organization sent anew are left out, and that is said."""
    again = replacing.later(state.project().engine, number)
    left = replacing.remaining(values, set(again))
    if len(left) < len(values):
        later = ", ".join(f"№ {other}" for other in sorted(set(again.values())))
        st.warning(
            f"Организация прислала часть этих значений заново: {later}. Из отчёта № {number} они не войдут "
            f"({len(values) - len(left)} из {len(values)}), остальные войдут."
        )
    return left


def _accept(row: pd.Series, reading: Reading, copy: bytes, by: Person, *, why: str, named: bool) -> str:
    with loading.storing():
        number, shown = int(row["id"]), outdated.seen()
        upload, counted = whole.accept_sent(state.project(), number, reading, copy, by, why, shown, officials=named)
    return f"Отчёт № {row['id']} ({plain(row['title'])}) принят. Загрузка № {upload}: {count_changes(counted)}."


def _return(row: pd.Series, remark: str, by: Person, *, named: bool) -> str:
    lifecycle.return_back(state.project().engine, int(row["id"]), remark, by, officials=named)
    return f"Отчёт № {row['id']} ({plain(row['title'])}) возвращён с замечанием."


def _settle(decide: Callable[[], str]) -> None:
    """Decides and draws the page anew; it says who was first and which values others have changed meanwhile."""
    try:
        st.session_state[_DECIDED] = decide()
        del st.session_state[_OPEN]
        outdated.forget()
    except (locks.Unexplained, TextRefused, Forbidden) as refusal:
        st.error(str(refusal))
        return
    except (lifecycle.SubmissionDecided, PreviewOutdated):
        pass
    st.rerun()


def _copy(digest: str) -> bytes:
    """What was read from the report that is open, fetched once."""
    if st.session_state.get("открытый-отчёт", ("",))[0] != digest:
        fetched = files.read_copy(state.project().engine, digest, access.person()) or b""
        st.session_state["открытый-отчёт"] = (digest, fetched)
    content: bytes = st.session_state["открытый-отчёт"][1]
    return content
