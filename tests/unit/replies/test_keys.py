"""By what rows of a list are known again: whole, or not at all."""

from __future__ import annotations

import base64
import zlib
from datetime import date

import pytest

from assistcheck.replies.keys import ItemKey, ListKey, is_key, packed, seal_of, unpacked

LIST = ListKey(pack="p", as_of=date(2022, 6, 30), by="team", name="=甲\u202e", items=2)
ITEM = ItemKey(
    of=LIST,
    number=1,
    rule="R01.1",
    subject=("village", "镇/村", "县", "甲"),
    status="shortfall",
    have="0.50",
    need=2,
    gap=None,
    due=None,
    seal="abc",
)


@pytest.mark.parametrize("key", [LIST, ITEM, ITEM.model_copy(update={"have": 0, "gap": "100000.00", "due": date(2022, 1, 1)})])
def test_a_key_comes_back_as_it_was_with_white_space_around_it(key: ListKey | ItemKey) -> None:
    assert unpacked(f" {packed(key)}\n") == key


def test_a_key_is_letters_digits_and_signs_that_no_program_takes_for_more() -> None:
    text = packed(ITEM)
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.")
    assert text[0] == "A"


def test_a_key_of_which_one_letter_is_another_is_none_though_it_is_known_for_one() -> None:
    text = packed(ITEM)
    other = text[:40] + ("A" if text[40] != "A" else "B") + text[41:]
    assert is_key(other)
    assert unpacked(other) is None


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"key":{"kind":"list"}}', b'{"key":{"kind":"item","number":-1}}', b"\xff"])
def test_a_key_with_a_right_checksum_and_other_contents_is_none(body: bytes) -> None:
    content = zlib.compress(body)
    assert unpacked(f"ACK1.{zlib.crc32(content):08x}.{base64.urlsafe_b64encode(content).decode()}") is None


def test_a_key_that_unpacks_to_very_much_is_none() -> None:
    content = zlib.compress(b" " * 10_000_000)
    assert unpacked(f"ACK1.{zlib.crc32(content):08x}.{base64.urlsafe_b64encode(content).decode()}") is None


@pytest.mark.parametrize("text", ["", "ACK1", "ACK1..", "ACK1.00000000.", "ACK2.00000000.AAAA", "ACK1.0.é", "甲"])
def test_other_texts_are_no_keys(text: str) -> None:
    assert unpacked(text) is None


def test_a_seal_knows_white_space_from_words() -> None:
    assert seal_of(["甲\r\n乙 ", "x"]) == seal_of(["甲\n乙", "x"])
    assert seal_of(["甲乙"]) != seal_of(["甲丙"])
    assert seal_of(["甲", "乙"]) != seal_of(["甲乙"])
