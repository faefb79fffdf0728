"""The option of every command that works on one of several projects."""

from __future__ import annotations

import click

_PROJECT = "project"
of_project_option = click.option(
    "--project",
    metavar="CODE",
    help="Код проекта; нужен, если в базе их несколько.",
    expose_value=False,
    callback=lambda context, _parameter, value: context.meta.__setitem__(_PROJECT, value),
)
"""``opening.opened_project`` and ``project_store`` heed it."""


def named_project() -> str | None:
    """The code after ``--project``."""
    context = click.get_current_context(silent=True)
    return None if context is None else context.meta.get(_PROJECT)
