"""The JSON Schema of what came back as it is published; run as a module, it writes the file beside it."""

from __future__ import annotations

from pathlib import Path

from assistcheck.reports.json.schema import file_text, schema_of
from assistcheck.reports.replies.json import SCHEMA
from assistcheck.reports.replies.model import Replies

SCHEMA_FILE = Path(__file__).with_name("replies-1.schema.json")


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return file_text(schema_of(Replies, SCHEMA))


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
