"""Figures without what rests on small health counts, worked by hand on a few schools of an invented plan."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.tidy import organization, planned, tidy
from tests.tidy import people as counts
from uspekh.monitoring.explaining.origins import say_year_before
from uspekh.monitoring.small_counts.screened import hidden_reasons, screened, with_guides_screened
from uspekh.passport.plan import Plan


@pytest.fixture
def of_health(plan):
    """The small plan with the share of children taken for one by health."""
    rows = [(field, "Л", field, field, "", "", field in ("in", "all")) for field in ("in", "all", "tech", "views")]
    columns = ["id", "sheet", "heading", "title", "hint", "at_most", "sensitive"]
    return Plan(plan.head, {**plan.tables, "components": pd.DataFrame(rows, columns=columns)})


def reports(*pairs: tuple[int, int]) -> pd.DataFrame:
    schools = [organization(f"S{n}", 100) for n in range(1, len(pairs) + 1)]
    return tidy(*schools, *(counts(f"S{n}", 2021, **{"in": a, "all": b}) for n, (a, b) in enumerate(pairs, start=1)))


def share(frame: pd.DataFrame, **key: str) -> tuple[float | None, str]:
    row = frame[(frame["measure"] == "share") & (frame["year"] == 2021)]
    for column, wanted in key.items():
        row = row[row[column] == wanted]
    (fact,), (flag,) = row["fact"], row["flag"]
    return (None if pd.isna(fact) else round(fact, 2)), flag


# 3 of 12, 20 of 40, 7 of 30: 30 of 82. The small one is hidden and one beside it, which depends on the names alone.
THREE = reports((3, 12), (20, 40), (7, 30))


def test_the_total_stays_while_the_small_one_and_another_are_hidden(compute, of_health):
    # Exact figures that take their rows of another year: what is shown takes none of them.
    figures = screened(compute(THREE, of=of_health, year=2020).of_year(2021))
    assert share(figures.measures)[0] == 36.59
    by_school = [share(figures.organizations, organization=code) for code in ("S1", "S2", "S3")]
    assert by_school[0] == (None, "hidden")
    assert sorted(flag == "hidden" for _, flag in by_school) == [False, True, True]
    assert figures.organizations.loc[figures.organizations["hidden"], "numerator"].isna().all()


def test_the_rows_of_one_measure_do_not_depend_on_the_others(compute, of_health):
    figures = screened(compute(THREE, of=of_health))
    for measure, definition in figures.definitions.groupby("id"):
        alone = figures.with_inputs(definitions=definition)
        pd.testing.assert_frame_equal(figures.of([measure]).measures, alone.measures)
        pd.testing.assert_frame_equal(figures.of([measure]).organizations, alone.organizations)


def hidden_code(figures) -> str:
    """The school hidden beside S1."""
    (code,) = (code for code in ("S2", "S3") if share(figures.organizations, organization=code)[1] == "hidden")
    return code


def test_a_part_of_the_schools_is_shown_only_without_a_hidden_one(compute, of_health):
    partner = hidden_code(screened(compute(THREE, of=of_health)))
    shown = "S2" if partner == "S3" else "S3"
    facts = {"S2": 50.0, "S3": 23.33}
    for codes, fact in (
        ((shown,), facts[shown]), ((partner,), None), (("S1",), None), (("S2", "S3"), None), (("S1", partner), None),
        (("S1", "S2", "S3"), 36.59),
    ):  # fmt: skip
        figures = screened(compute(THREE, of=of_health, organizations=codes))
        assert share(figures.measures)[0] == fact
        for kind, subject in (("indicator", "1"), ("result", "1.1")):
            assert list(hidden_reasons(figures, kind)) == ([] if fact else [subject])


def test_a_year_without_a_report_is_not_called_hidden(compute, of_health):
    frame = screened(compute(THREE, of=of_health)).organizations
    other = frame[(frame["measure"] == "share") & (frame["organization"] == "S1") & (frame["year"] != 2021)]
    # A school has no plan of its own, so there is no flag either.
    assert other["flag"].isna().all() and not other["hidden"].any()


def test_while_a_school_is_awaited_nothing_is_shown_and_it_is_said(compute, of_health):
    awaited = pd.concat([THREE, tidy(organization("S4", 100), organization("S5", 100))], ignore_index=True)
    figures = screened(compute(awaited, of=of_health))
    assert share(figures.measures) == (None, "hidden")
    why = "ждём отчёты: ещё 2 организации; до этого сумма выдала бы отдельные школы"
    assert hidden_reasons(figures, "indicator") == {"1": why}
    rows = figures.organizations
    rows = rows[(rows["measure"] == "share") & (rows["year"] == 2021)].set_index("organization")
    assert rows["fact"].isna().all()
    assert rows["hidden_why"].to_dict() == {"S1": why, "S2": why, "S3": why, "S4": "", "S5": ""}


def test_each_period_is_hidden_for_itself(compute, of_health):
    """All three gave the half-year, two of them the year: the half-year stays, the year waits."""
    half = [counts(f"S{n}", 2021, 6, **{"in": a, "all": b}) for n, (a, b) in enumerate([(9, 12), (20, 40), (7, 30)], 1)]
    year = [counts("S1", 2021, **{"in": 10, "all": 12}), counts("S2", 2021, **{"in": 22, "all": 40})]
    values = tidy(*(organization(f"S{n}", 100) for n in (1, 2, 3)), *half, *year)
    assert share(screened(compute(values, of=of_health)).measures) == (None, "hidden")
    # (9 + 20 + 7) of 82
    assert share(screened(compute(values, of=of_health, months=6)).measures)[0] == 43.9


def test_beside_a_share_within_a_year_stands_no_hidden_one_of_the_year_before(compute, of_health):
    then, now = [(3, 12), (20, 40), (7, 30)], [(9, 12), (20, 40), (7, 30)]
    values = tidy(
        *(organization(f"S{n}", 100) for n in (1, 2, 3)),
        *(counts(f"S{n}", 2020, 6, **{"in": a, "all": b}) for n, (a, b) in enumerate(then, 1)),
        *(counts(f"S{n}", 2021, 6, **{"in": a, "all": b}) for n, (a, b) in enumerate(now, 1)),
    )
    figures = screened(compute(values, months=6, of=of_health))
    rows = figures.organizations.query("measure == 'share' and year == 2021").set_index("organization", drop=False)
    words = {code: say_year_before(figures, rows.loc[code]) for code in ("S1", "S2", "S3")}
    # S1 had 3 of 12; another is hidden with it.
    assert words["S1"] == "" and sorted(map(bool, words.values())) == [False, False, True]
    city = figures.measures.query("measure == 'share' and year == 2021").iloc[0]
    # 30 of 82.
    assert say_year_before(figures, city) == "год назад за тот же период — 36,6\N{NO-BREAK SPACE}%"


def test_no_percentage_stands_on_fewer_than_ten_children(compute, of_health):
    figures = screened(compute(reports((6, 9), (6, 10), (8, 20)), of=of_health))
    assert share(figures.organizations, organization="S1")[0] is None
    assert share(figures.organizations, organization="S2")[0] == 60.0
    assert share(screened(compute(reports((6, 9)), of=of_health)).measures)[0] is None


def test_the_only_school_with_a_small_count_takes_the_total_of_the_year_with_it(compute, of_health):
    assert share(screened(compute(reports((3, 12)), of=of_health)).measures) == (None, "hidden")


def test_the_municipality_row_is_shown_but_not_the_sum_beside_it(compute, of_health):
    own = [organization("МО", type="муниципалитет"), counts("МО", 2021, **{"in": 40, "all": 80})]
    awaited = pd.concat([THREE, tidy(*own, organization("S4", 100))], ignore_index=True)
    row = screened(compute(awaited, of=of_health)).measures.set_index(["measure", "year"]).loc[("share", 2021)]
    assert (row["fact"], row["basis"]) == (50.0, "municipality")
    assert pd.isna(row["sum_fact"]) and not row["hidden"]


def test_a_growth_is_hidden_with_either_of_its_years(compute, of_health):
    full = [counts(f"S{n}", year, **{"in": 10 * n, "all": 100}) for n in (1, 2, 3) for year in (2019, 2020, 2021)]
    schools = [organization(f"S{n}", 100) for n in (1, 2, 3, 4)]
    fourth = [counts("S4", year, **{"in": 40, "all": 100}) for year in (2020, 2021)]
    figures = screened(compute(tidy(*schools, *full, *fourth), of=of_health))
    rows = figures.measures[figures.measures["measure"] == "growth"].set_index("year")["hidden_why"]
    # 2019 waits for S4; the growth of 2020 would tell its share; that of 2021 rests on two complete years.
    assert [bool(why) for why in rows] == [True, True, False]
    shares = figures.measures[figures.measures["measure"] == "share"].set_index("year")["flag"]
    assert (shares[2019], shares[2020] == "hidden") == ("hidden", False)


def test_what_is_not_of_health_is_not_touched(compute, plan):
    rows = [("in", "Л", "in", "in", "", "", False)]
    columns = ["id", "sheet", "heading", "title", "hint", "at_most", "sensitive"]
    other = Plan(plan.head, {**plan.tables, "components": pd.DataFrame(rows, columns=columns)})
    plain = compute(THREE, of=other)
    for frame, exact in (
        (screened(plain).organizations, plain.organizations),
        (screened(plain).measures, plain.measures),
    ):
        assert not frame["hidden"].any()
        pd.testing.assert_frame_equal(frame.drop(columns=["hidden", "hidden_why"]), exact)


def test_exact_figures_have_nothing_to_say_of_hiding(compute, of_health):
    assert hidden_reasons(compute(THREE, of=of_health), "indicator") == {}


# A club of 4 children beside three schools of 20 of 40: its count is hidden, and so is the guide that it is taken from.
CLUB = organization("D", type="доп. образование")
SCHOOLS = [row for code in ("S1", "S2", "S3") for row in organization(code, 100)]
WITH_CLUB = tidy(
    SCHOOLS, CLUB, *(counts(code, 2020, **{"in": 20, "all": 40}) for code in ("S1", "S2", "S3")),
    counts("D", 2020, **{"in": 4}),
)  # fmt: skip


def plans_of(figures, year: int, code: str = "S1") -> dict[str, object]:
    rows = figures.organizations
    (row,) = rows[(rows["measure"] == "share") & (rows["year"] == year) & (rows["organization"] == code)].to_dict(
        "records"
    )
    return {name: None if pd.isna(row[name]) else row[name] for name in ("plan", "due_plan", "deviation", "plan_kind")}


@pytest.mark.parametrize(
    "screen", [screened, lambda figures: with_guides_screened(figures, screened(figures).publication)]
)
def test_a_guide_that_tells_a_hidden_count_is_hidden_too(compute, of_health, screen):
    exact = compute(WITH_CLUB, year=2020, of=of_health)
    # 75 less 4 of 120 is 71,67; 2021 has no values and rests on the same count; 2019 rests on nothing.
    assert plans_of(exact, 2020)["plan"] == pytest.approx(75 - 100 * 4 / 120)
    shown = screen(exact)
    for year in (2020, 2021):
        nothing = dict.fromkeys(("plan", "due_plan", "deviation"))
        assert plans_of(shown, year) == nothing | {"plan_kind": "guide"}
    assert plans_of(shown, 2019)["plan"] == 70


def test_the_guide_of_printed_counts_is_shown(compute, of_health):
    many = tidy(
        SCHOOLS, CLUB, *(counts(code, 2020, **{"in": 20, "all": 40}) for code in ("S1", "S2", "S3")),
        counts("D", 2020, **{"in": 30}),
    )  # fmt: skip
    assert plans_of(screened(compute(many, year=2020, of=of_health)), 2020)["plan"] == 50


def test_a_plan_weighted_by_hidden_denominators_is_hidden(compute, of_health):
    values = pd.concat([THREE, tidy(planned("S1", "П1", 2021, 50_000), planned("S2", "П1", 2021, 60_000),
                                    planned("S3", "П1", 2021, 50_000))], ignore_index=True)  # fmt: skip

    def plan_of(codes, screen):
        rows = screen(compute(values, of=of_health, organizations=codes)).measures
        (plan,) = rows.loc[(rows["measure"] == "share") & (rows["year"] == 2021), "plan"]
        return None if pd.isna(plan) else plan

    # (12 · 50 + 40 · 60) / 52 would tell that the denominators are as 12 to 40.
    assert plan_of(("S1", "S2"), lambda figures: figures) == pytest.approx(3000 / 52)
    assert plan_of(("S1", "S2"), screened) is None
    assert plan_of(("S1", "S3"), screened) == 50
