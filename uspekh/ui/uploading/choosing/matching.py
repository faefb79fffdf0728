"""Matching a table that is not ours with a sheet of the form, by hand, once."""

from __future__ import annotations

import hashlib

import pandas as pd
import streamlit as st

from uspekh.access.person import Action
from uspekh.actuals.fields import Field, SheetSpec, organizations_spec
from uspekh.actuals.layout.candidates import Candidate
from uspekh.actuals.layout.mapping import Mapping
from uspekh.actuals.layout.suggestions import suggest_fields
from uspekh.actuals.opening.limits import Refusal
from uspekh.actuals.reading import foreign_tables
from uspekh.actuals.sheets import describe_components, form_names, sheet_specs
from uspekh.russian.text import plain
from uspekh.store.uploads import layouts
from uspekh.ui.session import access, reruns
from uspekh.ui.session.filters import organization_names
from uspekh.ui.session.state import project, stamp
from uspekh.ui.show import tables

SKIP = "не читать"
WITHOUT = "столбца нет"
_SEARCHED = "сопоставление-найдено"


def offer(content: bytes, *, refused: bool = False) -> None:
    """The way to match, where a file holds a table that is not ours; open where the file was refused."""
    if not access.may(Action.MATCH):
        return
    candidates = _foreign_tables(content)
    if not candidates:
        return
    words = "В файле есть таблица не по форме: сопоставить вручную"
    with st.expander(words, expanded=refused):
        st.caption("Достаточно одного раза: таблицы с такими же заголовками потом читаются сами.")
        _form(candidates)


def _foreign_tables(content: bytes) -> list[Candidate]:
    """The tables of a file that are not ours, kept for the reruns of the page: to find them the file is opened anew."""

    def search() -> list[Candidate]:
        try:
            return foreign_tables(content, project().plan)
        except Refusal:
            return []

    return reruns.compute_once(_SEARCHED, (hashlib.sha256(content).hexdigest(), stamp()), search)


def _form(candidates: list[Candidate]) -> None:
    left, right = st.columns(2)
    table = left.selectbox(
        "Строка заголовков",
        range(len(candidates)),
        format_func=lambda n: (
            f"лист «{candidates[n].sheet or 'CSV'}», {candidates[n].cell}: {', '.join(candidates[n].labels)[:60]}"
        ),
        key="сопоставление-таблица",
    )
    chosen = candidates[table]
    spec = _specs()[right.selectbox("Что это за данные", form_names(project().plan), key="сопоставление-форма")]
    tables.show(
        pd.DataFrame(dict(zip(chosen.labels, _padded(chosen.samples), strict=True))), key="сопоставление-образец"
    )
    fields = _fields(chosen, spec)
    constants = _constants(spec, set(fields.values()))
    by = access.acting("Кто сопоставил", "сопоставление-кто")
    if st.button("Запомнить и прочитать", type="primary", disabled=not (by and fields)) and by:
        mapping = Mapping(chosen.shape, spec.name, fields, constants)
        layouts.store_mapping(project().engine, chosen.shape, mapping.to_json(), by)
        st.rerun()


def _specs() -> dict[str, SheetSpec]:
    specs = (*sheet_specs(project().plan), organizations_spec())
    return {spec.name: spec for spec in specs}


def _padded(samples: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    longest = max((len(column) for column in samples), default=0)
    return [[*column, *[""] * (longest - len(column))] for column in samples]


def _fields(chosen: Candidate, spec: SheetSpec) -> dict[str, str]:
    """Our field by the table's heading, as the person picks them; what is likely is picked beforehand."""
    ours: dict[str, Field] = {field.label: field for field in (*spec.keys, *spec.fields)}
    names = organization_names()
    plan = project().plan
    suggested = suggest_fields(chosen, spec, [*names, *names.values()], plan.years, describe_components(plan))
    labels = {field.name: label for label, field in ours.items()}
    options = [SKIP, *ours]
    picked: dict[str, str] = {}
    columns = st.columns(2)
    for position, heading in enumerate(chosen.labels):
        guess = labels.get(suggested.get(heading, ""), SKIP)
        label = columns[position % 2].selectbox(
            f"«{plain(heading)}» — это",
            options,
            index=options.index(guess),
            key=f"сопоставление-{chosen.shape}-{spec.name}-{heading}",
        )
        if label != SKIP:
            picked[heading] = ours[label].name
    return picked


def _constants(spec: SheetSpec, matched: set[str]) -> dict[str, str]:
    """What stands for a key that the table has no column for."""
    choices = {"year": list(map(str, project().plan.years)), "subject": list(organization_names().values())}
    constants: dict[str, str] = {}
    for key in spec.keys:
        if key.name in matched or key.name not in choices:
            continue
        if key.name == "subject" and not spec.of_organizations:
            continue
        value = st.selectbox(
            f"{key.label}: столбца нет, взять", [WITHOUT, *choices[key.name]], key=f"сопоставление-{key.name}"
        )
        if value != WITHOUT:
            constants[key.name] = value
    return constants
