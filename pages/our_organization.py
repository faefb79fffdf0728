"""«Наша организация»: what one organization gave for the year against its plan, indicators and results."""

from __future__ import annotations

from functools import partial

import streamlit as st

from uspekh.monitoring.overview import summary
from uspekh.russian.text import plain
from uspekh.ui.sections import organization_figures as own_figures
from uspekh.ui.session import access, door, filters
from uspekh.ui.session.figures import figures_of
from uspekh.ui.show import provenance

figures = figures_of(door.selection())
st.title(plain(own_figures.name(access.person())), anchor=False)
st.caption(plain(filters.sentence(figures.selection)))
year = summary.of_year(figures.organizations, figures)
for kind, (heading, what) in own_figures.HEADINGS.items():
    st.subheader(heading, anchor=False)
    rows = year[year["subject_kind"] == kind]
    find_cells = partial(own_figures.find_cells, figures, rows)
    provenance.table(own_figures.table(rows, what), heading, find_cells, key=f"своё-{kind}", height="content")
st.caption(
    "Оценка ставится по плану, который организации утвердили; где его нет, показан ориентир, по нему не оценивают. "
    "«нет данных» — значение не сдано. Значения — с начала года, нарастающим итогом — с начала проекта."
)
