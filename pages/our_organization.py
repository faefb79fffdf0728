"""«Наша организация»: what is due and when, what was returned and why, its figures, and the way to send."""

from __future__ import annotations

import streamlit as st

from uspekh import sending
from uspekh.monitoring.expectations import list_organizations
from uspekh.monitoring.explaining.organization_card import make_card
from uspekh.russian.format import day
from uspekh.russian.periods import in_year
from uspekh.russian.text import plain
from uspekh.ui.sections import expected
from uspekh.ui.sections.organizations import one_organization
from uspekh.ui.session import access, door, state
from uspekh.ui.session.figures import expected_of, figures_of

figures = figures_of(door.selection())
who = access.person()
reports = sending.reports_of_organization(state.project(), state.today(), who)
card = make_card(figures, who.organization, of_itself=True)
message, button = st.columns([5, 1], vertical_alignment="center")
message.markdown(f"**{plain(card.name)}.** {plain(reports.say())}")
if button.button("Отправить", type="primary", width="stretch"):
    st.switch_page("pages/data.py")
for report in reports.returned:
    decided = f" {day(report.decided)}" if report.decided else ""
    st.warning(plain(f"Отчёт № {report.number} возвращён{decided}: {report.remark}"), icon=":material/undo:")
(us,) = list_organizations(figures.directory)
expected.show(us, expected_of(us, reports))
period = in_year(figures.selection.year, figures.selection.months)
st.markdown(f"**{period}:** {plain(card.sentence)}.")
one_organization.show_years(figures, card)
