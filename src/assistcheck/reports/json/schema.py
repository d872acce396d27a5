"""JSON Schemas of published shapes, drawn from their types; run as a module, it writes that of the report beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from assistcheck.reports.json.model import Report
from assistcheck.reports.json.v1 import SCHEMA

SCHEMA_FILE = Path(__file__).with_name("report-1.schema.json")
_REF = "#/$defs/"


class _Untitled(GenerateJsonSchema):
    """A schema in which no property repeats its name as a title."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - the signature is Pydantic's
        return False


def schema_of(shape: Any, name: str) -> dict[str, Any]:  # noqa: ANN401 - any type
    """Return the schema of a published shape by its name, ``assistcheck.report/1``; its parts are named as the types are."""
    made = TypeAdapter(shape).json_schema(ref_template=_REF + "{model}", schema_generator=_Untitled, mode="serialization")
    found: dict[str, Any] = json.loads(re.sub(f'"{re.escape(_REF)}\\w+"', lambda ref: ref[0].lower(), json.dumps(made)))
    parts = {name.lower(): part for name, part in sorted(found.pop("$defs").items())}
    for part in parts.values():
        part.pop("title", None)
    urn = "urn:" + re.sub("[./]", ":", name)
    found |= {"$schema": GenerateJsonSchema.schema_dialect, "$id": urn, "title": name}
    first = ("$schema", "$id", "title", "description", "type", "required")
    return {key: found.pop(key) for key in first} | found | {"$defs": parts}


def file_text(schema: dict[str, Any]) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def report_schema() -> dict[str, Any]:
    """Return the schema of ``assistcheck.report/1``."""
    return schema_of(Report, SCHEMA)


def schema_text() -> str:
    """Return the schema of the report as the text of its file."""
    return file_text(report_schema())


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
