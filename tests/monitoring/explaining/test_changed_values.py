"""What a file changes, the sharpest first: by organization, with percentages worked out by hand."""

from __future__ import annotations

from tests.tidy import money, organization, people, tidy
from uspekh.monitoring.explaining.changed_values import order_changes, say_change, say_scope
from uspekh.store.uploads.changes import changes

BEFORE = tidy(
    people("A", 2022, engaged=100, total=1000), people("B", 2022, engaged=797), people("B", 2021, engaged=500),
    people("C", 2022, engaged=0),
)  # fmt: skip
FILE = tidy(
    people("A", 2022, engaged=110, total=1000), people("A", 2023, months=9, engaged=5), people("B", 2021, engaged=510),
    people("B", 2022, engaged=97), people("C", 2022, engaged=3),
)  # fmt: skip


def test_the_organization_with_the_sharpest_change_comes_first_and_its_sharpest_value():
    rows = order_changes(changes(BEFORE, FILE))
    # C: 0 → 3 differs by the whole of 3. B: 700 of 797 are lost (0,88), then 10 of 510 (0,02). A: 10 of 110 (0,09),
    # then the new value; 1 000 of A stays.
    assert [(row.subject, row.year, row.number) for row in rows.itertuples()] == [
        ("C", 2022, 3), ("B", 2022, 97), ("B", 2021, 510), ("A", 2022, 110), ("A", 2023, 5),
    ]  # fmt: skip


def test_a_change_in_words():
    rows = order_changes(changes(BEFORE, FILE)).set_index(["subject", "year"])
    words = {
        key: say_change(row, "П1 Занимаются, чел.", "СОШ № 5", "797", "97")
        for key, row in zip(rows.index, rows.reset_index().itertuples(), strict=True)
    }
    # 97 is 87,8 per cent less than 797; of a zero there is no percentage.
    assert words["B", 2022] == "П1 Занимаются, СОШ № 5, 2022: 797 → 97, −88\N{NO-BREAK SPACE}%"
    assert words["C", 2022] == "П1 Занимаются, СОШ № 5, 2022: 797 → 97"
    assert words["A", 2023] == "П1 Занимаются, СОШ № 5, 2023, 9 месяцев: 797 → 97, новое"


def test_equally_sharp_subjects_do_not_stand_in_each_others_rows():
    file = tidy(money("1", "город", 2022, executed=1), money("2", "город", 2022, executed=1),
                money("1", "город", 2023, executed=1))  # fmt: skip
    assert order_changes(changes(BEFORE, file))["subject"].tolist() == ["1", "1", "2"]


def test_a_first_form_says_what_a_school_reports_before_the_directory_it_brings_along():
    file = tidy(organization("A", 900), organization("B", 800), people("B", 2022, engaged=700))
    rows = order_changes(changes(BEFORE.iloc[:0], file))
    assert rows["kind"].tolist()[0] == "component"
    # Each organization of the directory: name, short name, type, contingent.
    assert say_scope(rows) == "Изменится значений: 1, организаций: 1; в справочнике организаций: 8"
    assert say_scope(rows[rows["kind"] == "organization"], past=True) == "Изменено в справочнике организаций: 8"
