"""A made-up passport in the form of «Электронный бюджет» is read row by row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.importing.typed_passport import break_up
from tests.importing.typed_regional import SOURCES, TRANSFERS, YEARS, make_up, results, title_of, type_regional
from tests.importing.typing_word import type_document
from uspekh.actuals.opening.limits import Limits
from uspekh.importing.document.grid import read_grid
from uspekh.importing.reading import ImportedPassport, import_passport
from uspekh.importing.writing import write_passport
from uspekh.passport.plan import load_plan
from uspekh.settings import forms_folder


def read(blocks) -> ImportedPassport:
    return import_passport(read_grid(type_document(blocks), None, Limits()), forms_folder())


@pytest.fixture(scope="module")
def made():
    return make_up()


@pytest.fixture(scope="module")
def imported(made):
    return read(type_regional(made))


def test_indicators_have_their_base_unit_and_targets(imported, made):
    rows = imported.draft.rows("indicators")
    assert {row["id"]: Decimal(row["base_value"]) for row in rows} == made.bases
    assert {(row["unit"], row["base_date"]) for row in rows} == {("тыс. чел.", "2023-12-31")}
    targets = {
        (row["indicator"], int(row["year"])): Decimal(row["target"]) for row in imported.draft.rows("indicator_targets")
    }
    assert targets == made.targets


def test_results_have_their_targets_and_the_links_of_the_matrix(imported, made):
    assert {row["id"]: row["title"] for row in imported.draft.rows("results")} == {
        result: title_of(result) for result in results()
    }
    rows = imported.draft.rows("result_targets")
    assert {(row["result"], int(row["year"])): Decimal(row["target"]) for row in rows} == made.result_targets
    links = [row for row in imported.draft.rows("links") if row["kind"] == "indicator"]
    assert {(row["result"], row["target"]) for row in links} == made.links


def test_money_is_in_million_roubles_by_source_parts_of_a_source_not_counted_twice(imported, made):
    rows = {
        (row["line"], row["source"], int(row["year"])): Decimal(row["amount_mln"])
        for row in imported.draft.rows("budget")
    }
    reserve = {("резерв", "региональный бюджет", year): Decimal("0.1") for year in YEARS}
    assert rows == {key: amount / 1000 for key, amount in made.money.items()} | reserve
    assert any(TRANSFERS in remark.text and "строк 20" in remark.text for remark in imported.draft.notes)
    # 20 lines of 7 rows, the reserve and the project's total.
    assert imported.draft.counts["budget"].read == 142
    assert len(SOURCES) * len(YEARS) * len(results()) + len(YEARS) == len(rows)


def test_every_sum_of_the_document_adds_up(imported):
    """Of each of 20 lines 6 years, 4 sources and all; of the reserve its sum; 6 years of the project and all."""
    assert imported.sums.failed == []
    assert imported.sums.checked >= 20 * (6 + 4 + 1) + 1 + 7


def test_the_plan_is_read_item_by_item(imported, made):
    rows = imported.draft.rows("plan_items")
    assert {row["item"]: (row["kind"], row["title"], row["end"]) for row in rows} == {
        item: (kind, title, end.isoformat()) for item, (kind, title, end) in made.items.items()
    }
    assert len(rows) == 280
    assert {row["parent"] for row in rows if row["kind"] == "control_point"} == set(results())
    assert {row["organization"] for row in imported.draft.rows("executors")} == {"Орлова А.И., министр"}


def test_what_has_no_table_of_ours_is_named(imported):
    texts = [remark.text for remark in imported.draft.notes]
    assert any("предшественники" in text for text in texts)
    assert any("базовое значение / значение" in text for text in texts)
    assert any("«Дело номер 2»" in text for text in texts)
    unread = [remark.text for remark in imported.draft.unread]
    assert "1 | Мало педагогов | Обучение" in unread
    assert "1.1. | Число детей в деле 1.1 | ТЫС ЧЕЛ | 1 | 2 | 3" in unread


def test_the_head_and_the_tables_load(imported, tmp_path):
    write_passport(imported.draft, tmp_path / "passport")
    plan = load_plan(tmp_path / "passport")
    assert (plan.title, plan.start.year, plan.end.year) == ("Дети у дела", 2025, 2030)
    assert plan.head["officials"] == [
        {"role": "Куратор регионального проекта", "name": "Орлова Анна Ивановна", "position": "министр"}
    ]
    assert (plan.faults, plan.unlinked) == ((), ())


def test_broken_pages_give_the_same_tables(imported, made):
    blocks = type_regional(made)
    for seed in range(12):
        assert read(break_up(blocks, seed)).draft.tables == imported.draft.tables, seed
