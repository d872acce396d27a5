"""Files behind a password: told apart, opened where a password fits, and never a word of the password."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import msoffcrypto
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from assistcheck import api
from assistcheck.errors import UsageError, WorkbookError
from assistcheck.submission.file_reader import read_book
from assistcheck.workbook import password
from assistcheck.workbook.limits import ReadOptions, parse_limits
from assistcheck.workbook.open import open_file
from assistcheck.workbook.password import decrypted
from assistcheck.workbook.raw_sheet import digest_of
from builders.evidence import FILES
from builders.packs import LEDGERS
from builders.support import book, facts

SECRET = "合-格 pass1"  # noqa: S105 - of files made here
PLAIN = book({"表": [["甲", 1]]})


def locked(password: str, data: bytes = PLAIN) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


LOCKED = locked(SECRET)


def refusal(data: bytes, *passwords: str, limits: tuple[str, ...] = ()) -> WorkbookError:
    with pytest.raises(WorkbookError) as caught:
        open_file(data, "a.xlsx", ReadOptions(parse_limits(limits), passwords))
    return caught.value


@pytest.mark.parametrize("passwords", [(SECRET,), ("别的", SECRET), (SECRET, "别的")])
def test_a_workbook_is_opened_with_whichever_password_fits(passwords: tuple[str, ...]) -> None:
    file = open_file(LOCKED, "a.xlsx", ReadOptions(passwords=passwords))
    assert list(file.sheets.sheet("表").rows) == [["甲", 1.0]]
    assert file.remarks == ()


def test_an_old_workbook_is_opened_too() -> None:
    data = (FILES / "locked.xls").read_bytes()
    file = open_file(data, "a.xls", ReadOptions(passwords=("secret-1",)))
    assert next(iter(file.sheets.sheet("表").rows))[0] == "文本"
    assert refusal(data, "secret-2").code == "encrypted-file"


def test_a_file_that_wants_a_password_hashed_without_end_is_refused_before_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(password, "_MOST_ROUNDS", 100_000)
    assert open_file(LOCKED, "a.xlsx", ReadOptions(passwords=(SECRET,))).sheets.titles() == ["表"]
    monkeypatch.setattr(password, "_MOST_ROUNDS", 99_999)
    assert refusal(LOCKED, SECRET).code == "encrypted-file"


def test_a_file_that_everybody_may_open_needs_no_password() -> None:
    assert open_file(locked("VelvetSweatshop"), "a.xlsx", ReadOptions()).sheets.titles() == ["表"]


def test_without_a_password_the_way_to_give_one_is_told() -> None:
    error = refusal(LOCKED)
    assert error.code == "encrypted-file"
    assert "--password-file" in error.words.zh
    assert "ASSISTCHECK_PASSWORD" in error.words.en


def test_a_wrong_password_is_said_to_be_wrong_and_never_shown() -> None:
    error = refusal(LOCKED, "wrong-word")
    assert error.code == "encrypted-file"
    assert "密码不对" in error.words.zh
    assert "wrong-word" not in f"{error.words}{error}{error!r}"
    assert "wrong-word" not in repr(ReadOptions(passwords=("wrong-word",)))


def test_without_the_extra_the_way_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)
    error = refusal(LOCKED, SECRET)
    assert error.code == "encrypted-file"
    assert "pip install 'assistcheck[encrypted]'" in error.words.zh
    assert open_file(PLAIN, "a.xlsx", ReadOptions(passwords=(SECRET,))).kind == "xlsx"


def test_a_password_is_tried_on_encrypted_files_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(msoffcrypto, "OfficeFile", never)
    assert open_file(PLAIN, "a.xlsx", ReadOptions(passwords=(SECRET,))).kind == "xlsx"
    assert open_file((FILES / "year.xls").read_bytes(), "a.xls", ReadOptions(passwords=(SECRET,))).kind == "xls"


def test_a_damaged_encrypted_file_is_refused_in_words() -> None:
    assert refusal(LOCKED[:6000] + bytes(len(LOCKED) - 6000), SECRET).code == "encrypted-file"


def test_what_is_inside_keeps_the_limits() -> None:
    large = io.BytesIO(PLAIN)
    with zipfile.ZipFile(large, "a", zipfile.ZIP_STORED) as parts:
        parts.writestr("xl/media/picture.bin", bytes(2**20))
    with pytest.raises(WorkbookError) as caught:
        decrypted(locked(SECRET, large.getvalue()), ReadOptions(parse_limits(["file-size=1"]), (SECRET,)))
    assert caught.value.code == "too-large"
    assert refusal(LOCKED, SECRET, limits=("parts=3",)).code == "too-large"


def test_the_digest_is_that_of_the_file_as_sent() -> None:
    made = read_book("a.xlsx", lambda: LOCKED, LEDGERS, facts, terms=ReadOptions(passwords=(SECRET,)))
    assert (made.sha256, made.error) == (digest_of(LOCKED), None)


def test_a_password_file_holds_one_on_each_line(tmp_path: Path) -> None:
    path = tmp_path / "passwords.txt"
    path.write_bytes(f"\ufeff{SECRET}\r\n\n two \n".encode())
    assert api.load_passwords(str(path)) == (SECRET, " two ")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\xff"])
def test_a_password_file_that_holds_none_is_wrong_usage(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "passwords.txt"
    path.write_bytes(content)
    with pytest.raises(UsageError):
        api.load_passwords(str(path))
    with pytest.raises(UsageError):
        api.load_passwords(str(tmp_path / "missing"))


def test_in_a_browser_a_locked_file_is_told_to_be_so_whatever_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(password.sys, "platform", "emscripten")
    for passwords in ((), (SECRET,)):
        error = refusal(LOCKED, *passwords)
        assert error.code == "encrypted-file"
        assert "not opened with a password on this page" in error.words.en
