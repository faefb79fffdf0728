"""The screens of a meeting, decisions, and what is written of it."""
