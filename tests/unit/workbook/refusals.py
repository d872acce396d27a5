"""How a cell that cannot be read is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistcheck.workbook.cell_values import Cell, CellContext, CellError

Reader = Callable[[Cell, CellContext], object]


def refusal(read: Reader, cell: Cell) -> str:
    """Return the code with which a cell is refused; its words must say what was expected."""
    with pytest.raises(CellError) as caught:
        read(cell, CellContext())
    assert caught.value.expected.zh
    assert caught.value.expected.en
    return caught.value.code
