"""Frictionless checks row by row, reading with openpyxl."""

from __future__ import annotations

from collections import Counter

from frictionless import Resource, Schema, fields, formats

from benchmarks.peers.job import (
    AMOUNT,
    CHANNEL,
    CHANNELS,
    DAY,
    FORM,
    FORMS,
    HEADERS,
    ORIGIN,
    ORIGINS,
    SHEET,
    TEAM,
    answer,
    workbook,
)

FIELDS = {
    DAY: fields.AnyField(name=DAY),
    CHANNEL: fields.StringField(name=CHANNEL, constraints={"required": True, "enum": list(CHANNELS)}),
    FORM: fields.StringField(name=FORM, constraints={"required": True, "enum": list(FORMS)}),
    AMOUNT: fields.NumberField(name=AMOUNT, float_number=True, constraints={"required": True}),
}
FIELDS[DAY] = fields.DatetimeField(name=DAY, constraints={"required": True})
schema = Schema(fields=[FIELDS.get(name) or fields.StringField(name=name) for name in HEADERS])
bad, sums = 0, Counter[str]()
with Resource(path=workbook(), schema=schema, control=formats.ExcelControl(sheet=SHEET)) as resource:
    for row in resource.row_stream:
        if row.errors:
            bad += 1
        elif row[ORIGIN].startswith(ORIGINS):
            sums[row[TEAM]] += row[AMOUNT]
answer(bad, sums)
