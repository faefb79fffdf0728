"""The roll-up over the projects of the store and the packages of municipalities: who gives what, each apart.

What a source gives is worked out once and kept (``store.packages.contributions``): of a project for its last change and
the day, of a package for its bytes and the rules, as of the moment that the package is of.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from uspekh.access.person import Person
from uspekh.monitoring.organizations.roster import organizations_of
from uspekh.monitoring.rollup import Part, Source, Total, measure_parts, roll_up_all
from uspekh.monitoring.rules import Rules, load_rules
from uspekh.monitoring.values.reported import FrameReported
from uspekh.passport.plan import Plan
from uspekh.project import Project
from uspekh.russian.text import fold, one_line
from uspekh.store.packages.archive import PackageRefused
from uspekh.store.packages.contents import Package, name_origin, read_package
from uspekh.store.packages.contributions import (
    Parts,
    keep_contributions,
    list_contributions,
    list_stamps,
    list_years,
)
from uspekh.store.packages.received import content_of_package, list_received, receive
from uspekh.store.plans.openable import list_openable_projects, tell_apart
from uspekh.store.plans.shared_codes import list_every_shared_code, list_shared_codes
from uspekh.store.schema.project import EVERY
from uspekh.store.values.headlines import last_changes
from uspekh.words import part_of

_CALCULATION = 2
"""To be raised where the same package gives other figures than before: then what is kept is worked out anew."""
_RULES = ("rules.csv", "deadlines.csv", "settings.toml")


@dataclass(frozen=True)
class Contributor:
    """A project or the package of a municipality. ``as_of``: the day as of which it is judged.

    ``key``: by which its parts are kept; ``stamp``: for which state of it; ``open_source``: what they are made of.
    """

    key: str
    name: str
    as_of: date
    stamp: str
    received: bool
    open_source: Callable[[], Source]


@dataclass(frozen=True)
class Consolidation:
    """The roll-up of a year, of the ``years`` of all contributors.

    ``repeated``: names of the packages that are of a project of the store, which is counted itself.
    """

    year: int | None
    years: tuple[int, ...]
    contributors: tuple[Contributor, ...]
    totals: tuple[Total, ...]
    repeated: tuple[str, ...]

    @property
    def rows(self) -> tuple[tuple[str, date], ...]:
        """The name of each contributor, and the day that its figures are of."""
        return tuple((each.name, each.as_of) for each in self.contributors)

    def heading(self, silent: Sequence[str]) -> str:
        """«2022 год: показателей 3, данные дали 5 из 6. Пакета нет: город Озёрск.»"""
        giving = {part.project for total in self.totals for part in total.with_data}
        lead = f"{self.year} год: показателей — {len(self.totals)}, данные дали {part_of(len(giving), len(self.rows))}."
        notes = [("Пакета нет", silent), ("Не сложено дважды, есть в базе проектом", self.repeated)]
        return " ".join([lead, *(f"{words}: {', '.join(names)}." for words, names in notes if names)])


def list_contributors(
    engine: Engine,
    municipalities: Mapping[str, str],
    folder: Path,
    today: date,
    open_project: Callable[[str], Project],
) -> list[Contributor]:
    """The projects with a shared indicator, then the packages in force of the municipalities (name by public key).

    ``folder``: of the rules. A package of a municipality that is not among them any more does not count.
    """
    return [
        *_list_projects(engine, today, open_project),
        *_list_packages(engine, municipalities, folder),
    ]


def _list_projects(engine: Engine, today: date, open_project: Callable[[str], Project]) -> Iterator[Contributor]:
    coded, changes = list_every_shared_code(engine), last_changes(engine)
    for entry in tell_apart(list_openable_projects(engine)):
        if entry.code in coded:
            stamp = f"{changes.get(entry.code, changes[EVERY])} {today}"
            make = partial(_open_project, open_project, entry.code)
            yield Contributor(f"project {entry.code}", one_line(entry.title), today, stamp, False, make)


def _list_packages(engine: Engine, municipalities: Mapping[str, str], folder: Path) -> Iterator[Contributor]:
    rules = hashlib.sha256(b"".join((folder / name).read_bytes() for name in _RULES)).hexdigest()[:16]
    standing = [each for each in list_received(engine) if each.in_force and each.sender in municipalities]
    projects = Counter(each.sender for each in standing)
    for each in sorted(standing, key=lambda each: (fold(municipalities[each.sender]), each.project)):
        municipality = municipalities[each.sender]
        name = name_origin(municipality, each.project) if projects[each.sender] > 1 else one_line(municipality)
        stamp = f"{each.sha256} {rules} {_CALCULATION}"
        make = partial(_open_package, engine, each.number, municipalities, folder)
        as_of = each.made_at.astimezone().date()
        yield Contributor(f"package {each.sender} {each.project}", name, as_of, stamp, True, make)


def _open_project(open_project: Callable[[str], Project], code: str) -> Source:
    project = open_project(code)
    roster = project.roster()
    codes, name = list_shared_codes(project.engine), _identify(project.plan, code, "")
    return Source(name, project.plan, project.rules, project.reported(roster), roster, codes)


def _open_package(engine: Engine, number: int, municipalities: Mapping[str, str], folder: Path) -> Source:
    return source_of_package(read_package(content_of_package(engine, number), municipalities), load_rules(folder))


def _identify(plan: Plan, code: str, otherwise: str) -> str:
    """What a project and the package of the same project have in common; of no municipality they have nothing."""
    municipality = plan.head["project"].get("municipality")
    return name_origin(str(municipality), code) if municipality else otherwise


def source_of_package(package: Package, rules: Rules) -> Source:
    """What the figures of a package are made of, by the rules of the receiver."""
    roster = organizations_of(package.plan, package.directory)
    reported = FrameReported(package.values, package.plan["measures"], roster)
    return Source(
        _identify(package.plan, package.project, package.origin), package.plan, rules, reported, roster, package.codes
    )


def receive_package(
    engine: Engine, content: bytes, by: Person, municipalities: Mapping[str, str], folder: Path
) -> tuple[Package, int]:
    """Reads a package, works out what it gives and keeps it, all or nothing; returns it with its number.

    Raises ``PackageRefused``: also where its figures cannot be worked out; ``Forbidden``.
    """
    package = read_package(content, municipalities)
    with _refusing_contradictions():
        parts = _work_out(source_of_package(package, load_rules(folder)), package.at.astimezone().date())
    number = receive(engine, package, content, by)
    for contributor in _list_packages(engine, municipalities, folder):
        if contributor.key == f"package {package.sender} {package.project}":
            keep_contributions(engine, contributor.key, contributor.stamp, parts)
    return package, number


def list_unfinished(engine: Engine, contributors: Sequence[Contributor]) -> list[Contributor]:
    """Those of whom nothing is kept for their present state."""
    stamps = list_stamps(engine)
    return [each for each in contributors if stamps.get(each.key) != each.stamp]


def work_out(engine: Engine, contributor: Contributor) -> None:
    """Works out what somebody gives in each year of the project, and keeps it.

    Raises ``PassportDamaged``, ``RulesDamaged`` of a project, ``PackageRefused`` of a package.
    """
    with _refusing_contradictions() if contributor.received else nullcontext():
        parts = _work_out(contributor.open_source(), contributor.as_of)
    keep_contributions(engine, contributor.key, contributor.stamp, parts)


@contextmanager
def _refusing_contradictions() -> Iterator[None]:
    """Refuses a package whose figures cannot be worked out.

    The signed tables of a municipality may contradict each other in more ways than anybody has written down.
    """
    try:
        yield
    except (ValueError, LookupError, TypeError, ArithmeticError, AttributeError) as error:
        raise PackageRefused(
            "Показатели из пакета не рассчитываются: таблицы в нём противоречат друг другу "
            f"({type(error).__name__}). Сообщите отправителю."
        ) from error


def _work_out(source: Source, as_of: date) -> dict[int, Parts]:
    return {year: list(measure_parts(source, year, as_of)) for year in source.plan.years}


def consolidate(engine: Engine, contributors: Sequence[Contributor], year: int | None) -> Consolidation:
    """The roll-up of a year, by default the last in which anybody gave a figure, by what is kept of the contributors.

    What is kept of an earlier state counts until it is worked out anew (``list_unfinished``). A package of a project
    that gives figures in the store itself is not counted twice.
    """
    keys = [each.key for each in contributors]
    years = list_years(engine, keys)
    chosen = year or max((each for each, with_data in years.items() if with_data), default=max(years, default=None))
    parts_by_key = list_contributions(engine, chosen) if chosen else {}
    of_projects = [part for each in contributors if not each.received for _, part in parts_by_key.get(each.key, ())]
    of_store = {part.project for part in of_projects if part.fact is not None}
    counted, repeated = [], []
    parts: list[tuple[str, Part]] = []
    for each in contributors:
        gives = parts_by_key.get(each.key, ())
        if each.received and any(part.project in of_store for _, part in gives):
            repeated.append(each.name)
            continue
        counted.append(each)
        parts += [(code, replace(part, project=each.name)) for code, part in gives]
    return Consolidation(chosen, tuple(years), tuple(counted), tuple(roll_up_all(parts)), tuple(repeated))


def list_silent(engine: Engine, municipalities: Mapping[str, str]) -> list[str]:
    """The municipalities of which no package is in force."""
    senders = {each.sender for each in list_received(engine) if each.in_force}
    return sorted(name for key, name in municipalities.items() if key not in senders)
