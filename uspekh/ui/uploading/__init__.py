"""Sending and loading a file: the form, what is wrong with it, what it would change."""
