"""The JSON Schema of a published comparison; run as a module, it writes the file beside it."""

from __future__ import annotations

from pathlib import Path

from assistcheck.reports.comparison.json import SCHEMA
from assistcheck.reports.comparison.model import Comparison
from assistcheck.reports.json.schema import file_text, schema_of

SCHEMA_FILE = Path(__file__).with_name("comparison-1.schema.json")


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return file_text(schema_of(Comparison, SCHEMA))


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
