"""``python -m uspekh COMMAND``: the way into the command line."""

from uspekh.commands import cli

if __name__ == "__main__":
    cli(prog_name="python -m uspekh")
