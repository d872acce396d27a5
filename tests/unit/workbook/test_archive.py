"""What a damaged container raises becomes a sentence."""

from __future__ import annotations

import struct

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.workbook.archive import archive_errors


def test_a_place_beyond_what_python_can_look_at_is_damage_as_any_other() -> None:
    with pytest.raises(WorkbookError) as caught, archive_errors(struct.error):
        struct.unpack_from("<I", b"abcd", 2**64)
    assert caught.value.code == "unreadable-file"
