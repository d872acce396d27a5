"""The kinds of fields that sheets are made of, and what is known of a sheet and of a column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from assistcheck.i18n import LocalizedText
from assistcheck.submission.catalogue import Sheet
from assistcheck.submission.roster.suggest import closest_words
from assistcheck.workbook import cell_values
from assistcheck.workbook.cell_markers import COUNTERS
from assistcheck.workbook.cell_values import Cell, CellContext, CellError, ColumnId

FieldKind = Literal["text", "name", "day", "amount", "whole", "percent", "year", "quarter", "choice", "choices"]
NameKind = Literal[
    "programme", "team", "unit", "town", "village", "city", "county", "work_group", "reporter", "organiser", "subject"
]
"""Which names a column is matched with; ``reporter``: team or work group; ``organiser``: programme or work group."""


class NameOf(NamedTuple):
    """Marks a column whose text is matched with the roster."""

    kind: NameKind


Read = Callable[[Cell, CellContext], object]


class Reads(NamedTuple):
    """Marks a field whose reader alone decides what a cell holds; Pydantic's own check then adds nothing."""

    read: Read


def _reader(read: Read) -> BeforeValidator:
    def validate(cell: Cell, info: ValidationInfo) -> object:
        return read(cell, info.context if isinstance(info.context, CellContext) else CellContext())

    return BeforeValidator(validate)


def _text(cell: Cell, context: CellContext) -> str:  # noqa: ARG001 - one signature for every reader
    return cell_values.read_text(cell)


Text = Annotated[str, _reader(_text), Reads(_text), "text"]
Day = Annotated[dt.date, _reader(cell_values.read_day), Reads(cell_values.read_day), "day"]
Amount = Annotated[Decimal, _reader(cell_values.read_amount), Reads(cell_values.read_amount), "amount"]
"""An amount in 元, exact."""
Whole = Annotated[int, _reader(cell_values.read_whole), Reads(cell_values.read_whole), "whole"]
Percent = Annotated[Decimal, _reader(cell_values.read_percent), Reads(cell_values.read_percent), "percent"]
"""Percentage points."""
Year = Annotated[int, _reader(cell_values.read_year), Reads(cell_values.read_year), "year"]
Quarter = Annotated[str, _reader(cell_values.read_quarter), Reads(cell_values.read_quarter), "quarter"]
"""``2022Q1``."""
CHOICE = _reader(cell_values.read_choice)
"""Put before a ``Literal`` of the allowed words."""
CHOICES = _reader(cell_values.read_choices)
"""Put before a tuple of ``Literal``: one or more of the allowed words."""
TeamName = Annotated[Text, NameOf("team")]
UnitName = Annotated[Text, NameOf("unit")]
TownName = Annotated[Text, NameOf("town")]
VillageName = Annotated[Text, NameOf("village")]
CityName = Annotated[Text, NameOf("city")]
CountyName = Annotated[Text, NameOf("county")]
ReporterName = Annotated[Text, NameOf("reporter")]
OrganiserName = Annotated[Text, NameOf("organiser")]
SubjectName = Annotated[Text, NameOf("subject")]


class Row(BaseModel):
    """Base of every sheet's model: one row, each field one column, read from raw cells."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    sheet: ClassVar[Sheet]


def column(
    header: str,
    *,
    required: bool = True,
    required_when: tuple[str, str] | None = None,
    spoils: bool = False,
    counted: str = "",
) -> Any:  # noqa: ANN401 - a Pydantic field
    """Return a field for the column ``header``.

    ``required_when``: (another column, its value). ``spoils``: though optional, a value that is there and
    cannot be read rejects its row, since taking it for a blank could change a verdict. ``counted``: what a number
    counts, a key of :data:`assistcheck.workbook.cell_markers.COUNTERS`.
    """
    extra: Any = {"required": required, "required_when": required_when, "spoils": spoils, "counted": counted}
    default: Any = ... if required else None
    return Field(default, title=header, json_schema_extra={"assistcheck": extra})


class Column(NamedTuple):
    """One column of a sheet, as its model declares it."""

    id: ColumnId
    header: str
    kind: FieldKind
    required: bool
    required_when: tuple[str, str] | None
    spoils: bool
    name_of: NameKind | None
    words: tuple[str, ...]
    """The allowed words of a choice."""
    counters: tuple[str, ...]
    """Counters (量词) that may follow a number: 40台."""
    read: Read
    """What a cell holds, or ``CellError``: what Pydantic would make of it, without its detour."""

    @property
    def name(self) -> str:
        """The column's own id."""
        return self.id[1]

    @property
    def headers(self) -> tuple[str, ...]:
        """The accepted headers, squeezed: the Chinese one, without its unit, and the English id."""
        full = cell_values.strip_whitespace(self.header)
        bare = full[: full.rindex("(")] if full.endswith(("(元)", "(台)", "(%)")) else full
        return tuple(dict.fromkeys((full, bare, self.name)))


@cache
def columns(model: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a sheet's model, in its order."""
    return tuple(_column((model.sheet.id, name), info) for name, info in model.model_fields.items())


def _column(ident: ColumnId, info: Any) -> Column:  # noqa: ANN401 - pydantic's FieldInfo
    parts = [info.annotation, *info.metadata]
    parts += [part for arg in get_args(info.annotation) for part in (arg, *getattr(arg, "__metadata__", ()))]
    kind, words = _kind(parts), _words(info.annotation)
    extra = info.json_schema_extra["assistcheck"]
    return Column(
        id=ident,
        header=info.title,
        kind=kind,
        required=extra["required"],
        required_when=extra["required_when"],
        spoils=extra["spoils"],
        name_of=next((p.kind for p in parts if isinstance(p, NameOf)), None),
        words=words,
        counters=COUNTERS.get(extra["counted"], ()),
        read=next((p.read for p in parts if isinstance(p, Reads)), None) or _choice_reader(kind, words),
    )


def _choice_reader(kind: FieldKind, words: tuple[str, ...]) -> Read:
    """Return the reader of one or more of ``words``."""
    read = cell_values.read_choices if kind == "choices" else cell_values.read_choice

    def chosen(cell: Cell, context: CellContext) -> str | tuple[str, ...]:
        try:
            found = read(cell, context, words)
        except CellError as error:
            raise CellError(error.code, _one_of(words) if error.code == "bad-choice" else error.expected) from None
        if others := {found} - {*words} if isinstance(found, str) else {*found} - {*words}:
            raise CellError("bad-choice", _one_of(words, *sorted(others)))
        return found

    return chosen


def _one_of(words: tuple[str, ...], *others: str) -> LocalizedText:
    """Return the allowed ``words``, and the nearest to the ``others`` that stand there."""
    near = tuple(dict.fromkeys(name for other in others for name in closest_words(other, words)))
    zh, en = (f"（是否为 {'、'.join(near)}？）", f" (perhaps {', '.join(near)}?)") if near else ("", "")
    return LocalizedText("、".join(words) + zh, "、".join(words) + en)


def _kind(parts: list[Any]) -> FieldKind:
    if any(isinstance(p, NameOf) for p in parts):
        return "name"
    kinds = [p for p in parts if isinstance(p, str)]
    return kinds[0]  # type: ignore[return-value]


def _words(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401
    if get_origin(annotation) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    for arg in get_args(annotation):
        if found := _words(arg):
            return found
    return ()
