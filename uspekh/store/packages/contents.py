"""A package: the passport of a project, its directory, its numbers without sensitive ones, and its shared codes."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

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
_FORMS = {
    "kind": "component|plan",
    "subject": ".{1,100}",
    "part": ".{0,200}",
    "field": ".{1,100}",
    "year": "[0-9]{4}",
    "months": "[0-9]|1[0-2]",
    "number": "[0-9]{1,15}",
}
"""What the columns of the numbers may hold, as the program writes them."""
_DIRECTORY_FORMS = {
    "code": ".{1,100}",
    "active_from": "([0-9]{4}-[0-9]{2}-[0-9]{2})?",
    "active_to": "([0-9]{4}-[0-9]{2}-[0-9]{2})?",
    "contingent": "[0-9]{0,9}",
}
_WHOLE_NUMBERS = ("year", "months", "number")
_LONGEST_CODE, _LONGEST_PROJECT, _MOST_ORGANIZATIONS = 100, 40, 5_000
_MOST_YEARS = 30
"""Years of a project; without a bound its figures could be asked for ten thousand."""


@dataclass(frozen=True, eq=False)
class Package:
    """``sender``: the public key that it was signed with, ``municipality``: what the receiver calls who has it, both
    empty of a package to be sent; ``at``: the moment it is of;
    ``values``: tidy frame of headcounts and plans of organizations; ``codes``: shared code by measure; ``left_out``:
    titles of the sensitive counts, and of those that narrow them, which are not sent.
    """

    sender: str
    municipality: str
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
        return name_origin(self.municipality, self.project)


def name_origin(municipality: str, project: str) -> str:
    """«город Саянск, проект «uspekh»»."""
    return one_line(f"{municipality}, проект «{project}»")


def collect_package(engine: Engine, project: str, texts: Texts, directory: pd.DataFrame) -> Package:
    """What is to be sent of the engine's project: numbers of the measures without a sensitive count, and no comments.

    ``texts``: the present edition; ``directory``: the organizations in force.
    """
    plan = plan_of(texts)
    values = of_kinds(engine, "component", "plan")
    values = values[_is_open(values, plan) & values["number"].notna()]
    components, sensitive = plan["components"], read_sensitive(plan)
    left_out = tuple(components.loc[components["id"].isin(sensitive.needed - _open_fields(plan)), "title"])
    listed = directory[DIRECTORY_COLUMNS].astype({"contingent": "Int64"})
    return Package("", "", project, plan, texts, now(), values, listed, list_shared_codes(engine), left_out)


def _open_measures(plan: Plan) -> pd.DataFrame:
    """The measures without a sensitive count."""
    measures = plan["measures"]
    return measures[~measures["id"].isin(read_sensitive(plan).measure_ids)]


def _open_fields(plan: Plan) -> set[str]:
    measures = _open_measures(plan)
    return {*measures["numerator"], *measures["denominator"]}


def _is_open(values: pd.DataFrame, plan: Plan) -> pd.Series:
    """Which values are counts or plans of measures without a sensitive count."""
    headcount = (values["kind"] == "component") & values["field"].isin(_open_fields(plan))
    planned = (values["kind"] == "plan") & values["part"].isin(plan_labels(_open_measures(plan)).values())
    return headcount | planned


def write_package(package: Package, secret: bytes) -> bytes:
    """The file of a package, signed with the secret of the sender."""
    parts = {_FOLDER + name: package.texts[name].encode() for name in FILES if name in package.texts}
    parts[_VALUES] = package.values[_NUMBERED].to_csv(index=False).encode()
    parts[_DIRECTORY] = package.directory.to_csv(index=False).encode()
    parts[_CODES] = json.dumps(dict(package.codes), ensure_ascii=False).encode()
    facts = {"project": package.project, "title": package.plan.title, "at": package.at.isoformat()}
    return write_archive(facts | {"left_out": package.left_out}, parts, secret)


def read_package(content: bytes, municipalities: Mapping[str, str]) -> Package:
    """The package in a file that one of the municipalities (name by public key) signed.

    Raises ``PackageRefused``: signed by nobody of them, changed, too large or not ours.
    """
    archive = read_archive(content, _NAMES, municipalities)
    parts = archive.parts
    for name in (_VALUES, _DIRECTORY, _CODES):
        if name not in parts:
            raise PackageRefused(f"В пакете не хватает части «{name}».")
    texts, plan = _read_passport(parts)
    project, at, left_out = _read_facts(archive.facts)
    values = _read_values(_read_table(parts, _VALUES, _NUMBERED))
    if not _is_open(values, plan).all():
        raise PackageRefused(f"В части пакета «{_VALUES}» есть числа, которых в пакете быть не должно.")
    return Package(
        archive.sender,
        municipalities[archive.sender],
        project,
        plan,
        texts,
        at,
        values,
        _read_directory(_read_table(parts, _DIRECTORY, DIRECTORY_COLUMNS)),
        _read_codes(parts[_CODES]),
        left_out,
    )


def _read_facts(facts: Mapping[str, object]) -> tuple[str, datetime, tuple[str, ...]]:
    """The project, the moment and what was left out, of a manifest."""
    project, at, left_out = facts.get("project"), facts.get("at"), facts.get("left_out")
    if not isinstance(project, str) or not 0 < len(project) <= _LONGEST_PROJECT or not isinstance(left_out, list):
        raise PackageRefused("В описании пакета нет проекта или списка того, что не вошло.")
    try:
        moment = datetime.fromisoformat(str(at)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise PackageRefused(f"Дата пакета «{at}» не читается.") from error
    return project, moment, tuple(map(str, left_out))


def _read_codes(content: bytes) -> dict[str, str]:
    try:
        codes = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PackageRefused(f"Часть пакета «{_CODES}» не читается.") from error
    rows = codes.items() if isinstance(codes, dict) else [(None, None)]
    written = [code for _, code in rows]
    sound = all(isinstance(code, str) and 0 < len(code) <= _LONGEST_CODE for code in written)
    # Two indicators of a project under one code would be counted twice.
    if not sound or len(set(written)) < len(written):
        raise PackageRefused(f"В части пакета «{_CODES}» не общие коды показателей.")
    return dict(rows)


def _read_passport(parts: Mapping[str, bytes]) -> tuple[Texts, Plan]:
    files = {name.removeprefix(_FOLDER): text for name, text in parts.items() if name.startswith(_FOLDER)}
    try:
        texts = decode_texts(files)
        plan = plan_of(texts)
    except (PassportDamaged, RecursionError) as error:
        raise PackageRefused(f"Паспорт в пакете не читается: {error}") from error
    if len(plan.years) > _MOST_YEARS:
        raise PackageRefused(f"Паспорт в пакете не читается: срок проекта дольше {_MOST_YEARS} лет.")
    return texts, plan


def _read_table(parts: Mapping[str, bytes], name: str, columns: list[str]) -> pd.DataFrame:
    """Texts of a table, empty where a cell is."""
    try:
        frame = pd.read_csv(io.BytesIO(parts[name]), dtype="str", keep_default_na=False)
    except ValueError as error:  # pandas' own errors of parsing and of decoding are of this kind
        raise PackageRefused(f"Часть пакета «{name}» не читается как таблица.") from error
    if list(frame) != columns or not isinstance(frame.index, pd.RangeIndex):
        raise PackageRefused(f"В части пакета «{name}» не те столбцы.")
    return frame.fillna("")


def _check_forms(rows: pd.DataFrame, forms: Mapping[str, str], name: str) -> None:
    """Refuses the first cell of a part that has not the form of its column."""
    for column, form in forms.items():
        wrong = [text for text in rows[column].unique() if not re.fullmatch(form, text)]
        if wrong:
            # The first line holds the headings.
            line = int(rows[column].isin(wrong).to_numpy().argmax()) + 2
            raise PackageRefused(
                f"В части пакета «{name}», строка {line}, столбец {column}, стоит не то, что пишет программа."
            )


def _read_values(rows: pd.DataFrame) -> pd.DataFrame:
    """The tidy frame of the rows, which say nothing of the cells that they came from."""
    _check_forms(rows, _FORMS, _VALUES)
    if rows.duplicated(KEY).any():
        raise PackageRefused(f"В части пакета «{_VALUES}» одно и то же число стоит дважды.")
    nothing = {"text": [None] * len(rows), "sheet": [""] * len(rows), "cell": [""] * len(rows)}
    columns = {name: rows[name].astype("int64" if name in _WHOLE_NUMBERS else "str") for name in _NUMBERED}
    return values_of_columns({name: list((columns | nothing)[name]) for name in COLUMNS})


def _read_directory(rows: pd.DataFrame) -> pd.DataFrame:
    """The directory as the store gives it; a cell without words is missing."""
    _check_forms(rows, _DIRECTORY_FORMS, _DIRECTORY)
    if len(rows) > _MOST_ORGANIZATIONS or rows["code"].duplicated().any():
        raise PackageRefused(
            f"В части пакета «{_DIRECTORY}» организация записана дважды, или их больше {_MOST_ORGANIZATIONS}."
        )
    return rows.mask(rows == "").astype({"contingent": "Int64"})
