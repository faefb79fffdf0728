"""Floor 4: the command line (contract, section 3)."""

from uspekh.commands.group import cli

__all__ = ["cli"]
