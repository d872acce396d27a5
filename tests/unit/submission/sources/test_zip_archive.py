"""Archives of workbooks: what is in them, under which names, within which limits, and what is refused."""

from __future__ import annotations

import io
import pickle
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.submission.sources import local_file
from assistcheck.submission.sources.at_hand import Unreadable
from assistcheck.submission.sources.interface import Source
from assistcheck.submission.sources.local_file import LocalFile
from assistcheck.submission.sources.zip_archive import Contents, ZipMember, contents_of
from assistcheck.workbook.limits import KIB, MIB, Limits

GOOD = b"PK a workbook" * 10


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_file, "sleep", lambda _: None)


def is_sheet(name: str) -> bool:
    return name.endswith((".xlsx", ".csv", ".zip"))


def packed(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes], how: int = zipfile.ZIP_DEFLATED) -> LocalFile:
    """Write an archive of these members, in UTF-8 where a name is not plain."""
    with zipfile.ZipFile(path, "w", how) as parts:
        for name, data in entries:
            parts.writestr(name, data)
    return LocalFile(str(path))


def listed(archive: LocalFile, limits: Limits | None = None) -> Contents:
    found = contents_of(archive, limits or Limits(), is_sheet)
    assert found is not None
    return found


def names(archive: LocalFile) -> list[str]:
    return [name for name, _ in listed(archive).wanted]


def refused(source: Source, limits: Limits | None = None) -> WorkbookError:
    with pytest.raises(WorkbookError) as caught:
        source.read(limits or Limits())
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "归档.zip"


# --- members ------------------------------------------------------------------------------------


def test_a_member_is_read_whole_and_known_by_the_path_of_the_archive_and_its_own(path: Path) -> None:
    archive = packed(path, ("二县/青禾镇组团.xlsx", GOOD), ("照片/1.jpg", b"x"))
    ((_, member),) = listed(archive).wanted
    assert member.read(Limits()) == GOOD
    assert member.shown == f"{path}/二县/青禾镇组团.xlsx"
    assert (member.local, member.size(), member.can_repeat) == (str(path), len(GOOD), True)


def test_members_cross_to_other_processes_and_are_the_same_there(path: Path) -> None:
    archive = packed(path, ("a.xlsx", GOOD), ("b.xlsx", GOOD))
    first, second = (member for _, member in listed(archive).wanted)
    arrived = pickle.loads(pickle.dumps(first))  # noqa: S301 - made here
    assert (arrived == first, arrived.key == first.key, first.key == second.key) == (True, True, False)


def test_members_come_by_name_whatever_their_order(path: Path) -> None:
    assert names(packed(path, ("b.xlsx", GOOD), ("a/c.xlsx", GOOD))) == ["a/c.xlsx", "b.xlsx"]


@pytest.mark.parametrize("part", ["[Content_Types].xml", "mimetype"])
def test_a_workbook_is_no_archive_of_workbooks(path: Path, part: str) -> None:
    assert contents_of(packed(path, (part, b"x"), ("xl/embedded.xlsx", GOOD)), Limits(), is_sheet) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"Rar!"])
def test_what_is_no_archive_is_left_to_its_reader(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert contents_of(LocalFile(str(path)), Limits(), is_sheet) is None


# --- names --------------------------------------------------------------------------------------


def renamed(path: Path, raw: list[bytes], *, extra: Callable[[bytes], bytes] = lambda _: b"") -> LocalFile:
    """Write an archive whose names are bytes that nothing says the encoding of."""
    stand_ins = ["x" * len(name) for name in raw]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for number, (name, meant) in enumerate(zip(stand_ins, raw, strict=True)):
            info = zipfile.ZipInfo(f"{number}{name[1:]}")
            info.extra = extra(meant)
            parts.writestr(info, GOOD)
    data = out.getvalue()
    for number, (name, meant) in enumerate(zip(stand_ins, raw, strict=True)):
        data = data.replace(f"{number}{name[1:]}".encode(), meant)
    path.write_bytes(data)
    return LocalFile(str(path))


def test_names_of_windows_are_gbk_though_the_standard_says_code_page_437(path: Path) -> None:
    assert names(renamed(path, ["青禾镇组团.xlsx".encode("gbk"), "白露镇/组团.xlsx".encode("gbk")])) == [
        "白露镇/组团.xlsx",
        "青禾镇组团.xlsx",
    ]


def test_names_of_macos_are_utf_8_though_no_flag_says_so(path: Path) -> None:
    assert names(renamed(path, ["青禾镇组团.xlsx".encode()])) == ["青禾镇组团.xlsx"]


def test_all_names_of_an_archive_are_of_one_encoding(path: Path) -> None:
    """Both bytes of 聡 in GBK make one letter of UTF-8, but those of the other name do not."""
    odd = next(char for char in map(chr, range(0x4E00, 0x9FFF)) if is_utf_8(char))
    assert names(renamed(path, [f"{odd}.xlsx".encode("gbk"), "青禾.xlsx".encode("gbk")])) == sorted(
        [f"{odd}.xlsx", "青禾.xlsx"]
    )


def is_utf_8(char: str) -> bool:
    try:
        return bool(char.encode("gbk").decode("utf-8"))
    except UnicodeError:
        return False


def test_a_backslash_within_a_gbk_letter_is_no_folder(path: Path) -> None:
    letter = next(char for char in map(chr, range(0x4E00, 0x9FFF)) if ends_in_backslash(char))
    assert names(renamed(path, [f"{letter}.xlsx".encode("gbk")])) == [f"{letter}.xlsx"]


def ends_in_backslash(char: str) -> bool:
    try:
        return char.encode("gbk")[-1:] == b"\\"
    except UnicodeError:
        return False


def test_a_name_that_an_extra_field_repeats_in_utf_8_is_that_one(path: Path) -> None:
    def extra(raw: bytes) -> bytes:
        body = b"\x01" + struct.pack("<L", zlib.crc32(raw)) + "青禾镇.xlsx".encode()
        return struct.pack("<HH", 0x7075, len(body)) + body

    assert names(renamed(path, [b"???.xlsx"], extra=extra)) == ["青禾镇.xlsx"]
    assert names(renamed(path, [b"!!!.xlsx"], extra=lambda _: extra(b"of another name"))) == ["!!!.xlsx"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../a.xlsx", "a.xlsx"),
        ("/etc/a.xlsx", "etc/a.xlsx"),
        ("C:\\用户\\a.xlsx", "用户/a.xlsx"),
        ("./b//a.xlsx", "b/a.xlsx"),
        ("..\\a.xlsx", "a.xlsx"),
    ],
)
def test_a_name_that_leads_out_of_the_archive_is_only_a_name(path: Path, written: str, shown: str) -> None:
    archive = packed(path, (written, GOOD))
    ((_, member),) = listed(archive).wanted
    assert (member.shown, member.read(Limits())) == (f"{path}/{shown}", GOOD)


@pytest.mark.parametrize(("letters", "shown"), [(995, 1_000), (996, 1_001), (60_000, 1_001)])
def test_a_name_longer_than_anybody_reads_is_shortened(path: Path, letters: int, shown: int) -> None:
    (name,) = names(packed(path, (f"{'x' * letters}.xlsx", GOOD)))
    assert (len(name), name.endswith("x.xlsx"), "…" in name) == (shown, True, shown > 1_000)


# --- what is refused ----------------------------------------------------------------------------


def test_an_encrypted_member_is_refused_with_the_remedy(path: Path) -> None:
    archive = packed(path, ("a.xlsx", GOOD), ("b.xlsx", GOOD))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    (_, first), (_, second) = listed(archive).wanted
    error = refused(first)
    assert (error.code, "密码" in error.remedy.zh, "password" in error.remedy.en) == ("encrypted-file", True, True)
    assert second.read(Limits()) == GOOD


def test_an_archive_within_an_archive_is_refused(path: Path) -> None:
    ((_, member),) = listed(packed(path, ("内.zip", GOOD))).wanted
    assert isinstance(member, Unreadable)
    assert (member.shown, refused(member).code) == (f"{path}/内.zip", "unsupported-file")


def test_members_of_one_name_are_not_told_apart_on_a_guess(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        archive = packed(path, ("a.xlsx", GOOD), ("a.xlsx", b"another"), ("b.xlsx", GOOD))
    sources = [member for _, member in listed(archive).wanted]
    assert [refused(one).code for one in sources[:2]] == ["unreadable-file"] * 2
    assert sources[0].key == sources[1].key
    assert sources[2].read(Limits()) == GOOD


def test_a_link_in_an_archive_is_refused(path: Path) -> None:
    link = zipfile.ZipInfo("a.xlsx")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    ((_, member),) = listed(packed(path, (link, b"/etc/passwd"))).wanted
    assert refused(member).code == "unsupported-file"


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_packing_that_gives_a_bomb_at_once_is_refused(path: Path, how: int) -> None:
    ((_, member),) = listed(packed(path, ("a.xlsx", GOOD), how=how)).wanted
    assert "Deflate" in refused(member).words.zh


@pytest.mark.parametrize("cut", [5, 30, -30, -1])
def test_an_archive_that_is_cut_off_is_damaged(path: Path, cut: int) -> None:
    archive = packed(path, ("a.xlsx", GOOD))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(WorkbookError) as caught:
        contents_of(archive, Limits(), is_sheet)
    assert (caught.value.code, "没有传完" in caught.value.words.zh) == ("unreadable-file", True)


def test_a_byte_that_was_edited_does_not_fit_the_checksum(path: Path) -> None:
    archive = packed(path, ("a.xlsx", GOOD), how=zipfile.ZIP_STORED)
    ((_, member),) = listed(archive).wanted
    data = bytearray(path.read_bytes())
    data[data.index(b"PK a") + 5] ^= 1
    path.write_bytes(data)
    assert refused(member).code == "unreadable-file"


def test_whatever_is_in_an_archive_nothing_but_its_error_is_raised(path: Path) -> None:
    archive = packed(path, ("甲/a.xlsx", GOOD), ("b.csv", b"x,y\n" * 100))
    whole = path.read_bytes()
    for at in range(len(whole)):
        for value in (0, 0xFF):
            path.write_bytes(whole[:at] + bytes([value]) + whole[at + 1 :])
            try:
                found = contents_of(archive, Limits(), is_sheet)
                for _, member in found.wanted if found else ():
                    member.read(Limits())
            except WorkbookError:
                pass


# --- limits -------------------------------------------------------------------------------------


def test_a_member_keeps_the_limit_of_the_size_of_a_file(path: Path) -> None:
    archive, limits = (
        packed(path, ("a.csv", bytes(MIB)), ("b.csv", bytes(MIB + 1)), how=zipfile.ZIP_STORED),
        Limits(file_size=1),
    )
    (_, fits), (_, too_large) = listed(archive, limits).wanted
    assert len(fits.read(limits)) == MIB
    assert "file-size=" in refused(too_large, limits).words.en


def test_a_bomb_is_not_unpacked(path: Path) -> None:
    ((_, member),) = listed(packed(path, ("a.csv", bytes(MIB)))).wanted
    assert "inflation=" in refused(member).words.en
    assert len(member.read(Limits(inflation=2_000))) == MIB


def test_all_that_is_read_of_an_archive_keeps_the_limit_and_nothing_else_counts(path: Path) -> None:
    limits = Limits(unpacked_size=1)
    archive = packed(path, ("a.csv", bytes(MIB // 2)), ("b.csv", bytes(MIB // 2)), ("1.jpg", bytes(MIB)))
    assert len(listed(archive, limits).wanted) == 2
    archive = packed(path, ("a.csv", bytes(MIB // 2)), ("b.csv", bytes(MIB // 2 + 1)))
    with pytest.raises(WorkbookError) as caught:
        contents_of(archive, limits, is_sheet)
    assert "unpacked-size=" in caught.value.words.en


@pytest.mark.parametrize(("number", "fits"), [(10, True), (11, False)])
def test_an_archive_keeps_the_limit_of_its_parts(path: Path, number: int, fits: bool) -> None:  # noqa: FBT001
    archive = packed(path, *((f"{at}.jpg", b"") for at in range(number)))
    if fits:
        assert not listed(archive, Limits(parts=10)).wanted
        return
    with pytest.raises(WorkbookError) as caught:
        contents_of(archive, Limits(parts=10), is_sheet)
    assert "parts=" in caught.value.words.en


def test_a_list_of_members_that_is_longer_than_the_limit_allows_is_never_read(path: Path) -> None:
    archive = packed(path, *((f"{at}{'x' * 60_000}.jpg", b"") for at in range(20)))
    with pytest.raises(WorkbookError) as caught:
        contents_of(archive, Limits(parts=20), is_sheet)
    assert "parts=" in caught.value.words.en
    assert path.stat().st_size > MIB > 20 * KIB


# --- changes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("entries", [[("b.xlsx", GOOD)], [("a.xlsx", GOOD[::-1])], [("1.jpg", b"x"), ("a.xlsx", GOOD)], []])
def test_a_member_that_is_another_one_by_now_is_not_taken_for_the_one_that_was_listed(
    path: Path, entries: list[tuple[str, bytes]]
) -> None:
    ((_, member),) = listed(packed(path, ("a.xlsx", GOOD))).wanted
    packed(path, *entries)
    assert refused(member).code == "changed-while-reading"


def test_a_member_whose_checksum_follows_it_is_read_too(path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise io.UnsupportedOperation

    with zipfile.ZipFile(pipe := Pipe(), "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("a.xlsx", GOOD)
        parts.writestr("b.xlsx", GOOD[::-1])
    path.write_bytes(pipe.getvalue())
    assert [member.read(Limits()) for _, member in listed(LocalFile(str(path))).wanted] == [GOOD, GOOD[::-1]]


def test_an_archive_that_is_gone_says_so(path: Path) -> None:
    ((_, member),) = listed(packed(path, ("a.xlsx", GOOD))).wanted
    path.unlink()
    assert refused(member).code == "unreadable-file"
    assert isinstance(member, ZipMember)
