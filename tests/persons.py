"""Invented persons, one of each role."""

from __future__ import annotations

from uspekh.access.person import Person, Role

VIEWER = Person("Смирнов", Role.VIEWER, email="viewer@example.org")
SCHOOL = Person("Первая школа", Role.ORGANIZATION, "S1", "school@example.org")
EDITOR = Person("Петров", Role.EDITOR, email="editor@example.org")
ADMINISTRATOR = Person("Иванова", Role.ADMINISTRATOR)
