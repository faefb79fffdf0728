"""Sections 1 and 5: one role for one person, a chief above the subordinate, somebody who answers."""

from __future__ import annotations

from collections.abc import Iterator

from uspekh.passport.audit import places
from uspekh.passport.audit.finding import Finding
from uspekh.passport.audit.people import identity, in_section_5, officials, row_place
from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

_RANKS = (("куратор", 4), ("ответственн", 3), ("руководител", 3), ("администратор", 2), ("участник", 1))


def role_of_two(plan: Plan) -> Iterator[Finding]:
    """A role of section 1 that other rows of the document give to somebody else."""
    for official in officials(plan):
        holders = {identity(plan, official.spelling): official}
        for person in in_section_5(plan):
            if fold(person.role) == fold(official.role):
                holders.setdefault(identity(plan, person.spelling), person)
        if len(holders) > 1:
            shown = "; ".join(f"{person.spelling} ({person.place})" for person in holders.values())
            yield Finding(
                "role_of_two",
                "breaks",
                f"Роль «{official.role}» — у нескольких людей: {shown}.",
                tuple(person.place for person in holders.values()),
                "Неизвестно, кто из них отвечает.",
                "Назвать одного человека во всех разделах.",
            )


def subordinate_above_chief(plan: Plan) -> Iterator[Finding]:
    """In one task, a person in a higher role than the chief whom the same table names for them."""
    for _, rows in plan["participants"].groupby("task", sort=False):
        for upper in rows.itertuples():
            for lower in rows.itertuples():
                if rank(upper.role) > rank(lower.role) and fold(upper.supervisor).startswith(fold(lower.person)):
                    yield Finding(
                        "subordinate_above_chief",
                        "breaks",
                        f"{upper.person} — «{upper.role}», а непосредственный руководитель {lower.person} "
                        f"в той же задаче — «{lower.role}».",
                        (row_place(upper), row_place(lower)),
                        "Подчинённый отвечает за результат перед собственным начальником и не может ему поручать.",
                        "Поменять роли местами.",
                    )


def responsible_missing(plan: Plan) -> Iterator[Finding]:
    """A result with participants none of whom answers for it."""
    links = plan["links"].query("kind == 'participant'")
    roles = plan["participants"].assign(row=plan["participants"]["row"].astype("str")).set_index("row")
    for result, mine in links.groupby("result", sort=False):
        rows = roles.loc[list(mine["target"])]
        if not any(rank(role) >= rank("ответственный") for role in rows["role"]):
            yield Finding(
                "responsible_missing",
                "breaks",
                f"Результат {result}: среди участников нет ответственного за достижение результата.",
                tuple(places.participant(int(row.Index), f"{row.role}: {row.person}") for row in rows.itertuples()),
                "За результат никто не отвечает.",
                "Назначить ответственного.",
            )


def rank(role: str) -> int:
    """Order of roles by responsibility; 0 for a role we do not know."""
    return next((rank for word, rank in _RANKS if word in role.casefold()), 0)
