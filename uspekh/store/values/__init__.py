"""Reported values: those in force, the history of each, and what the database sums up of them."""
