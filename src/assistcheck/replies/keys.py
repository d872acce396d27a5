"""By what a shortfall list and its rows are known again: a text in a hidden cell, which no sorting or saving changes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError

from assistcheck.audit.outcomes import Status

_PREFIX = "ACK1"
"""What such a text begins with: the version of what stands in it."""
_MOST = 64 * 1024
"""Bytes of the largest key, unpacked."""

Text = Annotated[str, Field(max_length=2_000)]
Number = Annotated[int, Field(ge=0, le=50_000)]
"""Of items, of which a sheet has no more."""
_LIMIT = 10**25
Figure = Annotated[StrictInt, Field(gt=-_LIMIT, lt=_LIMIT)] | Annotated[str, Field(pattern=r"^-?[0-9]{1,25}(\.[0-9]{1,12})?$")]
"""A figure as the JSON report has it."""


class _Key(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class ListKey(_Key):
    """Which shortfall list a sheet is."""

    kind: Literal["list"] = "list"
    pack: Text
    as_of: date
    """The day that its figures are as of."""
    by: Text
    """The kind of subject that lists were made for."""
    name: Text
    """Whom it was made for."""
    items: Number
    """How many items it has."""
    reply_by: date | None = None
    """The day by which an answer is asked for, if one was given."""

    @property
    def identity(self) -> tuple[str, date, str, str]:
        """What two copies of one list have in common."""
        return self.pack, self.as_of, self.by, self.name


class ItemKey(_Key):
    """Which item of a list a row is, and the figures that it was sent with, as the JSON report has them."""

    kind: Literal["item"] = "item"
    of: ListKey
    number: Number
    rule: Text
    subject: Annotated[tuple[Text, ...], Field(min_length=2, max_length=8)]
    """Kind, name, and what it belongs to, as :attr:`assistcheck.comparison.record.OutcomeRecord.key` has them."""
    status: Status
    have: Figure | None
    need: Figure
    gap: Figure | None
    due: date | None
    missing: Annotated[tuple[Text, ...], Field(max_length=400)] = ()
    """The months or quarters without their number, of a duty of each."""
    seal: Text
    """The digest of the texts of the row that nobody is to change."""


Key = Annotated[ListKey | ItemKey, Field(discriminator="kind")]


class _Any(_Key):
    key: Key


def packed(key: ListKey | ItemKey) -> str:
    """Return a key as the text of a cell: letters, digits and hyphens, with a checksum."""
    body = zlib.compress(_Any(key=key).model_dump_json().encode(), 9)
    return f"{_PREFIX}.{zlib.crc32(body):08x}.{base64.urlsafe_b64encode(body).decode()}"


def unpacked(text: str) -> ListKey | ItemKey | None:
    """Return the key that the text of a cell is; ``None``: it is none, or a part of it is gone."""
    prefix, _, rest = text.strip().partition(".")
    checksum, _, body = rest.partition(".")
    if prefix != _PREFIX or len(body) > _MOST:
        return None
    try:
        content = base64.urlsafe_b64decode(body.encode("ascii"))
        if f"{zlib.crc32(content):08x}" != checksum:
            return None
        return _Any.model_validate_json(zlib.decompressobj().decompress(content, _MOST)).key
    except (binascii.Error, UnicodeError, zlib.error, ValidationError):
        return None


def is_key(text: str) -> bool:
    """Whether the text of a cell is a key, whole or broken."""
    return text.strip().startswith(f"{_PREFIX}.")


def seal_of(texts: Iterable[str]) -> str:
    """Return the digest of texts, the white space and the ends of lines in them aside."""
    joined = "\0".join("".join(text.split()) for text in texts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:12]
