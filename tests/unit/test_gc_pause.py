"""The pause of the garbage collector ends as it began, whatever happens within."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from assistcheck.gc_pause import without_collecting


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was_enabled = gc.isenabled()
    yield
    (gc.enable if was_enabled else gc.disable)()


def test_a_collector_that_runs_rests_and_runs_again() -> None:
    gc.enable()
    with without_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_rests_is_not_woken() -> None:
    gc.disable()
    with without_collecting():
        pass
    assert not gc.isenabled()


def test_an_error_wakes_it_too() -> None:
    gc.enable()
    with pytest.raises(ZeroDivisionError), without_collecting():
        raise ZeroDivisionError
    assert gc.isenabled()
