"""How a person edits a draft: years side by side, rows that were not read entered as they stand, no codes."""

from __future__ import annotations

import re

import pytest

from tests.importing.test_review import PASSPORT, TYPES, import_blocks, plan_of_draft, review
from tests.importing.test_unread import BUDGET, BUDGET_HEAD, PLAN, read
from tests.importing.typed_regional import make_up, type_regional
from uspekh.importing.document.recognition import NUMBER
from uspekh.importing.draft import Remark
from uspekh.importing.review.columns import columns_for
from uspekh.importing.review.placing import TABLES, add_blank_row, enter_row, propose_rows
from uspekh.importing.review.rows import Change, apply_changes, cells_of
from uspekh.importing.review.sections import find_doubtful
from uspekh.importing.review.spread import SPREAD, columns_over_years, lines_of, write_line
from uspekh.importing.review.stored import pack_empty, pack_import, pack_tables, unpack_tables
from uspekh.importing.review.texts import parse_texts, render_texts


@pytest.fixture(scope="module")
def shipped():
    """The rows of the shipped passport in a review."""
    texts = {path.name: path.read_text("utf-8") for path in PASSPORT.iterdir()}
    return unpack_tables(pack_tables(parse_texts(texts)).tables)


def columns(tables, table):
    cells = cells_of(tables)
    return {column.name: column for column in columns_over_years(table, columns_for(table, cells), cells)}


def test_years_stand_side_by_side_and_every_row_is_in_one_line(shipped):
    for table in SPREAD:
        lines = lines_of(table, shipped[table])
        numbers = sorted(number for line in lines for number in line.rows.values())
        assert numbers == [row.number for row in shipped[table]], table
    # The passport has four indicators over six years.
    lines = lines_of("indicator_targets", shipped["indicator_targets"])
    assert [line.cells["indicator"] for line in lines] == ["1", "2", "3", "4"]
    assert list(columns(shipped, "indicator_targets")) == ["indicator", *map(str, range(2019, 2025))]


def sums(packed, changes):
    tables = apply_changes(unpack_tables(packed.tables), changes)
    return tables, [dict(line.cells) for line in lines_of("budget", tables["budget"])]


def test_a_sum_is_written_taken_out_and_added_in_the_line_of_its_source():
    packed = pack_import(read())
    tables, (line,) = sums(packed, [])
    assert line == {"line": "1.1", "source": "местный бюджет", "2025": "1.5", "2026": "0.5"}
    of = columns(tables, "budget")
    assert (of["2025"].title, of["2025"].show("1.5"), of["2025"].parse("1,7")) == ("2025", "1,5", "1.7")

    changes = write_line("budget", lines_of("budget", tables["budget"])[0], of["2025"], "1.7", 2)
    tables, (line,) = sums(packed, changes)
    assert line["2025"] == "1.7"
    changes += write_line("budget", lines_of("budget", tables["budget"])[0], of["2026"], "", 2)
    tables, (line,) = sums(packed, changes)
    assert "2026" not in line and len(tables["budget"]) == 1
    changes += write_line("budget", lines_of("budget", tables["budget"])[0], of["2026"], "0", 2)
    tables, (line,) = sums(packed, changes)
    assert (line["2026"], len(tables["budget"])) == ("0", 2), "a zero is a sum"
    changes += write_line("budget", lines_of("budget", tables["budget"])[0], of["source"], "областной бюджет", 3)
    assert {row.cells["source"] for row in sums(packed, changes)[0]["budget"]} == {"областной бюджет"}


def test_a_line_whose_last_sum_was_cleared_stays_to_be_written_and_is_in_no_file():
    packed = pack_import(read([BUDGET[0], ["", "местный бюджет", "1,5", "", "1,5"]]))
    tables, _ = sums(packed, [])
    changes = write_line("budget", lines_of("budget", tables["budget"])[0], columns(tables, "budget")["2025"], "", 1)
    tables, (line,) = sums(packed, changes)
    assert line == {"line": "1.1", "source": "местный бюджет"}
    assert render_texts(cells_of(tables))["budget.csv"].splitlines() == ["line,source,year,amount_mln"]


def enter(packed, remark, table, changes=()):
    tables, _ = review_of(packed, changes)
    return [*changes, *enter_row(tables, changes, remark, table)]


def review_of(packed, changes):
    return review(packed, changes)


ODD = ["", "Без номера", "", "30.06.2025", "Отдел", "", ""]


def test_a_row_that_was_not_read_is_entered_with_its_cells_and_is_no_question_any_more():
    packed = pack_import(read(plan=[PLAN[0], ODD, *PLAN[1:]]))
    _, sections = review_of(packed, [])
    (remark,) = sections["plan"].unread
    changes = enter(packed, remark, "plan_items")
    tables, sections = review_of(packed, changes)
    row = tables["plan_items"][-1]
    assert (row.cells["title"], row.cells["end"], row.cells["executor"]) == ("Без номера", "2025-06-30", "Отдел")
    assert row.source == remark
    assert sections["plan"].unread == ()
    assert row in find_doubtful(sections["plan"], "plan_items", tables["plan_items"]), "it is still to be completed"
    changes.append(Change("plan_items", row.number, "", None))
    assert review_of(packed, changes)[1]["plan"].unread == (remark,), "taken out again, it is not lost"


def test_a_sum_that_was_not_read_is_entered_in_millions_over_its_years():
    """A source before any line, in thousands: 1 500,5 thousand are 1,5005 million."""
    head = [*BUDGET_HEAD[:-1], "Всего (тыс. рублей)"]
    packed = pack_import(read([["", "областной бюджет", "1 500,5", "0", "1 500,5"], *BUDGET], budget_head=head))
    _, sections = review_of(packed, [])
    (remark,) = sections["budget"].unread
    tables, _ = review_of(packed, enter(packed, remark, "budget"))
    line = lines_of("budget", tables["budget"])[-1]
    assert dict(line.cells) == {"line": "", "source": "областной бюджет", "2025": "1.5005", "2026": "0"}
    assert line.source == remark
    tables, _ = review_of(packed, enter(packed, remark, "budget_totals"))
    assert lines_of("budget_totals", tables["budget_totals"])[-1].cells["0"] == "1.5005"


def test_an_indicator_is_entered_with_its_targets():
    packed = pack_import(read())
    cells = ((NUMBER, "1"), ("title", "Доля занятых"), ("unit", "%"), ("base_value", "70,5"), ("2025", "71"))
    tables, _ = review_of(packed, [])
    changes = enter_row(tables, [], Remark("таблица 9, строка 2", "…", "indicators", cells=cells), "indicators")
    tables, _ = review_of(packed, changes)
    assert tables["indicators"][-1].cells["base_value"] == "70.5"
    assert lines_of("indicator_targets", tables["indicator_targets"])[-1].cells == {"indicator": "1", "2025": "71"}


@pytest.mark.parametrize("table", TABLES)
def test_a_row_of_any_table_goes_into_any_other(table):
    """Of a table that no form knows only the order of its cells says what they are."""
    remark = Remark("таблица 9, строка 2", "1 | Мало педагогов | Обучение", "other",
                    cells=(("", "1"), ("", "Мало педагогов"), ("", "Обучение")))  # fmt: skip
    tables = unpack_tables(pack_empty().tables)
    rows = apply_changes(tables, enter_row(tables, [], remark, table), [remark])[table]
    assert [row.source for row in rows] == [remark]
    assert "1" in rows[0].cells.values()
    assert table in SPREAD or "Мало педагогов" in rows[0].cells.values()


def test_fields_are_known_by_their_headings_and_their_codes_are_nowhere(shipped):
    cells = cells_of(shipped)
    for table in ("measures", "components"):
        of_table = columns(shipped, table)
        assert "id" not in of_table
        shown = [column.show(row[name]) for row in cells[table] for name, column in of_table.items()]
        assert [text for text in shown if re.search("[a-z]{2}", text)] == []
    numerator = columns(shipped, "measures")["numerator"]
    for row in cells["measures"]:
        assert numerator.parse(numerator.show(row["numerator"])) == row["numerator"]


def test_a_field_that_is_added_has_a_latin_code_of_its_own(shipped):
    changes = []
    for _ in range(2):
        changes += add_blank_row(shipped, changes, "components")
    added = apply_changes(shipped, changes)["components"][-2:]
    codes = [row.cells["id"] for row in added]
    assert len({*codes, *(row.cells["id"] for row in shipped["components"])}) == len(shipped["components"]) + 2
    assert all(re.fullmatch("[a-z0-9_]+", code) for code in codes)


def test_what_names_a_field_that_is_gone_says_so_without_its_code():
    packed = pack_import(import_blocks(type_regional(make_up())))
    tables, _ = review_of(packed, [])
    gone = Change("components", tables["components"][0].number, "", None)
    tables, _ = review_of(packed, [gone])
    numerator = columns(tables, "measures")["numerator"]
    assert numerator.show(tables["measures"][0].cells["numerator"]) == "такого столбца нет"


def test_a_passport_from_nothing_gets_fields_for_its_indicators():
    """Two indicators typed by hand: a share of people and a number; each is proposed what the import would propose."""
    packed = pack_empty()
    texts = {"project.title": "Лето", "project.start": "01.03.2026", "project.end": "31.12.2027"}
    tables = unpack_tables(packed.tables)
    changes = [Change("head", row.number, "text", texts[row.cells["key"]]) for row in tables["head"]
               if row.cells["key"] in texts]  # fmt: skip
    for number, (title, unit) in enumerate([("Доля детей в лагерях", "%"), ("Смены", "ед.")]):
        changes += add_blank_row(apply_changes(tables, changes), changes, "indicators")
        cells = {"id": str(number + 1), "title": title, "unit": unit}
        changes += [Change("indicators", number, name, text) for name, text in cells.items()]
    proposed = propose_rows(apply_changes(tables, changes), changes, TYPES)
    plan = plan_of_draft(packed, [*changes, *proposed])
    assert list(plan["components"]["heading"]) == ["П1 часть, чел.", "П1 всего, чел.", "П2 значение, ед."]
    assert list(plan["measures"]["formula"]) == ["share", "sum"]
    assert len(plan["applicability"]) == 3 * len(TYPES)
    assert plan.head["contingent"] == {"field": "p1_whole"}
    after = apply_changes(tables, [*changes, *proposed])
    assert propose_rows(after, [*changes, *proposed], TYPES) == [], "nothing is proposed twice"


def test_an_added_row_has_the_next_number_and_belongs_to_what_has_no_values_yet():
    tables = unpack_tables(pack_import(read()).tables)
    numbers = {}
    for table in ("budget_lines", "plan_items", "indicators"):
        changes = add_blank_row(tables, [], table)
        numbers[table] = [change.text for change in changes if change.column in ("line", "number", "id")]
    # The document has line 1.1 and ends its plan with item 1.1.
    assert numbers == {"budget_lines": ["1.2"], "plan_items": ["1.2"], "indicators": ["1"]}
    changes = add_blank_row(tables, [], "budget_lines")
    after = apply_changes(tables, changes)
    assert Change("budget", 2, "line", "1.2") in add_blank_row(after, changes, "budget")
    assert Change("budget", 2, "line", "1.1") in add_blank_row(tables, [], "budget"), "a second source of the last line"
