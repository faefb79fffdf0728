"""What a file says of itself besides its content: a title and the moment it was made, and nobody's name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

LONGEST = 255
"""Letters of a property that Office keeps."""
_WORDS = (
    "author",
    "last_modified_by",
    "comments",
    "subject",
    "keywords",
    "category",
    "content_status",
    "identifier",
    "version",
)


def reset_properties(properties: Any, title: str = "") -> None:
    """Clears the core properties of a document or deck: names of a template's authors do not travel with a report.

    ``properties`` is what python-docx and python-pptx call ``core_properties``.
    """
    for name in _WORDS:
        setattr(properties, name, "")
    properties.title = title[:LONGEST]
    properties.revision = 1
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
