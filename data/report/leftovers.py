"""What the libraries' empty files bring along and a template has no use for."""

from __future__ import annotations

from typing import Any

_KINDS = ("/thumbnail", "/printerSettings")


def drop_leftovers(relationships: Any) -> None:
    """Takes the picture of somebody's first page and somebody's printer out of a package or part."""
    for name, relationship in list(relationships.items()):
        if relationship.reltype.endswith(_KINDS):
            relationships.pop(name)
