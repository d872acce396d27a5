"""Text that says in which encoding it is: GB2312 and GBK are GB18030, and what does not decode is refused."""

from __future__ import annotations

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.workbook.declared_encoding import declared_text

META = '<meta http-equiv=Content-Type content="text/html; charset={}">'
PLAIN_META = "<meta charset='{}'>"
XML = '<?xml version="1.0" encoding="{}"?>'
RARE = "莞香镕"  # the last is in GBK and not in GB2312


@pytest.mark.parametrize("how", [META, PLAIN_META, XML])
@pytest.mark.parametrize("name", ["gb2312", "GBK", "gb18030", "x-gbk", "cp936"])
def test_every_name_of_a_chinese_encoding_is_gb18030(how: str, name: str) -> None:
    text = how.format(name) + RARE + "㐀"
    assert declared_text(text.encode("gb18030")) == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", ["", "iso-8859-1", "windows-1252", "us-ascii", "unknown-8bit", "utf-16"])
def test_without_a_telling_declaration_it_is_utf_8_or_gb18030(encoding: str, name: str) -> None:
    text = PLAIN_META.format(name) + RARE
    assert declared_text(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_stands_above_what_is_declared(encoding: str) -> None:
    assert declared_text((PLAIN_META.format("gb2312") + RARE).encode(encoding)).endswith(RARE)


def test_big5_is_read() -> None:
    text = PLAIN_META.format("big5") + "香"
    assert declared_text(text.encode("big5")) == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (XML.format("GBK").encode() + b"\x81", "GB18030 编码的文本（第 37 个字节起不合）"),
        (XML.format("utf-8").encode() + b"\xb4\xed", "UTF-8 编码的文本（第 39 个字节起不合）"),
        (b"<table>\xff", "UTF-8 或 GB18030 编码的文本（第 8 个字节起不合）"),
        (b"\xef\xbb\xbf\xff", "UTF-8 编码的文本"),
        (b"<table>\0", "UTF-8 或 GB18030 编码的文本"),
    ],
)
def test_a_byte_that_does_not_decode_is_refused_with_its_place(data: bytes, words: str) -> None:
    with pytest.raises(WorkbookError) as caught:
        declared_text(data)
    assert caught.value.code == "unreadable-file"
    assert words in caught.value.words.zh
