"""Rows of a table: what each is about, what it reports, and how its cells look."""
