"""Addresses of folders and files on servers."""

import pytest

from assistcheck.errors import UsageError
from assistcheck.submission.input_paths import is_address
from assistcheck.submission.sources.address import PASSWORD_VARIABLE, Address


@pytest.mark.parametrize(
    ("given", "host", "port", "path"),
    [
        ("s3://drive/2022年/二县/", "drive", None, "2022年/二县"),
        ("s3://drive", "drive", None, ""),
        ("smb://nas/报送/一 季度", "nas", None, "报送/一 季度"),
        ("smb://10.0.0.5:4450/a", "10.0.0.5", 4450, "a"),
        ("sftp://host//a//b.xlsx", "host", None, "a/b.xlsx"),
        ("sftp://[::1]:2222/a", "[::1]", 2222, "a"),
        ("webdav+https://cloud.example/dav/%E4%B8%80%20%E5%AD%A3/50%.xlsx", "cloud.example", None, "dav/一 季/50%.xlsx"),
        ("WEBDAV+HTTP://h/a", "h", None, "a"),
    ],
)
def test_an_address_is_taken_apart(given: str, host: str, port: int | None, path: str) -> None:
    address = Address.of(given)
    assert (address.host, address.port, address.path) == (host, port, path)


def test_escapes_are_those_of_a_browser_for_webdav_alone() -> None:
    assert Address.of("s3://drive/a%20b#1?.xlsx").path == "a%20b#1?.xlsx"


def test_credentials_are_read_and_never_shown() -> None:
    address = Address.of("smb://office;ann:s3cr%40t%2F@nas/报送")
    assert (address.user, address.password, address.shown) == ("office;ann", "s3cr@t/", "smb://nas/报送")
    assert "s3cr" not in repr(address)
    assert "ann" not in repr(address.member("报送/a.xlsx"))


def test_the_password_may_stand_in_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "hidden")
    assert Address.of("sftp://ann@host/a").password == "hidden"  # noqa: S105 - made up
    assert Address.of("sftp://ann:own@host/a").password == "own"  # noqa: S105
    assert Address.of("sftp://host/a").password == ""


def test_what_lies_in_a_folder_is_shown_below_what_was_given() -> None:
    folder = Address.of("webdav+https://ann:x@h/%E4%B8%80/")
    assert folder.member("一/二/a.xlsx").shown == "webdav+https://h/%E4%B8%80/二/a.xlsx"
    assert folder.member("一/二/a.xlsx").path == "一/二/a.xlsx"


def test_a_pattern_is_searched_from_its_first_folder_without_a_wildcard() -> None:
    fixed = Address.of("s3://drive/2022/*/a?.xlsx").fixed_part()
    assert (fixed.path, fixed.shown) == ("2022", "s3://drive/2022")


@pytest.mark.parametrize(
    "given",
    [
        *("ftp://ann:s3cret@h/a", "file:///etc/passwd", "https://ann:s3cret@h/a.xlsx", "memory://a", "simplecache::s3://b/a"),
        *("smb://ann:s3cret@/a", "sftp://ann:s3cret@h:99999/a", "sftp://ann:s3cret@h:x/a", "s3://key:s3cret@bucket/a", "s3://"),
    ],
)
def test_another_address_is_refused_and_its_credentials_are_not_shown(given: str) -> None:
    with pytest.raises(UsageError) as refused:
        Address.of(given)
    assert "s3cret" not in "".join(refused.value.words)
    assert "ann" not in refused.value.words.en


@pytest.mark.parametrize("path", ["C:\\报送\\a.xlsx", "报送/a.xlsx", "a:b", "//nas/a", "./s3:/a", "-"])
def test_a_path_of_this_machine_is_no_address(path: str) -> None:
    assert not is_address(path)
