"""Two editions of the small passport: which row is which, and what is other, cell by cell."""

from __future__ import annotations

import pytest

from tests.small_passport import write_small_passport
from uspekh.passport.editions.differences import CellDifference, find_differences
from uspekh.passport.editions.identity import (
    NumberedPlan,
    Pair,
    list_moves,
    pair_rows,
    pair_through,
    read_pairs,
    write_pairs,
)
from uspekh.passport.plan import plan_of
from uspekh.passport.texts import read_texts

INJURIES = 'Б,"Число травм в лагерях, случаев",Травмы в лагерях,Основной,случаев,44,2020-09-01\n'
POOL = 'Б,"Число бассейнов в лагерях, единиц",Бассейны,Основной,ед.,1,2020-09-01\n'


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return read_texts(write_small_passport(tmp_path_factory.mktemp("passport")))


@pytest.fixture(scope="module")
def first(texts):
    return plan_of(texts)


def change(texts, **tables):
    """The texts with pieces of tables replaced: ``table=[(old, new), …]``."""
    changed = dict(texts)
    for table, pieces in tables.items():
        for old, new in pieces:
            assert old in changed[f"{table}.csv"], old
            changed[f"{table}.csv"] = changed[f"{table}.csv"].replace(old, new)
    return changed


def of_indicators(pairs):
    return {pair.before: pair.after for pair in pairs if pair.table == "indicators"}


def test_an_indicator_that_got_another_number_is_the_same_and_the_new_one_under_its_number_is_not(texts, first):
    # «Б» became «Г», and bathing pools took its letter; В was worded anew under its letter.
    second = plan_of(
        change(
            texts,
            indicators=[
                (INJURIES, POOL + "Г" + INJURIES[1:]),
                ("Число подготовленных вожатых", "Подготовлено вожатых"),
            ],
            indicator_targets=[("Б,2021,40", "Г,2021,40")],
        )
    )
    pairs = pair_rows(first, second)
    assert of_indicators(pairs) == {"А": "А", "Б": "Г", "В": "В"}
    assert [pair for pair in pairs if pair.renumbered] == [Pair("indicators", "Б", "Г")]
    assert read_pairs(write_pairs(pairs)) == pairs
    # In the third the pools are gone, and injuries are Б again: known through both steps.
    third = [Pair("indicators", "А", "А"), Pair("indicators", "Г", "Б"), Pair("indicators", "В", "В")]
    editions = [NumberedPlan(1, first), NumberedPlan(2, second, pairs), NumberedPlan(3, first, third)]
    moves = list_moves(editions)
    assert moves[0]["indicators"] == {"Б": "Г"} and moves[1]["indicators"] == {"Б": "Б (ред. 2)", "Г": "Б"}
    assert of_indicators(pair_through(first, first, moves)) == {"А": "А", "Б": "Б", "В": "В"}


def test_differences_are_listed_by_cell_in_the_order_of_the_document(texts, first):
    second = plan_of(
        change(
            texts,
            # 55 became 50; 60 is written otherwise and is the same.
            indicator_targets=[("А,2022,55", "А,2022,50"), ("А,2023,60", "А,2023,60.0")],
            budget=[("1,городской бюджет,2022,1.3", "1,городской бюджет,2022,1.45")],
            # The date is read off its text, so one cell is other, not two.
            plan_items=[("2021-03-01,2022-12-31,01.03.2021,31.12.2022", "2021-03-01,2023-12-31,01.03.2021,31.12.2023")],
            participants=[("2,Загородный лагерь,Ответственный,Второй Б.Б.,Директор лагеря,Первая А.И.,100\n", "")],
            links=[("2.2,participant,2,\n", "")],
        )
        | {"passport.toml": texts["passport.toml"].replace("И.И. Озёров, глава города", "П.П. Рекин, глава города")}
    )
    removed = "2; Загородный лагерь; Ответственный; Второй Б.Б.; Директор лагеря; Первая А.И.; 100"
    assert find_differences(first, second) == [
        CellDifference("changed", "Раздел 1", "", "Утверждён", "И.И. Озёров, глава города", "П.П. Рекин, глава города"),
        CellDifference("changed", "Раздел 2", "А", "плановое значение, 2022", "55", "50"),
        CellDifference("changed", "Раздел 4", "1", "сумма, городской бюджет, 2022", "1,3", "1,45"),
        CellDifference("removed", "Раздел 5", "2", "строка исключена", removed, ""),
        CellDifference("changed", "Приложение № 1", "1.1.", "окончание", "31.12.2022", "31.12.2023"),
    ]
    assert find_differences(first, first) == []


def test_a_renumbered_row_is_one_difference_and_its_cells_are_none(texts, first):
    renumbered = change(
        texts,
        budget_lines=[("2,Загородный лагерь", "3,Загородный лагерь")],
        budget=[("2,городской бюджет,2023,20", "3,городской бюджет,2023,20\n3,спонсоры,2023,0")],
        budget_totals=[(",городской бюджет,2023,20\n", ",городской бюджет,2023,20\n3,спонсоры,0,0\n3,,0,20\n")],
        links=[("2.2,budget_line,2,", "2.2,budget_line,3,")],
    )
    differences = find_differences(first, plan_of(renumbered))
    nothing = CellDifference("added", "Раздел 4", "3", "новая строка", "", "3; спонсоры; 2023; 0")
    totals = [
        CellDifference("added", "Раздел 4", "3", "новая строка", "", f"3; {words}")
        for words in ("спонсоры; всего; 0", "всего; 20")
    ]
    renamed = CellDifference("renumbered", "Раздел 4", "3", "номер строки", "2", "3")
    assert differences == [renamed, nothing, *totals]
    # A person may say that it is another line after all: then one went and one came, with their money, which is not
    # listed where it is nothing.
    apart = [pair for pair in pair_rows(first, plan_of(renumbered)) if not pair.renumbered]
    kinds = [(each.kind, each.row) for each in find_differences(first, plan_of(renumbered), apart)]
    assert kinds == [("removed", "2"), ("removed", "2"), ("added", "3"), ("added", "3"), ("added", "3")]
