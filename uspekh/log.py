"""The log: one JSON object a line on stderr. Nothing from outside can forge a line, and no secret gets into one."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

from uspekh import settings
from uspekh.redaction import hidden

_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
# Beside what JSON escapes itself: the other control characters, marks of direction, line ends of Unicode, half pairs.
_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


class JsonLines(logging.Formatter):
    """``time`` (UTC), ``level``, ``logger``, ``message``, then the fields given as ``extra`` and ``error``."""

    def format(self, record: logging.LogRecord) -> str:
        """One line without its end; secrets are replaced by ``***``."""
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": hidden(record.getMessage()),
        }
        extra = {name: value for name, value in vars(record).items() if name not in _PLAIN | fields.keys()}
        fields |= {name: _shown(value) for name, value in extra.items()}
        if record.exc_info:
            fields["error"] = hidden(self.formatException(record.exc_info))
        return _ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(fields, ensure_ascii=False))


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
    return value if value is None or isinstance(value, int) else hidden(str(value))
