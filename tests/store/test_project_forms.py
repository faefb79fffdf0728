"""The forms with which a file that names no project is compared: those of today's editions, and what was matched."""

from __future__ import annotations

from datetime import date, timedelta

from tests.persons import ADMINISTRATOR
from tests.small_passport import write_small_passport
from uspekh.actuals.layout.mapping import Mapping
from uspekh.passport.editions.edition import Requisites
from uspekh.passport.texts import read_texts
from uspekh.store.plans.projects import add_edition, create_project
from uspekh.store.schema.project import of_project
from uspekh.store.uploads.layouts import store_mapping
from uspekh.store.uploads.project_forms import list_project_forms

TODAY = date.today()


def test_forms_are_those_of_the_editions_that_hold_today(engine, tmp_path):
    texts = read_texts(write_small_passport(tmp_path))
    reworded = texts | {"components.csv": texts["components.csv"].replace("ПВ Подготовлено", "ПВ Обучено")}
    later = texts | {"components.csv": texts["components.csv"].replace("ПВ Подготовлено", "ПВ Выучено")}
    create_project(engine, "лето", "Лето", ADMINISTRATOR)
    add_edition(engine, "лето", Requisites(1, None, "", date(2021, 1, 1)), texts, ADMINISTRATOR)
    assert list_project_forms(engine) == (), "the only project needs no comparison"
    create_project(engine, "зима", "Зима", ADMINISTRATOR)
    for number, (since, files) in enumerate(
        [(date(2021, 1, 1), texts), (TODAY, reworded), (TODAY + timedelta(days=1), later)], start=1
    ):
        add_edition(engine, "зима", Requisites(number, None, "", since), files, ADMINISTRATOR)
    mapping = Mapping("0" * 64, "Показатели", {"Вожатые": "leaders"})
    store_mapping(of_project(engine, "зима"), mapping.shape, mapping.to_json(), ADMINISTRATOR)
    forms = {form.code: form for form in list_project_forms(engine)}
    labels = {code: [field.label for spec in form.specs for field in spec.fields] for code, form in forms.items()}
    assert "ПВ Подготовлено вожатых, чел." in labels["лето"] and "ПВ Обучено вожатых, чел." in labels["зима"]
    assert not {"ПВ Подготовлено вожатых, чел.", "ПВ Выучено вожатых, чел."} & set(labels["зима"])
    assert {code: form.mappings for code, form in forms.items()} == {"лето": (), "зима": (mapping,)}
