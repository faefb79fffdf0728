"""What «Сегодня», its slides and its document say: numbers worked out by hand on the small plan."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.tidy import item, money, organization, people, planned, tidy
from uspekh.monitoring.changed_figures import ChangedFigure, list_changed, same_organizations
from uspekh.monitoring.difference import frozen_status
from uspekh.monitoring.explaining.final_gaps import (
    CAUSES,
    DOCUMENTS,
    DONE_DATES,
    MONEY,
    REPORTS,
    FinalGap,
    list_final_gaps,
)
from uspekh.monitoring.explaining.headline import say_headline
from uspekh.monitoring.overview.dates import list_open_items
from uspekh.monitoring.overview.decisions import open_assignments
from uspekh.monitoring.overview.off_plan import OrganizationShortfall, list_off_plan
from uspekh.monitoring.overview.tiles import IndicatorYear, summarize_indicators
from uspekh.passport.plan import Plan
from uspekh.russian.format import NBSP

# Targets: share 70, 75, 80 %; grown 100, 200, 301; views 0,6, 0,8, 1,2 thousand; harm 50, 40, 30 (less is better).
YEAR_2019 = [organization("A", 100), people("A", 2019, **{"in": 66, "all": 100}, tech=92, views=480, harm=54)]
DECIDED = ["thread", "subject_kind", "subject", "year", "cause", "action", "responsible", "due", "closed"]


def tied(text: str) -> str:
    """The text as it is printed, with spaces that no line is broken at for «_»."""
    return text.replace("_", NBSP)


@pytest.fixture(scope="session")
def plan(plan) -> Plan:
    """The small plan with result 1.2, the same figure as indicator 2, for which «Б.» answers."""
    twin = plan["measures"][plan["measures"]["id"] == "grown"]
    twin = twin.assign(id="twin", subject_kind="result", subject="1.2")
    targets = [("1.2", year, "чел.", target, "") for year, target in ((2019, 100.0), (2020, 200.0), (2021, 301.0))]
    targets_of = pd.DataFrame(targets, columns=["result", "year", "unit", "target", "wording"])
    tables = {
        "measures": pd.concat([plan["measures"], twin], ignore_index=True),
        "indicators": plan["indicators"].assign(short_title=["Охват", "Техника", "Уроки", "Травмы"]),
        "results": pd.concat([plan["results"].assign(id=id) for id in ("1.1", "1.2")], ignore_index=True),
        "result_targets": pd.concat([plan["result_targets"], targets_of], ignore_index=True),
        "links": pd.DataFrame(
            [("1.2", "indicator", "2", ""), ("1.2", "participant", "1", ""), ("1.2", "plan_item", "1", "")],
            columns=["result", "kind", "target", "note"],
        ),
        "participants": pd.DataFrame([(1, "Ответственный за результат", "Б")], columns=["row", "role", "person"]),
        "people": pd.DataFrame({"spelling": ["Б"], "person": ["Б."]}),
        "executors": pd.DataFrame([("И", "Исполнитель")], columns=["spelling", "organization"]),
    }
    return Plan(plan.head, {**plan.tables, **tables})


def decision(thread="t", subject="2", year=2019, cause="К", due=date(2020, 3, 1), closed=False, kind="indicator"):
    return (thread, kind, subject, year, cause, "М", "О", due, closed)


def decided(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=DECIDED).astype({"due": object})


def test_the_sentence_says_what_is_short_in_people_the_greatest_first(compute):
    values = tidy(*YEAR_2019, money("1", "бюджет города", 2019, executed=450_000_00))
    # Short: views 600 - 480 = 120; tech 100 - 92 = 8; share 70 - 66 = 4. Harm is 54 - 50 = 4 above its plan.
    # Overdue in 2025, of those due by 2019: 1, 1.1, 1.1.1, 1.1.2. Money: 450 000 of 900 000 + 150 = 49,99 %.
    assert say_headline(compute(values, year=2019)) == tied(
        "2019_год: на плане ни одного показателя из 4; до плана не хватает 120_чел. по показателю_3, "
        "8_чел. по показателю_2 и 4_чел. по показателю_1; больше плана на 4_чел. по показателю_4; "
        "просрочено 4_пункта плана мероприятий; исполнено 50_% плана по паспорту."
    )


def test_within_a_year_the_sentence_says_what_is_judged_only_at_its_end(compute):
    values = tidy(
        organization("A", 100),
        people("A", 2019, 6, **{"in": 66, "all": 100}, tech=60, views=250, harm=20),
        money("1", "бюджет города", 2019, 6, executed=450_000_00, refined=900_000_00),
    )
    # Half of the year is due: tech 50 and harm 25 are met, views 250 of 300 are 83 %. A share waits for the year.
    # Executed 450 000 of the refined 900 000 and the 150 that nobody refined: 49,99 %.
    assert say_headline(compute(values, year=2019, months=6, as_of=date(2019, 8, 1))) == tied(
        "I полугодие 2019_года: оценены 3_показателя из 4 (на плане 2), остальные — по итогам года; "
        "до плана не хватает 50_чел. по показателю_3; просрочено 2_пункта плана мероприятий; "
        "за I полугодие исполнено 50_% уточнённого плана."
    )


def test_after_the_end_the_sentence_is_of_the_whole_period(compute):
    values = tidy(
        organization("A", 100),
        people("A", 2021, **{"in": 80, "all": 100}, tech=301, views=1200, harm=31),
        *(item(number, year, done=f"{year}-01-31") for number in ("1", "1.1", "1.1.2") for year in (2019, 2020)),
        *(item("1.1.1", year, done=f"{year}-01-31") for year in (2019, 2020, 2021)),
        money("1", "бюджет города", 2019, executed=900_000_00, refined=900_000_00),
        money("2", "спонсоры", 2019, executed=15_00, refined=150_00),
    )
    # 80 %, 301 and 1,2 thousand are met, harm is one too many: 30 / 31 = 96,8 %.
    # Money of all years: 900 015 of 900 150 roubles are 99,985 %, which must not be printed as 100 %.
    assert say_headline(compute(values, year=2021)) == tied(
        "Итог 2019–2021_годов: плана достигли 3_показателя из 4; больше плана на 1_чел. по показателю_4; "
        "за все годы исполнено 99,99_% уточнённого плана."
    )


def test_a_report_that_is_missing_and_could_turn_a_flag_is_in_the_sentence(compute):
    # B is silent. A alone reached the 70 % with 80 of 100, but B's contingent of 100 leaves from 40 to 90 %. Its 100 of
    # tech are the plan, and B can only add to them. Views of 480 lack 120, which B may still bring. Harm of 40 is
    # within the 50, which B may still exceed.
    values = tidy(
        organization("A", 100),
        organization("B", 100),
        people("A", 2019, **{"in": 80, "all": 100}, tech=100, views=480, harm=40),
    )
    sentence = say_headline(compute(values, year=2019))
    assert sentence.startswith(tied("2019_год: на плане 1_показатель из 4, по неполным данным — 3; "))


def test_of_the_whole_period_the_sentence_claims_what_the_final_report_does(compute):
    values = tidy(
        organization("A", 100),
        organization("B", 100),
        people("A", 2021, **{"in": 81, "all": 100}, tech=301, views=1200, harm=31),
        people("B", 2021, **{"in": 81, "all": 100}, views=0, harm=0),
    )
    figures = compute(values, year=2021)
    # The share of 81 % and the views of 1,2 thousand are reached by all, harm is one too many for sure. Of 301 tech
    # nobody can be taken away: B and earlier years can only add to it.
    assert say_headline(figures).startswith(tied("Итог 2019–2021_годов: плана достигли 3_показателя из 4; "))
    few = compute(values.assign(number=values["number"].replace({301: 300})), year=2021)
    assert say_headline(few).startswith(
        tied("Итог 2019–2021_годов: плана достигли 2_показателя из 4, о 1 утверждать нельзя; ")
    )


def test_an_indicator_without_a_formula_is_not_passed_over(compute, plan):
    measures = plan["measures"]
    part, none = measures[~measures["id"].isin(["views", "less"])], measures.iloc[:0]
    of_part, of_none = (Plan(plan.head, {**plan.tables, "measures": rows}) for rows in (part, none))
    # The share of 66 of 100 and 92 of 100 tech are below their plans; of the other two nothing is computed.
    assert say_headline(compute(tidy(*YEAR_2019), year=2019, of=of_part)).startswith(
        tied("2019_год: оценены 2_показателя из 4 (на плане 0), формула не задана — 2; ")
    )
    assert say_headline(compute(tidy(*YEAR_2019), year=2019, of=of_none)).startswith(
        tied("2019_год: показатели не оценены: формула не задана — 4; ")
    )


def test_of_some_organizations_neither_the_plan_nor_the_money_of_the_city_is_said(compute):
    values = tidy(*YEAR_2019, organization("B", 100), planned("A", "П2", 2019, 90_000))
    # A has a plan of its own for the indicator 2 alone, and reached it; of harm and views it has guides, half of the
    # city's: 25 and 300 (480 are above); less harm is better, but a guide is drawn by the side alone.
    sentence = say_headline(compute(values, year=2019, organizations=("A",)))
    assert sentence.startswith(tied("2019_год: оценён 1_показатель из 4 (на плане 1), "))
    assert "плана мероприятий" not in sentence and "исполнен" not in sentence


def test_a_tile_has_fact_plan_due_and_the_people_over_or_short(compute):
    tiles = {tile.subject: tile for tile in summarize_indicators(compute(tidy(*YEAR_2019), year=2019))}
    assert (tiles["1"].title, tiles["1"].fact, tiles["1"].plan, tiles["1"].gap) == (
        "Охват", tied("66_%"), tied("план 70_%"), tied("не хватает 4_чел."),
    )  # fmt: skip
    assert (tiles["3"].fact, tiles["3"].plan, tiles["3"].gap) == (
        tied("0,48_тыс. чел."), tied("план 0,6_тыс. чел."), tied("не хватает 120_чел."),
    )  # fmt: skip
    assert (tiles["4"].state, tiles["4"].gap, tiles["4"].coverage) == (
        "at_risk",
        tied("больше плана на 4_чел."),
        "сдали 1 из 1",
    )
    assert tiles["2"].years[0] == IndicatorYear(2019, 100.0, 92.0, True)
    assert [year.fact for year in tiles["2"].years[1:]] == [None, None]


def test_a_tile_whose_earlier_years_are_lacking_does_not_say_that_all_reported(compute):
    # 2019 is not there, so the level of 2020 is incomplete though the only organization sent 2020.
    values = tidy(organization("A", 100), people("A", 2020, tech=40))
    assert summarize_indicators(compute(values, year=2020))[1].coverage == "не все сдали прежние годы"


def test_a_plan_within_the_year_stands_before_that_of_the_year(compute):
    values = tidy(organization("A", 100), people("A", 2020, 3, tech=40), people("A", 2019, tech=100))
    tile = summarize_indicators(compute(values, year=2020, months=3))[1]
    # A quarter of the 100 that 2020 adds to the 100 of 2019 is due.
    assert (tile.fact, tile.plan, tile.gap) == (
        tied("140_чел."),
        tied("план 125_чел., план года 200_чел."),
        tied("больше плана на 15_чел."),
    )


def test_what_is_off_plan_names_the_organizations_that_lack_most(compute):
    values = tidy(
        organization("A", 150), organization("B", 50), people("A", 2019, **{"in": 105, "all": 150}, tech=60, views=600)
    )
    rows = list_off_plan(compute(values, year=2019))
    # tech: 60 of 100. By contingents of 150 and 50 the guides are 75 and 25: A lacks 15, B, which is silent, all 25.
    first = rows[0]
    assert (first.title, first.gap) == (
        tied("Показатель_2. Техника (то же — результат_1.2)"),
        tied("не хватает 40_чел."),
    )
    assert first.largest == (OrganizationShortfall("B", "B", 25, False), OrganizationShortfall("A", "A", 15, True))
    assert (first.more, first.answers, first.decisions) == (0, ("Б.",), ())
    # The share is 105 of 150: exactly its 70 %. Views are on plan, and of harm nobody reported anything.
    assert len(rows) == 1


def test_a_share_lacks_points_and_people(compute):
    rows = list_off_plan(compute(tidy(*YEAR_2019), year=2019))
    assert {row.subject: row.gap for row in rows} == {
        "3": tied("не хватает 120_чел."),
        "2": tied("не хватает 8_чел."),
        "4": tied("больше плана на 4_чел."),
        "1": tied("не хватает 4_п._п. (4_чел.)"),
    }


def test_a_decision_about_the_same_figure_stands_in_its_row(compute):
    taken = decided(
        decision("a"), decision("b", subject="1.2", kind="result"), decision("c", year=2020), decision("d", subject="1")
    )
    rows = {row.subject: row for row in list_off_plan(compute(tidy(*YEAR_2019), year=2019), taken)}
    # Of 2020 is another figure; what was said of result 1.2 belongs to indicator 2, which it repeats.
    assert [each.thread for each in rows["2"].decisions] == ["a", "b"]
    assert [each.thread for each in rows["1"].decisions] == ["d"]


def test_open_assignments_stand_by_date_and_the_late_ones_are_counted():
    taken = decided(
        decision("none", due=None), decision("late", due=date(2020, 2, 28)), decision("today", due=date(2020, 3, 1)),
        decision("done", due=date(2019, 1, 1), closed=True),
    )  # fmt: skip
    rows = open_assignments(taken, date(2020, 3, 1))
    assert [each.thread for each in rows.rows] == ["late", "today", "none"]
    assert rows.overdue == 1


def test_what_is_overdue_leaves_room_for_what_is_near(compute):
    # On 5 December 2019: overdue 1.1.1 (1 April) and 1.1.2 (30 June); within 30 days 1 and 1.1 (31 December).
    items = list_open_items(compute(tidy(), year=2019, as_of=date(2019, 12, 5)))
    assert [row.item for row in items.overdue] == ["1.1.1", "1.1.2"]
    assert [row.item for row in items.soon] == ["1", "1.1"]
    assert [row.item for row in items.first(3)] == ["1.1.1", "1", "1.1"]
    assert [row.item for row in items.first(9)] == ["1.1.1", "1.1.2", "1", "1.1"]
    assert (items.overdue[0].due, items.overdue[0].responsible) == (date(2019, 4, 1), ("Б.",))


def test_the_final_report_lacks_by_name_what_nobody_reported(compute):
    numbers = {"all": 100, "tech": 301, "views": 1200, "harm": 30}
    values = tidy(
        organization("A", 100), organization("B", 50, active_from="2021-01-01"),
        *(people("A", year, **{"in": engaged}, **numbers) for year, engaged in ((2019, 60), (2020, 70), (2021, 80))),
        people("B", 2021, **{"in": 40, "all": 50}, tech=0, views=0),
        money("1", "бюджет города", 2019, executed=900_000_00),
        *(item(number, 2019, done="2019-01-31", document="П") for number in ("1", "1.1.2")),
        *(item("1.1.1", year, done="2019-01-31", document="П") for year in (2019, 2020, 2021)),
        item("1.1", 2019, done="2019-01-31"),
    )  # fmt: skip
    gaps = list_final_gaps(compute(values, year=2019))
    # B gave everything of 2021 but harm, and of the years before it nothing is wanted; line 2 has a plan of 150
    # roubles in 2019 and no execution; 1.1.2, yearly to 2020, has no date in its second year, 1.1 no document.
    # Nothing deviates: 120 of 150 children, growth from 70 to 80 %, harm 30 of 30.
    assert gaps == (
        FinalGap(REPORTS, 2021, "B", (tied("показатель_4"),)),
        FinalGap(MONEY, 2019, tied("Строка_2"), ("спонсоры",)),
        FinalGap(DONE_DATES, 2020, tied("Пункт плана_1.1.2"), ("Т",)),
        FinalGap(DOCUMENTS, 2019, tied("Пункт плана_1.1"), ("Т",)),
    )


def test_a_deviation_that_nobody_explained_is_lacking_too(compute):
    values = tidy(organization("A", 100), people("A", 2021, **{"in": 80, "all": 100}, tech=300, views=1000, harm=30))
    figures = compute(values, year=2019)
    explained = decided(decision(year=2021, subject="3"), decision(year=2021, cause=" "))
    # Of 301 one is lacking and the cause is blank; of 1 200 views 200 are lacking, and why is said.
    assert [gap for gap in list_final_gaps(figures, explained) if gap.kind == CAUSES] == [
        FinalGap(CAUSES, 2021, tied("Показатель_2. Техника (то же — результат_1.2)"), (tied("не хватает 1_чел."),))
    ]


def test_what_changed_since_a_meeting_is_said_in_words(compute):
    before = frozen_status(compute(tidy(*YEAR_2019), year=2019))
    now = compute(
        tidy(*YEAR_2019[:1], people("A", 2019, **{"in": 66, "all": 100}, tech=100, views=480, harm=54)), year=2019
    )
    assert list_changed(now, before)[0] == ChangedFigure(
        tied("Показатель_2"), 2019, "92", "100", tied("▲_наличие отклонений"), tied("●_отсутствие отклонений")
    )
    assert same_organizations(now, before)
    part = compute(tidy(*YEAR_2019, organization("B", 50)), year=2019, organizations=("A",))
    assert not same_organizations(part, before)
