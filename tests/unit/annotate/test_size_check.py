"""What is too large to be copied is counted in sheets of either spelling."""

from __future__ import annotations

import io
import zipfile

import pytest

from assistcheck.annotate import size_check
from assistcheck.annotate.size_check import check_size
from assistcheck.errors import WorkbookError


def packed(cells: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"<worksheet>" + cells + b"</worksheet>")
    return out.getvalue()


@pytest.mark.parametrize("cell", [b'<c r="A1"/>', b"<c/>", b'<x:c r="A1"/>', b"<x:c/>", b"<c/><x:c/>"])
def test_one_cell_too_many_is_refused(cell: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    number = 10 * cell.count(b"<")
    monkeypatch.setattr(size_check, "MAX_CELLS", number)
    check_size(packed(cell * 10))
    monkeypatch.setattr(size_check, "MAX_CELLS", number - 1)
    with pytest.raises(WorkbookError):
        check_size(packed(cell * 10))


@pytest.mark.parametrize("element", [b'<mergeCell ref="A1:J1"/>', b'<x:hyperlink id="a" ref="A1:A10"/>'])
def test_one_covered_cell_too_many_is_refused(element: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size_check, "MAX_COVERED", 10)
    check_size(packed(element))
    monkeypatch.setattr(size_check, "MAX_COVERED", 9)
    with pytest.raises(WorkbookError):
        check_size(packed(element))
