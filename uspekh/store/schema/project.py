"""Every table of a project is read and changed as if its rows were the only ones, whoever asks.

Whose rows they are says the connection (``of_project``). A query names the table; what reaches the database is the
rows of that project and those of every project (``EVERY``): the directory of organizations, and who left. Statements of
a whole database (a backup, an upgrade) work on tables of their own, which are read from it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Delete, Engine, String, Table, Update, bindparam, event
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

PROJECT = "uspekh"
"""The code of the project that comes with the program."""
EVERY = "*"
"""Stands in the rows that belong to no single project: each reads and changes them."""
_OPTION = "project"


class OfConnection:
    """Stands in a statement for the project of the connection that sends it (``database.engine``)."""


# A value of its own kind, not the code: a compiled statement is used again for other projects.
_CODE = bindparam("project_of_connection", OfConnection(), String(40))


class ProjectTable(Table):
    """A table whose rows belong to a project (``project_column``)."""

    inherit_cache = True


def of_project(engine: Engine, code: str) -> Engine:
    """The same store, over the same connections, for the rows of a project."""
    return engine.execution_options(**{_OPTION: code})


def project_of(source: Engine | Connection) -> str:
    """The code of the project whose rows are read and changed."""
    return str(source.get_execution_options()[_OPTION])


def project_column(*, primary_key: bool = False) -> Column[str]:
    """The project that a row belongs to: by default that of the connection which adds it."""
    return Column(
        "project", String(40), default=_of_context, nullable=False, server_default=PROJECT, primary_key=primary_key
    )


def _of_context(context: DefaultExecutionContext) -> str:
    return project_of(context.root_connection)


def _rows_of_project(table: Table) -> ColumnElement[bool]:
    return (table.c.project == _CODE) | (table.c.project == EVERY)


@compiles(ProjectTable)
def _read_rows_of_project(table: ProjectTable, compiler: SQLCompiler, **options: Any) -> str:
    """The table in a query: ``(SELECT * FROM uploads WHERE project IN (:project, '*')) AS uploads``."""
    name: str = compiler.visit_table(table, **options)  # type: ignore[no-untyped-call]
    if not options.get("asfrom") or options.get("iscrud"):
        return name
    every = compiler.render_literal_value(EVERY, table.c.project.type)
    rows = f"(SELECT * FROM {name} WHERE project IN ({compiler.process(_CODE)}, {every}))"  # noqa: S608 (our own names)
    alias = options.get("enclosing_alias")
    # The name of an alias is written after this by the alias itself.
    return rows if alias is not None and alias.element is table else f"{rows} AS {name}"


@event.listens_for(Engine, "before_execute", retval=True)
def _change_rows_of_project(
    _connection: Connection, statement: Any, multiparams: Any, params: Any, _options: Any
) -> tuple[Any, Any, Any]:
    if isinstance(statement, Update | Delete) and isinstance(statement.table, ProjectTable):
        statement = statement.where(_rows_of_project(statement.table))
    return statement, multiparams, params
