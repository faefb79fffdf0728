"""Cells of the document that cannot be read, and rows that name nothing."""

from __future__ import annotations

from tests.audit.cases.making import Case, written
from uspekh.audit.budget import sums
from uspekh.audit.document import unread

CASES = [
    Case(
        unread.cell_unreadable,
        written("budget", "1.2,местный бюджет,2023,1", '1.2,местный бюджет,2023,"0,4 0,6"'),
        ["Раздел 4, строка 1.2"],
    ),
    # the part that cannot be read is in no sum, so no sum is called wrong because of it
    Case(sums.printed_total_wrong, written("budget", "1.2,местный бюджет,2023,1", "1.2,местный бюджет,2023,один"), []),
    Case(sums.lines_unlike_total, written("budget", "1.2,местный бюджет,2023,1", "1.2,местный бюджет,2023,один"), []),
    Case(unread.cell_unreadable, written("budget", "1.2,местный бюджет,2023,1", '1.2,местный бюджет,2023,"1,0"'), []),
    Case(unread.cell_empty, written("indicator_targets", "1,2023,68", "1,2023,"), ["Раздел 2, строка 1"]),
    Case(unread.cell_empty, written("participants", "Полевой С.С.,Инженер,", "Полевой С.С.,,"), []),
    Case(
        unread.number_repeated,
        written("participants", "\n5,Строительство", "\n4,Строительство"),
        ["Раздел 5, строка 4", "Раздел 5, строка 4"],
    ),
    Case(
        unread.number_repeated,
        written("indicator_targets", "1,2023,68", "1,2022,68"),
        ["Раздел 2, строка 1", "Раздел 2, строка 1"],
    ),
    Case(unread.number_repeated, written("indicator_targets", "1,2023,68", "1,2023,65"), []),
    Case(
        unread.year_outside,
        written("indicator_targets", "1,2026,80", "1,2027,80"),
        ["Раздел 2, строка 1", "Раздел 1"],
    ),
    Case(unread.year_outside, written("indicator_targets", "1,2026,80", "1,2026,81"), []),
    Case(
        unread.row_of_nothing,
        written("budget", "1.2,местный бюджет,2023,1", "1.22,местный бюджет,2023,1"),
        ["Раздел 4, строка 1.22"],
    ),
    Case(unread.row_of_nothing, written("links", "1.1,plan_item,1,", "1.1,plan_item,11,"), []),
    Case(
        unread.executor_unknown,
        written("plan_items", "false,,Водоканал,Договор", "false,,Водосбыт,Договор"),
        ["Приложение № 1, строка 2.1"],
    ),
    Case(unread.executor_unknown, written("plan_items", "false,,Водоканал,Договор", "false,,,Договор"), []),
    Case(
        sums.total_missing,
        written("budget", "1.2,местный бюджет,2023,1", "1.2,спонсоры,2023,1"),
        ["Раздел 4, строка 1.2", "Раздел 4, строка Всего по муниципальному проекту"],
    ),
    Case(sums.total_missing, written("budget", "1.2,местный бюджет,2023,1", "1.2,спонсоры,2023,0"), []),
]
