"""The JSON Schema of a published history; run as a module, it writes the file beside it."""

from __future__ import annotations

from pathlib import Path

from assistcheck.reports.history.json import SCHEMA
from assistcheck.reports.history.model import History
from assistcheck.reports.json.schema import file_text, schema_of

SCHEMA_FILE = Path(__file__).with_name("history-1.schema.json")


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return file_text(schema_of(History, SCHEMA))


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
