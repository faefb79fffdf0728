"""The log: one JSON object a line on stderr. Nothing from outside can forge a line, and no secret gets into one."""

from __future__ import annotations

import logging
import re
import sys
from datetime import datetime
from typing import Any, TextIO

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from uspekh import settings
from uspekh.redaction import hidden

# Beside what JSON escapes itself: the other control characters, marks of direction, line ends of Unicode, half pairs.
_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


class JsonLines(JsonFormatter):
    """``time`` (UTC), ``level``, ``logger``, ``message``, then the fields given as ``extra`` and ``error``."""

    def __init__(self) -> None:
        names = {"levelname": "level", "name": "logger", "exc_info": "error"}
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields=names,
            timestamp="time",
            # No field given as ``extra`` takes the name of one of ours.
            reserved_attrs=[*RESERVED_ATTRS, *names.values(), "time"],
            json_ensure_ascii=False,
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """The fields as they are written; secrets are replaced by ``***``."""
        return {name: _shown(log_data[name]) for name in sorted(log_data, key=lambda name: name != "time")}

    def jsonify_log_record(self, log_data: dict[str, Any]) -> str:
        """One line without its end."""
        return _ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", super().jsonify_log_record(log_data))


class _Stderr(logging.StreamHandler[TextIO]):
    """Writes to what stderr is at that moment."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stderr


_HANDLER = _Stderr()
_HANDLER.setFormatter(JsonLines())


def set_up(level: str = "INFO") -> None:
    """Sends what is logged from now on to stderr; may be called again. ``USPEKH_LOG_LEVEL`` outweighs ``level``."""
    root = logging.getLogger()
    if _HANDLER not in root.handlers:
        root.addHandler(_HANDLER)
    root.setLevel(settings.log_level(level))
    logging.captureWarnings(True)
    # It tells of each of its parts at every start.
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)
    _adopt()


def _adopt() -> None:
    """Lines of the web server, whose loggers have outputs of their own, take the same form."""
    for logger in list(logging.root.manager.loggerDict.values()):
        handler = getattr(logger, "streamlit_console_handler", None)
        if handler is not None and not isinstance(handler.formatter, JsonLines):
            handler.setFormatter(_HANDLER.formatter)


def _shown(value: object) -> object:
    """Whole numbers and what is missing as they are, anything else as text without secrets."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    return value if value is None or isinstance(value, int) else hidden(str(value))
