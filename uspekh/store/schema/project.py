"""Every table of a project is read and changed as if its rows were the only ones, whoever asks.

A query names the table; what reaches the database is the rows of ``PROJECT``. Statements of a whole database (a
backup, an upgrade) work on tables of their own, which are read from it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Delete, Engine, String, Table, Update, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

PROJECT = "uspekh"
"""The code of the only project there is today."""


class ProjectTable(Table):
    """A table whose rows belong to a project (``project_column``)."""

    inherit_cache = True


def project_column(*, primary_key: bool = False) -> Column[str]:
    """The project that a row belongs to."""
    return Column("project", String(40), nullable=False, server_default=PROJECT, primary_key=primary_key)


@compiles(ProjectTable)
def _read_rows_of_project(table: ProjectTable, compiler: SQLCompiler, **options: Any) -> str:
    """The table in a query: ``(SELECT * FROM uploads WHERE project = 'uspekh') AS uploads``."""
    name: str = compiler.visit_table(table, **options)  # type: ignore[no-untyped-call]
    if not options.get("asfrom") or options.get("iscrud"):
        return name
    project = compiler.render_literal_value(PROJECT, table.c.project.type)
    rows = f"(SELECT * FROM {name} WHERE project = {project})"  # noqa: S608 (names of our own)
    alias = options.get("enclosing_alias")
    # The name of an alias is written after this by the alias itself.
    return rows if alias is not None and alias.element is table else f"{rows} AS {name}"


@event.listens_for(Engine, "before_execute", retval=True)
def _change_rows_of_project(
    _connection: Connection, statement: Any, multiparams: Any, params: Any, _options: Any
) -> tuple[Any, Any, Any]:
    if isinstance(statement, Update | Delete) and isinstance(statement.table, ProjectTable):
        statement = statement.where(statement.table.c.project == PROJECT)
    return statement, multiparams, params
