"""Entries in memory: what was used longest ago goes first."""

from __future__ import annotations

from assistcheck.submission.read_cache.memory import MemoryEntries


def test_what_is_kept_comes_back_as_it_was_kept_last() -> None:
    kept = MemoryEntries(100)
    assert kept.load("a") is None
    kept.save("a", b"1")
    kept.save("a", b"22")
    assert kept.load("a") == b"22"


def test_what_was_used_longest_ago_goes_first() -> None:
    kept = MemoryEntries(10)
    for key in "abc":
        kept.save(key, b"123")
    kept.load("a")
    kept.save("d", b"123")
    assert [key for key in "abcd" if kept.load(key)] == ["a", "c", "d"]


def test_what_is_larger_than_all_the_room_is_not_kept() -> None:
    kept = MemoryEntries(10)
    kept.save("a", b"1" * 10)
    assert kept.load("a")
    kept.save("b", b"1" * 11)
    assert kept.load("b") is None
