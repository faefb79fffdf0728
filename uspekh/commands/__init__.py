"""The command line: a module for each group of commands, and what they share."""

from uspekh.commands.group import cli

__all__ = ["cli"]
