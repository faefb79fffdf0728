"""Editions of a passport: which is in force when, and what one changed of another."""
