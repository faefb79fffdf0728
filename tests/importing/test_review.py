"""What a person makes of an import: rows that know their source, questions that are answered, the same tables again."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pandas as pd
import pytest
from openpyxl import load_workbook

from tests.importing.test_unread import BUDGET, BUDGET_HEAD, PLAN, PLAN_HEAD, read
from tests.importing.typed_passport import type_passport
from tests.importing.typed_regional import SOURCES, indicators, make_up, type_regional
from tests.importing.typing_word import TypedCell, TypedTable, type_document
from uspekh.actuals.demo import load_demo, starter_directory
from uspekh.actuals.opening.limits import Limits
from uspekh.actuals.reading import read_workbook
from uspekh.actuals.writing.template import write_template
from uspekh.audit import RULES
from uspekh.importing.collecting import OrganizationType
from uspekh.importing.document.grid import read_grid
from uspekh.importing.reading import ImportedPassport, import_passport
from uspekh.importing.review.archive import ArchiveRefused, pack_archive, unpack_archive
from uspekh.importing.review.columns import SECTION_TABLES, TABLE_TITLES, columns_of
from uspekh.importing.review.rows import Change, apply_changes, cells_of, last_taken_out, next_number
from uspekh.importing.review.sections import find_doubtful, review_sections, say_damage, say_unread
from uspekh.importing.review.stored import PackedDraft, pack_empty, pack_import, unpack_remarks, unpack_tables
from uspekh.importing.review.texts import TextsRefused, parse_texts, render_texts
from uspekh.monitoring.execution.links import responsible
from uspekh.monitoring.figures import figures
from uspekh.monitoring.organizations.directory import directory
from uspekh.monitoring.organizations.roster import organizations_of
from uspekh.monitoring.rules import load_rules
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.values.reported import FrameReported
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.plan import Plan, load_plan, plan_of
from uspekh.passport.tables import SCHEMAS
from uspekh.settings import ROOT, forms_folder

PASSPORT = ROOT / "data" / "passport"
TYPES = [
    OrganizationType("школа", True),
    OrganizationType("дополнительное образование", False),
    OrganizationType("спорт", False),
    OrganizationType("культура", False),
]


def import_blocks(blocks, types=TYPES) -> ImportedPassport:
    return import_passport(read_grid(type_document(blocks), None, Limits()), forms_folder(), types)


def plan_of_draft(packed: PackedDraft, changes=()) -> Plan:
    return plan_of(render_texts(cells_of(apply_changes(unpack_tables(packed.tables), changes))))


@pytest.fixture(scope="module")
def typed() -> ImportedPassport:
    return import_blocks(type_passport())


@pytest.fixture(scope="module")
def regional() -> ImportedPassport:
    return import_blocks(type_regional(make_up()))


@pytest.fixture(scope="module")
def shipped() -> Plan:
    return load_plan(PASSPORT)


def test_every_row_of_the_document_knows_where_it_stood(regional):
    draft = regional.draft
    assert all(draft.sources["budget"])
    indicator = draft.sources["indicators"][0]
    # The head is table 1; over the first indicator stand two rows of heading and its task.
    assert (indicator.where, indicator.text[:33]) == ("таблица 2, строка 4", "1.1. | Число детей в деле 1.1 | Ф")
    sums = dict(zip(map(tuple, map(dict.values, draft.rows("budget"))), draft.sources["budget"], strict=True))
    assert {source.text.split(" | ")[0] for (_, name, *_), source in sums.items() if name in SOURCES[::2]} == {
        SOURCES[0], SOURCES[2],
    }  # fmt: skip
    assert set(draft.sources["people"]) == {None}, "a directory of ours stands in no row"


def test_a_proposed_row_before_the_others_takes_no_source_away(typed):
    lines = typed.draft.rows("budget_lines")
    first, second = typed.draft.sources["budget_lines"][:2]
    assert (lines[0]["derived"], first) == ("true", None)
    assert second.text.startswith(f"{lines[1]['line']}")


def review(packed: PackedDraft, changes=(), plan=None, confirmed=()):
    remarks = unpack_remarks(packed.remarks)
    tables = apply_changes(unpack_tables(packed.tables), changes, remarks.unread)
    return tables, review_sections(remarks, tables, plan, confirmed)


def test_a_doubtful_cell_is_shown_with_its_row_until_somebody_writes_in_it():
    packed = pack_import(read())
    tables, sections = review(packed)
    (doubt,) = sections["plan"].doubts
    assert (doubt.where, doubt.column, doubt.row) == (
        "таблица 2, строка 3", "end", "1.1.1 | Закуплена мебель | 01.02.2025 | когда-нибудь | Отдел | Отчет | РП",
    )  # fmt: skip
    (row,) = find_doubtful(sections["plan"], "plan_items", tables["plan_items"])
    assert row.cells["title"] == "Закуплена мебель"
    changed, after = review(packed, [Change("plan_items", row.number, "end", "2025-03-01")])
    assert (after["plan"].doubts, after["plan"].open) == ((), 0)
    assert changed["plan_items"][1].cells["end"] == "2025-03-01"


def test_what_was_not_read_is_open_until_the_section_is_confirmed():
    odd = ["", "Без номера", "", "30.06.2025", "Отдел", "", ""]
    packed = pack_import(read(plan=[PLAN[0], odd, *PLAN[1:]]))
    _, sections = review(packed)
    assert (sections["plan"].rows, sections["plan"].read, sections["plan"].open) == (4, 3, 2)
    assert [each.text for each in sections["plan"].unread] == ["Без номера | 30.06.2025 | Отдел"]
    assert review(packed, confirmed={"plan"})[1]["plan"].open == 0


def test_a_row_that_nothing_can_be_done_about_says_so(regional):
    _, sections = review(pack_import(regional))
    (risk,) = [each for each in sections["head"].unread if "Мало педагогов" in each.text]
    assert say_unread(risk).endswith("риски и помесячные планы программе не нужны")


def test_what_a_person_has_nothing_to_decide_about_is_no_question(regional):
    """Columns that no table has, further tasks, parts of a source: named, and not among the questions."""
    remarks = unpack_remarks(pack_import(regional).remarks)
    texts = [each.text for each in remarks.notes]
    assert "«Задача «Дело номер 2»»: программа показывает только первую задачу; результаты этой внесены" in texts
    assert any("часть источника выше, отдельно не учтена" in text for text in texts)
    _, sections = review(pack_import(regional))
    assert {name: len(each.doubts) for name, each in sections.items() if each.doubts} == {}


def test_columns_that_are_of_no_use_are_named_as_such():
    (row,) = [each.text for each in noted_plan().draft.notes if "примечание" in each.text]
    assert row == "столбцы, которые программе не нужны: примечание отдела"
    odd = review(pack_import(read(plan=[PLAN[0], ["", "Без номера", "", "30.06.2025", "Отдел", "", ""], *PLAN[1:]])))[1]
    assert say_unread(odd["plan"].unread[0]) == "строка не прочитана: внесите её в таблицу или подтвердите раздел"


def noted_plan() -> ImportedPassport:
    """The plan of measures with one more column."""
    tables = [[BUDGET_HEAD, *BUDGET], [[*PLAN_HEAD, "Примечание отдела"], *([*row, "нет"] for row in PLAN)]]
    blocks = [TypedTable([1000] * len(rows[0]), [[TypedCell(text) for text in row] for row in rows]) for rows in tables]
    return import_blocks(blocks)


def test_sums_are_added_up_anew_with_what_a_person_wrote():
    changed = [BUDGET[0], ["", "местный бюджет", "1,4", "0,5", "2"], *BUDGET[2:]]
    packed = pack_import(read(changed))
    tables, sections = review(packed)
    assert len(sections["budget"].sums) == 7
    (wrong,) = [row for row in tables["budget"] if row.cells["year"] == "2025"]
    assert review(packed, [Change("budget", wrong.number, "amount_mln", "1.5")])[1]["budget"].sums == ()
    assert review(packed, [Change("budget", wrong.number, "amount_mln", "много")])[1]["budget"].sums != ()


def test_rows_are_added_and_taken_out_and_keep_their_numbers():
    tables = unpack_tables(pack_import(read()).tables)
    changes = [
        Change("plan_items", 0, "", None),
        Change("plan_items", 3, "", ""),
        Change("plan_items", 3, "title", "Новый"),
    ]
    rows = apply_changes(tables, [*changes, Change("plan_items", 0, "title", "снятого нет")])["plan_items"]
    assert [(row.number, row.cells["title"], row.edited) for row in rows] == [
        (1, "Закуплена мебель", False), (2, "Открыт клуб", False), (3, "Новый", True),
    ]  # fmt: skip
    assert next_number(rows, changes, "plan_items") == 4
    assert next_number(rows[:2], [Change("plan_items", 3, "", None)], "plan_items") == 4, "no row gets a number twice"


def test_a_row_that_was_taken_out_comes_back_where_it_stood_with_what_was_written_meanwhile():
    """A tick takes a row out at once, and another window may still write in it: neither is lost."""
    tables = unpack_tables(pack_import(read()).tables)
    changes = [
        Change("plan_items", 2, "", None),
        Change("plan_items", 1, "", None),
        Change("plan_items", 1, "title", "Куплена мебель"),
    ]
    rows = apply_changes(tables, changes)["plan_items"]
    assert [row.number for row in rows] == [0] and last_taken_out(rows, changes, "plan_items") == 1
    changes.append(Change("plan_items", 1, "", ""))
    rows = apply_changes(tables, changes)["plan_items"]
    # Row 1 ended on a day that cannot be read: the other cells are those of the document.
    assert [(row.number, row.cells["title"]) for row in rows][1:] == [(1, "Куплена мебель")]
    assert rows[1].source == tables["plan_items"][1].source
    assert last_taken_out(rows, changes, "plan_items") == 2
    assert last_taken_out(rows, changes, "results") is None


def test_the_shipped_passport_goes_through_the_editor_unchanged(shipped):
    texts = {path.name: path.read_text("utf-8") for path in PASSPORT.iterdir()}
    again = plan_of(render_texts(parse_texts(texts)))
    assert again.head == shipped.head
    for name in SCHEMAS:
        assert again.document[name].to_dict("records") == shipped.document[name].to_dict("records"), name


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"links.csv": None}, "нет файла «links.csv»"),
        ({"links.csv": "result,kind,target,note,x\n"}, "links.csv: лишний столбец «x»"),
        ({"links.csv": "result,kind\n1\n"}, "links.csv, строка 2: ячеек 1, а столбцов 2"),
        ({"links.csv": 'result\n"a'}, "links.csv: не читается как таблица"),
        ({"passport.toml": "="}, "passport.toml: не читается"),
    ],
)
def test_files_that_are_no_passport_are_refused_with_the_place(change, message):
    texts = {path.name: path.read_text("utf-8") for path in PASSPORT.iterdir()} | change
    with pytest.raises(TextsRefused, match=message):
        parse_texts({name: text for name, text in texts.items() if text is not None})


def test_what_follows_from_other_cells_is_filled_in():
    """A person who adds an item is asked for its number, title and day alone."""
    packed = pack_import(read())
    cells = {"number": "2.", "kind": "result", "title": "Открыт зал", "end": "2026-06-30", "yearly": "false"}
    changes = [Change("plan_items", 3, "", ""), *(Change("plan_items", 3, name, text) for name, text in cells.items())]
    # The other doubt of this document: «когда-нибудь».
    item = plan_of_draft(packed, changes)["plan_items"].iloc[-1]
    assert (item["row"], item["item"], item["end_text"]) == (4, "2", "30.06.2026")


def test_an_empty_draft_says_what_is_missing_and_loads_once_it_is_written():
    packed = pack_empty()
    with pytest.raises(PassportDamaged) as damaged:
        plan_of_draft(packed)
    assert say_damage(damaged.value) == "Основные положения, Наименование проекта: ожидается непустой текст"
    head = unpack_tables(packed.tables)["head"]
    numbers = {row.cells["key"]: row.number for row in head}
    texts = {"project.title": "Лето", "project.start": "01.03.2026", "project.end": "31.12.2027"}
    plan = plan_of_draft(packed, [Change("head", numbers[key], "text", text) for key, text in texts.items()])
    assert (plan.title, plan.years) == ("Лето", (2026, 2027))


def test_what_keeps_the_tables_from_loading_is_said_in_the_words_of_the_screen():
    """The second measure of the shipped passport with a denominator that it must not have."""
    texts = {path.name: path.read_text("utf-8") for path in PASSPORT.iterdir()}
    lines = texts["measures.csv"].splitlines()
    lines[2] = lines[2].replace("p2_covered,,", "p2_covered,p1_total,")
    with pytest.raises(PassportDamaged) as damaged:
        plan_of(texts | {"measures.csv": "\n".join(lines)})
    words = "Как считается, строка 2, поле знаменателя: для «нарастающим итогом с начала проекта» он лишний"
    assert say_damage(damaged.value) == words
    wrong = PassportDamaged("passport.toml", None, "project.end", "ожидается дата ГГГГ-ММ-ДД без кавычек")
    assert say_damage(wrong) == "Основные положения, Окончание проекта: запишите дату так: 31.12.2024"


def test_what_is_not_counted_is_a_question_of_its_section(typed):
    """A measure in another unit than the targets of its indicator, and a link to a result that is not there."""
    packed = pack_import(typed)
    changes = [Change("measures", 0, "unit", "чел."), Change("links", 0, "result", "9.9")]
    _, sections = review(packed, changes, plan_of_draft(packed, changes))
    assert [(each.where, each.text) for each in sections["collecting"].doubts] == [
        ("Как считается, строка 1", "«чел.», а плановые значения в «%»; «1» не считается.")
    ]
    assert [(each.where, each.text) for each in sections["links"].doubts] == [
        ("Связи результатов, строка 1", "«9.9» нет в таблице «Результаты»; строка не действует.")
    ]


def test_every_column_of_every_table_has_words():
    assert {table for names in SECTION_TABLES.values() for table in names} == set(TABLE_TITLES)
    assert set(SCHEMAS) < set(TABLE_TITLES)
    for table in TABLE_TITLES:
        assert [column.title for column in columns_of(table) if column.title.isascii()] == [], table


def test_cells_are_typed_the_russian_way():
    columns = {column.name: column for column in (*columns_of("plan_items"), *columns_of("indicators"))}
    assert (columns["end"].show("2025-03-01"), columns["end"].parse("1 марта 2025 г.")) == ("01.03.2025", "2025-03-01")
    assert (columns["base_value"].show("1.5"), columns["base_value"].parse("1 234,5")) == ("1,5", "1234.5")
    assert (columns["kind"].show("event"), columns["kind"].parse("мероприятие")) == ("мероприятие", "event")
    assert (columns["yearly"].show("true"), columns["yearly"].parse("нет")) == ("да", "false")
    assert columns["end"].parse("когда-нибудь") == "когда-нибудь", "what cannot be read is not thrown away"
    assert columns["base_value"].parse(None) == ""


def test_what_is_asked_of_whom_and_by_when_is_proposed_as_we_decided_it(typed, shipped):
    """Indicator 1 as the shipped tables have it: schools count all children, the others those who attend."""
    proposed = {(row["type"], row["field"]): row["asked"] == "true" for row in typed.draft.rows("applicability")}
    ours = shipped["applicability"].set_index(["type", "field"])["asked"]
    for field, shipped_field in (("p1_part", "p1_engaged"), ("p1_whole", "p1_total"), ("p2_count", "p2_covered")):
        for each in TYPES:
            assert proposed[each.title, field] == ours[each.title, shipped_field], (each.title, field)
    due = {row["id"]: row["report_due"] for row in typed.draft.rows("measures")}
    assert due == {row.id: row.report_due for row in shipped["measures"].itertuples() if row.id in due}
    assert due["p1"] == "03-30"
    assert typed.draft.head["contingent"] == {"field": "p1_whole"}


FIELDS = {
    "p1_engaged": "p1_part", "p1_total": "p1_whole", "p2_covered": "p2_count", "p3_participants": "p3_count",
    "p4_recommended": "p4_count",
}  # fmt: skip
"""What the demonstration reports, and what the import proposes to call it."""


def figures_of(plan: Plan, values, as_of=date(2024, 12, 31), year=2022):
    rows = directory(values, starter_directory(ROOT / "data" / "demo"))
    roster = organizations_of(plan, rows, rows)
    selection = Selection(year, as_of)
    return figures(plan, load_rules(ROOT / "data"), FrameReported(values, plan["measures"], roster), roster, selection)


def test_the_reviewed_passport_gives_the_figures_of_the_shipped_one(typed, shipped):
    """The document says all of the four indicators but whom 3 and 4 are asked of: that a person confirms.

    Plans of organizations and results with fields are ours alone; no document says them.
    """
    packed = pack_import(typed)
    schools_alone = {"p3_count", "p4_count"}
    changes = [
        Change("applicability", row.number, "asked", "false")
        for row in unpack_tables(packed.tables)["applicability"]
        if row.cells["field"] in schools_alone and row.cells["type"] != "школа"
    ]
    assert len(changes) == 6
    values = load_demo(ROOT / "data" / "demo", shipped)
    values = values[values["kind"] != "plan"]
    ours, theirs = (
        figures_of(shipped, values),
        figures_of(plan_of_draft(packed, changes), values.assign(field=values["field"].replace(FIELDS))),
    )
    for name in ("indicators", "budget", "milestones"):
        pd.testing.assert_frame_equal(getattr(theirs, name), getattr(ours, name))
    # Of 2022 the demonstration reports all four.
    shown = theirs.indicators[theirs.indicators["year"] == 2022]
    assert (len(shown), shown["fact"].notna().all()) == (4, True)


def test_the_form_of_the_made_up_passport_comes_back_as_figures(regional):
    """A school writes 500 children for indicator 1.1, whose unit is thousands: 0,5."""
    plan = plan_of_draft(pack_import(regional))
    starter = starter_directory(ROOT / "data" / "demo")
    book = load_workbook(io.BytesIO(write_template(plan, starter, [2025], "Ш2")))
    sheet = book["Показатели"]
    headings = [cell.value for cell in sheet[3]]
    assert len([each for each in headings if str(each).startswith("П")]) == 8 + 1, "a column an indicator, and «Период»"
    (row,) = [row for row in sheet.iter_rows(min_row=4) if row[0].value]
    row[headings.index("Период")].value = "год"
    for number in indicators():
        row[headings.index(f"П{number} значение, чел.")].value = 500 if number == "1.1" else 0
    filled = io.BytesIO()
    book.save(filled)
    reading = read_workbook(filled.getvalue(), "форма.xlsx", plan, starter.iloc[:0], starter)
    assert [problem.message for problem in reading.problems if problem.severity == "error"] == []
    figure = figures_of(plan, reading.values, date(2026, 3, 1), 2025).indicators.set_index(["subject", "year"])
    assert figure.loc[("1.1", 2025), "fact"] == 0.5
    assert figure.loc[("1.2", 2025), "fact"] == 0
    assert responsible(plan) == {}, "this form names no participants, and pages ask for them"


def test_the_tables_go_out_and_come_back_as_one_file(typed):
    tables = cells_of(unpack_tables(pack_import(typed).tables))
    texts = render_texts(tables)
    content = pack_archive(texts)
    assert content == pack_archive(texts)
    assert render_texts(parse_texts(unpack_archive(content))) == texts


def test_an_archive_that_is_none_is_refused():
    with pytest.raises(ArchiveRefused, match="не открывается"):
        unpack_archive(b"PK, but no archive")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/links.csv", bytes(21_000_000))
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(ArchiveRefused, match="слишком велик"):
        unpack_archive(bomb.getvalue())
    latin = io.BytesIO()
    with zipfile.ZipFile(latin, "w") as archive:
        archive.writestr("links.csv", "план".encode("cp1251"))
    with pytest.raises(ArchiveRefused, match="UTF-8"):
        unpack_archive(latin.getvalue())


def test_a_passport_that_prints_no_total_by_source_is_audited(regional):
    """This form prints totals of lines and of the project alone."""
    plan = plan_of_draft(pack_import(regional))
    (rule,) = [rule for rule in RULES if rule.name == "lines_unlike_total"]
    assert list(rule.findings(plan)) == []


def test_a_row_without_a_title_is_asked_for_that_and_not_for_the_short_one_that_follows_from_it():
    packed = pack_import(read())
    with pytest.raises(PassportDamaged) as damaged:
        plan_of_draft(packed, [Change("budget_lines", 1, "", ""), Change("budget_lines", 1, "derived", "false")])
    assert say_damage(damaged.value).startswith("Строки бюджета, строка 2, ")
    assert "краткое" not in say_damage(damaged.value)


def test_a_row_that_is_being_typed_hides_no_other_and_is_not_hidden():
    """Rows without all their cells yet: only what is doubtful in a document narrows a table."""
    packed = pack_import(read())
    changes = [Change("budget_lines", 1, "", ""), Change("plan_items", 3, "", "")]
    tables, sections = review(packed, changes)
    assert find_doubtful(sections["budget"], "budget_lines", tables["budget_lines"]) == []
    # «когда-нибудь» of the document, and the row that was added.
    doubtful = find_doubtful(sections["plan"], "plan_items", tables["plan_items"])
    assert [row.number for row in doubtful] == [1, 3]
