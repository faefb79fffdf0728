"""A package: the passport of a project, its directory, its numbers without sensitive ones, and its shared codes."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd
from sqlalchemy import Engine

from uspekh.actuals.values.frame import COLUMNS, KEY, values_of_columns
from uspekh.monitoring.organizations.directory import COLUMNS as DIRECTORY_COLUMNS
from uspekh.monitoring.small_counts.sensitive import read_sensitive
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.organization_plans import plan_labels
from uspekh.passport.plan import Plan, plan_of
from uspekh.passport.texts import FILES, Texts, decode_texts
from uspekh.russian.text import one_line
from uspekh.store.log.actions import now
from uspekh.store.packages.archive import PackageRefused, read_archive, write_archive
from uspekh.store.plans.shared_codes import list_shared_codes
from uspekh.store.values.queries import of_kinds

_FOLDER = "passport/"
_VALUES, _DIRECTORY, _CODES = "values.csv", "directory.csv", "shared_codes.json"
_NAMES = (*(_FOLDER + name for name in FILES), _VALUES, _DIRECTORY, _CODES)
_NUMBERED = [*KEY, "number"]
_WHOLE_NUMBERS = ("year", "months", "number")


@dataclass(frozen=True, eq=False)
class Package:
    """``at``: the moment it is of; ``values``: tidy frame of headcounts and plans of organizations; ``codes``: shared
    code by measure; ``left_out``: titles of the sensitive counts, and of those that narrow them, which are not sent.
    """

    project: str
    plan: Plan = field(repr=False)
    texts: Texts = field(repr=False)
    at: datetime
    values: pd.DataFrame = field(repr=False)
    directory: pd.DataFrame = field(repr=False)
    codes: Mapping[str, str]
    left_out: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Whose it is, in words."""
        return name_origin(self.plan, self.project)


def name_origin(plan: Plan, project: str) -> str:
    """«город Саянск, проект «uspekh»»: what tells a project from those of all other municipalities."""
    whose = plan.head["project"].get("municipality") or plan.title
    return one_line(f"{whose}, проект «{project}»")


def collect_package(engine: Engine, project: str, texts: Texts, directory: pd.DataFrame) -> Package:
    """What is to be sent of the engine's project: numbers of the measures without a sensitive count, and no comments.

    ``texts``: the present edition; ``directory``: the organizations in force.
    """
    plan = plan_of(texts)
    measures, sensitive = plan["measures"], read_sensitive(plan)
    open_measures = measures[~measures["id"].isin(sensitive.measure_ids)]
    fields = {*open_measures["numerator"], *open_measures["denominator"]}
    values = of_kinds(engine, "component", "plan")
    headcount = (values["kind"] == "component") & values["field"].isin(fields)
    planned = (values["kind"] == "plan") & values["part"].isin(plan_labels(open_measures).values())
    values = values[(headcount | planned) & values["number"].notna()]
    components = plan["components"]
    left_out = tuple(components.loc[components["id"].isin(sensitive.needed - fields), "title"])
    listed = directory[DIRECTORY_COLUMNS].astype({"contingent": "Int64"})
    return Package(project, plan, texts, now(), values, listed, list_shared_codes(engine), left_out)


def write_package(package: Package, key: bytes) -> bytes:
    """The signed file of a package."""
    parts = {_FOLDER + name: package.texts[name].encode() for name in FILES if name in package.texts}
    parts[_VALUES] = package.values[_NUMBERED].to_csv(index=False).encode()
    parts[_DIRECTORY] = package.directory.to_csv(index=False).encode()
    parts[_CODES] = json.dumps(dict(package.codes), ensure_ascii=False).encode()
    facts = {"project": package.project, "title": package.plan.title, "at": package.at.isoformat()}
    return write_archive(facts | {"left_out": package.left_out}, parts, key)


def read_package(content: bytes, key: bytes) -> Package:
    """The package in a file. Raises ``PackageRefused``: not signed with this key, changed, too large or not ours."""
    manifest, parts = read_archive(content, _NAMES, key)
    for name in (_VALUES, _DIRECTORY, _CODES):
        if name not in parts:
            raise PackageRefused(f"В пакете не хватает части «{name}».")
    texts, plan = _read_passport(parts)
    try:
        codes = {str(measure): str(code) for measure, code in json.loads(parts[_CODES]).items()}
    except (ValueError, AttributeError) as error:
        raise PackageRefused(f"Часть пакета «{_CODES}» не читается.") from error
    return Package(
        str(manifest["project"]),
        plan,
        texts,
        datetime.fromisoformat(manifest["at"]),
        _read_values(_read_table(parts, _VALUES, _NUMBERED)),
        _read_table(parts, _DIRECTORY, DIRECTORY_COLUMNS).pipe(_with_contingent),
        codes,
        tuple(map(str, manifest["left_out"])),
    )


def _read_passport(parts: Mapping[str, bytes]) -> tuple[Texts, Plan]:
    files = {name.removeprefix(_FOLDER): text for name, text in parts.items() if name.startswith(_FOLDER)}
    try:
        texts = decode_texts(files)
        return texts, plan_of(texts)
    except PassportDamaged as error:
        raise PackageRefused(f"Паспорт в пакете не читается: {error}") from error


def _read_table(parts: Mapping[str, bytes], name: str, columns: list[str]) -> pd.DataFrame:
    try:
        frame = pd.read_csv(io.BytesIO(parts[name]), dtype="str", keep_default_na=False, na_values=[""])
    except ValueError as error:  # pandas' own errors of parsing and of decoding are of this kind
        raise PackageRefused(f"Часть пакета «{name}» не читается как таблица.") from error
    if list(frame) != columns:
        raise PackageRefused(f"В части пакета «{name}» не те столбцы.")
    return frame


def _read_values(rows: pd.DataFrame) -> pd.DataFrame:
    """The tidy frame of the rows, which say nothing of the cells that they came from."""
    try:
        numbers = {name: [int(number) for number in rows[name]] for name in _WHOLE_NUMBERS}
    except ValueError as error:
        raise PackageRefused(f"В части пакета «{_VALUES}» не все числа целые.") from error
    nothing: dict[str, list[object]] = {"text": [None] * len(rows), "sheet": [""] * len(rows), "cell": [""] * len(rows)}
    words = {name: list(rows[name].fillna("")) for name in KEY if name not in numbers}
    columns: dict[str, Sequence[object]] = {**words, **numbers, **nothing}
    return values_of_columns({name: columns[name] for name in COLUMNS})


def _with_contingent(rows: pd.DataFrame) -> pd.DataFrame:
    try:
        return rows.assign(contingent=rows["contingent"].astype("Int64"))
    except (ValueError, TypeError) as error:
        raise PackageRefused(f"В части пакета «{_DIRECTORY}» контингент — не целое число.") from error
