"""The sheet «Как заполнять»."""

from __future__ import annotations

from uspekh.passport.plan import Plan

_RULES = (
    "Заполняйте только жёлтые ячейки. Любой лист можно оставить пустым.",
    "Значения — нарастающим итогом с 1 января до конца периода: I квартал, I полугодие, 9 месяцев, год.",
    "Нужен ещё период? Добавьте строку ниже: выберите организацию, год и период из списков.",
    "Пустая ячейка значит «не сдано». Если значение — ноль, поставьте 0.",
    "Люди — целыми числами, деньги — в рублях и копейках. Проценты не вводите: доли рассчитываются сами.",
    "Только численности: фамилии, даты рождения, адреса и телефоны детей вносить нельзя (152-ФЗ).",
    "Перед сохранением система покажет, что изменится. Прежние значения остаются в истории.",
)


def guide(plan: Plan) -> list[tuple[str, bool]]:
    """Lines of the sheet and whether each is a heading."""
    lines = [(f"Отчёт о ходе проекта «{plan.title}», {plan.years[0]}–{plan.years[-1]} годы", True)]
    lines += [(f"{number}. {rule}", False) for number, rule in enumerate(_RULES, start=1)]
    lines += [("", False), ("Что означают столбцы", True)]
    lines += [(f"{row.heading} — {row.title}. {row.hint}", False) for row in plan["components"].itertuples()]
    lines += [("", False), ("Строки бюджета (раздел 4 паспорта)", True)]
    lines += [(f"{row.line} — {row.title}", False) for row in plan["budget_lines"].itertuples()]
    lines += [("", False), ("Пункты плана мероприятий (приложение № 1)", True)]
    lines += [(f"{row.item} — {row.title}", False) for row in plan["plan_items"].itertuples()]
    return lines
