"""What was reported under a number follows its row into the edition that gives it another one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.passport.editions.test_differences import change
from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL
from tests.small_passport import write_small_passport
from tests.store.test_uploads import load
from tests.tidy import item, money, organization, people, planned, tidy
from uspekh.monitoring.overview.decisions import Decision
from uspekh.monitoring.values.gone_rows import say_values_of_gone_rows
from uspekh.passport.editions.edition import Requisites
from uspekh.passport.plan import plan_of
from uspekh.passport.texts import read_texts
from uspekh.store.decided.decisions import decide, in_force
from uspekh.store.log.actions import list_actions
from uspekh.store.plans.editions import EditionRefused, list_editions
from uspekh.store.plans.projects import add_edition, enter_shipped_project
from uspekh.store.plans.renumbering import follow_editions
from uspekh.store.schema.project import PROJECT
from uspekh.store.submissions.lifecycle import SubmissionDecided, accept_sent, send
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import undo
from uspekh.store.values.queries import current

NEXT = Requisites(2, None, "", date(2022, 12, 15))


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return read_texts(write_small_passport(tmp_path_factory.mktemp("passport")))


@pytest.fixture(scope="module")
def renumbered(texts):
    """Lines 1 and 2 changed places, item 1.1 became 1.4, indicator В became Б, and another indicator В came for Б."""
    places = [("\n1,", "\n9,"), ("\n2,", "\n1,"), ("\n9,", "\n2,")]
    roads = 'В,"Построено дорог к лагерям, километров",Дороги,Дополнительный,км,,\n'
    injuries = next(line for line in texts["indicators.csv"].splitlines(keepends=True) if line.startswith("Б,"))
    leaders = next(line for line in texts["indicators.csv"].splitlines(keepends=True) if line.startswith("В,"))
    return change(
        texts,
        budget_lines=places,
        budget=places,
        plan_items=[("2,1.1.,1.1,", "2,1.4.,1.4,")],
        indicators=[(injuries, ""), (leaders, "Б" + leaders[1:] + roads)],
        indicator_targets=[("Б,20", "Г,20"), ("В,20", "Б,20"), ("Г,20", "В,20")],
        measures=[("harm,indicator,Б", "harm,indicator,В"), ("leaders,indicator,В", "leaders,indicator,Б")],
    )


@pytest.fixture
def filled(engine, texts):
    """Money of both lines, an item done, a plan and a decision of indicator В, a plan of Б."""
    enter_shipped_project(engine, PROJECT, "Лето")
    add_edition(engine, PROJECT, Requisites(1, None, "", date(2021, 3, 1)), texts, ADMINISTRATOR)
    load(engine, tidy(organization("Л1", 100), money("1", "городской бюджет", 2022, executed=100)), "а")
    load(
        engine,
        tidy(money("1", "городской бюджет", 2022, executed=111), money("2", "спонсоры", 2022, executed=222)),
        "б",
    )
    load(
        engine,
        tidy(item("1.1", 2022, done="2022-12-01"), planned("Л1", "ПВ", 2022, 25_000), planned("Л1", "ПБ", 2022, 3)),
    )
    decide(engine, Decision("indicator", "В", 2022, "причина", "мера", "Иванова", None), EDITOR)
    return engine


def numbers(engine):
    """Numbers in force by kind and what is told apart by: the line, item or label of a plan."""
    rows = current(engine)
    rows = rows[rows["kind"].isin(["budget", "milestone", "plan"])]
    named = rows["subject"].where(rows["kind"] != "plan", rows["part"])
    return {(kind, name): number for kind, name, number in zip(rows["kind"], named, rows["number"], strict=True)}


def test_values_and_decisions_follow_their_rows(filled, renumbered):
    add_edition(filled, PROJECT, NEXT, renumbered, ADMINISTRATOR)
    moved = numbers(filled)
    assert (moved["budget", "2"], moved["budget", "1"]) == (111, 222)
    assert ("milestone", "1.4") in moved and ("milestone", "1.1") not in moved
    # Б of the first edition is gone and its letter is that of another indicator: its plan is in no figure.
    assert (moved["plan", "ПБ"], moved["plan", "ПБ (ред. 1)"]) == (25_000, 3)
    assert list(in_force(filled, EDITOR)["subject"]) == ["Б"]
    # The upload of 111 is taken back under the new number as well.
    undo(filled, 2, ADMINISTRATOR)
    assert numbers(filled)["budget", "2"] == 100


def test_an_edition_that_is_entered_early_gives_its_numbers_on_its_day(filled, renumbered):
    before = numbers(filled)
    add_edition(filled, PROJECT, Requisites(2, None, "", date(2999, 1, 1)), renumbered, ADMINISTRATOR)
    follow_editions(filled, PROJECT, date(2998, 12, 31))
    assert numbers(filled) == before
    # What comes in the meantime comes under the numbers that hold: line 1 is line 2 from the day on.
    load(filled, tidy(money("1", "городской бюджет", 2023, executed=9)), "в")
    report = tidy(planned("S1", "ПБ", 2023, 4))
    sent = send(filled, File("о.xlsx", b"1", "1" * 64, 1), report, SCHOOL)
    follow_editions(filled, PROJECT, date(2999, 1, 1))
    assert list(current(filled).query("kind == 'budget' and year == 2023")["subject"]) == ["2"]
    assert numbers(filled)["budget", "1"] == 222
    detail = list_actions(filled, ADMINISTRATOR)["detail"].iloc[0]
    # 100, 111 and 9 of line 1, 222 of line 2, the item, the plans of В and Б, the decision.
    assert detail == "«uspekh», редакция № 2 вступила в силу; записей под новыми номерами: 8"
    after = numbers(filled)
    follow_editions(filled, PROJECT, date(2999, 1, 2))
    assert numbers(filled) == after
    # The report speaks of Б as it was: who accepts it would plan another indicator.
    with pytest.raises(SubmissionDecided, match="прислан до редакции паспорта"):
        accept_sent(filled, sent, File("о.xlsx", b"1", "1" * 64, 1), report, EDITOR)


def test_an_edition_with_other_numbers_waits_for_reports_that_were_sent(filled, texts, renumbered):
    before = numbers(filled)
    send(filled, File("о.xlsx", b"1", "1" * 64, 1), tidy(people("S1", 2022, rested=1, children=2)), SCHOOL)
    with pytest.raises(EditionRefused, match="не принятых отчётов — 1"):
        add_edition(filled, PROJECT, NEXT, renumbered, ADMINISTRATOR)
    assert numbers(filled) == before and len(list_editions(filled, PROJECT)) == 1
    # Where every number stays, nothing has to wait.
    add_edition(filled, PROJECT, Requisites(2, None, "", date(2999, 1, 1)), texts, ADMINISTRATOR)


@pytest.fixture
def shortened(texts):
    """Line 1 is gone, and so is item 1.1; nothing has their numbers."""
    return change(
        texts,
        budget_lines=[("1,Путёвки в лагеря,Путёвки,false,\n", "")],
        budget=[("1,городской бюджет,2021,1.25\n1,городской бюджет,2022,1.3\n1,спонсоры,2021,0.00000001\n", "")],
        plan_items=[("2,1.1.,1.1,event,1,Ремонт корпусов,2021-03-01,2022-12-31,01.03.2021,31.12.2022,false,,"
                     "Лагерь и ЖКХ,Акт,Р\n", "")],
    )  # fmt: skip


@pytest.fixture
def reused(shortened):
    """In the third edition line 1 is the food and item 1.1 buys the tents."""
    return change(
        shortened,
        budget_lines=[("2,Загородный", "1,Питание в отрядах,Питание,false,\n2,Загородный")],
        budget=[("2,городской бюджет,2023,20\n", "1,городской бюджет,2023,3\n2,городской бюджет,2023,20\n")],
        plan_items=[("3,1.2.,",
                     "2,1.1.,1.1,event,1,Покупка палаток,,2024-03-01,,01.03.2024,false,,Лагерь,Акт,Р\n3,1.2.,")],
    )  # fmt: skip


def test_a_number_that_was_free_for_an_edition_brings_its_next_row_nothing_of_the_former(
    filled, texts, shortened, reused
):
    before = numbers(filled)
    for values in (tidy(), current(filled)):
        assert say_values_of_gone_rows(plan_of(texts), values) == ""
    add_edition(filled, PROJECT, NEXT, shortened, ADMINISTRATOR)
    apart = numbers(filled)
    # In force are 111 of the journeys and the day on which the repair was done.
    assert say_values_of_gone_rows(plan_of(shortened), current(filled)).replace("\xa0", " ") == (
        "У строк, которых нет в действующей редакции, — 2 значения: строка бюджета 1 (ред. 1) — 1, "
        "пункт плана 1.1 (ред. 1) — 1"
    )
    assert apart["budget", "1 (ред. 1)"] == 111 and ("budget", "1") not in apart
    assert ("milestone", "1.1 (ред. 1)") in apart and ("milestone", "1.1") not in apart
    add_edition(filled, PROJECT, Requisites(3, None, "", date(2023, 1, 10)), reused, ADMINISTRATOR)
    assert numbers(filled) == apart
    # The food has 5 kopecks of its own; the 111 of the journeys are not in it, and the tents are not bought.
    load(filled, tidy(money("1", "городской бюджет", 2023, executed=5)), "в")
    assert (numbers(filled)["budget", "1"], numbers(filled)["budget", "1 (ред. 1)"]) == (5, 111)
    # The fourth edition is the first one again: the journeys are line 1, the food is gone.
    add_edition(filled, PROJECT, Requisites(4, None, "", date(2023, 2, 1)), texts, ADMINISTRATOR)
    assert numbers(filled) == before | {("budget", "1 (ред. 3)"): 5}


def test_values_that_were_set_apart_come_back_with_their_row(filled, texts, renumbered):
    before = numbers(filled)
    add_edition(filled, PROJECT, NEXT, renumbered, ADMINISTRATOR)
    assert ("plan", "ПБ (ред. 1)") in numbers(filled)
    # The third edition has the words of the first: injuries are Б again, leaders В, and the roads are gone.
    add_edition(filled, PROJECT, Requisites(3, None, "", date(2023, 1, 10)), texts, ADMINISTRATOR)
    assert numbers(filled) == before
    # Worked out by hand of ``filled``: 111 and 222 kopecks, 25 of В and 0,003 of Б.
    assert (before["budget", "1"], before["budget", "2"], before["plan", "ПВ"], before["plan", "ПБ"]) == (
        111, 222, 25_000, 3,
    )  # fmt: skip
    assert list(in_force(filled, EDITOR)["subject"]) == ["В"]


def test_values_stay_apart_while_the_words_of_their_row_are_other_words(filled, texts, renumbered):
    add_edition(filled, PROJECT, NEXT, renumbered, ADMINISTRATOR)
    other = change(texts, indicators=[("Число травм в лагерях, случаев", "Число дорог у лагерей, штук")])
    add_edition(filled, PROJECT, Requisites(3, None, "", date(2023, 1, 10)), other, ADMINISTRATOR)
    assert numbers(filled)["plan", "ПБ (ред. 1)"] == 3 and ("plan", "ПБ") not in numbers(filled)
