"""A short run of the fuzzer: every mutant is refused or read, and what is read is what openpyxl finds there.

It takes about 20 seconds; ``ASSISTCHECK_FUZZ_SECONDS=900`` makes it longer. By hand, with seeds of one's own:
``python -m robustness.fuzz --minutes 15 --seed 100000`` in ``tests``. What the fuzzer has found stands in ``hostile``.
"""

from __future__ import annotations

import io
import os
import time
from itertools import count

import openpyxl
import pytest

from robustness.fuzz.bases import bases
from robustness.fuzz.mutate import mutated
from robustness.fuzz.runner import fault_of, run
from robustness.fuzz.second import differences
from robustness.hostile.workbooks import ROWS, packed, sheet

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each mutant is read in a forked process")
SECONDS = float(os.environ.get("ASSISTCHECK_FUZZ_SECONDS", "20"))
_AT_ONCE = 10
_FIRST_SEED = 1_000_000


@pytest.mark.parametrize("base", bases())
def test_every_mutant_is_refused_or_read_as_it_stands(base: str) -> None:
    end = time.monotonic() + SECONDS / len(bases())
    for first in count(_FIRST_SEED, _AT_ONCE):
        assert list(run(base, range(first, first + _AT_ONCE))) == []
        if time.monotonic() > end:
            break


@pytest.mark.parametrize("base", bases())
def test_the_sound_workbooks_are_read_without_a_fault(base: str) -> None:
    assert fault_of(base, bases()[base]) == ""


@pytest.mark.parametrize("base", bases())
def test_a_seed_always_makes_the_same_mutant(base: str) -> None:
    data = bases()[base]
    mutants = [mutated(data, seed) for seed in range(20)]
    assert mutants == [mutated(data, seed) for seed in range(20)]
    assert len({*mutants, data}) > 10


def test_a_difference_between_two_readers_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    other = openpyxl.load_workbook(io.BytesIO(packed(xml=sheet(ROWS.replace("40000", "40001")))))
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_, **__: other)
    assert differences(packed()) == ["('募集资金', 2, 6): 40000.0 here, 40001.0 there"]
