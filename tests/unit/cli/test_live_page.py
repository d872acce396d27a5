"""A report that is written again and again: whole, only where it differs, and by one watch."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistcheck import drafts
from assistcheck.cli.live_page import LivePage
from assistcheck.errors import UsageError

posix = pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")


@pytest.fixture(autouse=True, params=["unnamed", "named"])
def _either_kind_of_draft(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "named":
        monkeypatch.setattr(drafts, "_UNNAMED", 0)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[LivePage]:
    with LivePage(str(tmp_path / "page.html"), "html") as made:
        yield made


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_a_page_is_written_where_it_differs(page: LivePage, tmp_path: Path) -> None:
    assert page.write(iter(["a", "b"]))
    assert contents(tmp_path) == {"page.html": b"ab"}
    before = (tmp_path / "page.html").stat().st_ino
    assert not page.write(iter(["ab"]))
    assert (tmp_path / "page.html").stat().st_ino == before
    assert page.write(iter([b"abc"]))
    assert contents(tmp_path) == {"page.html": b"abc"}


def test_a_page_that_somebody_touched_or_removed_is_written_again(page: LivePage, tmp_path: Path) -> None:
    page.write(["a"])
    (tmp_path / "page.html").write_bytes(b"b")
    assert page.write(["a"])
    (tmp_path / "page.html").unlink()
    assert page.write(["a"])
    assert contents(tmp_path) == {"page.html": b"a"}


def test_a_page_that_cannot_be_made_leaves_the_one_before(page: LivePage, tmp_path: Path) -> None:
    page.write(["a"])
    with pytest.raises(ZeroDivisionError):
        page.write(str(1 // 0) for _ in range(1))
    assert contents(tmp_path) == {"page.html": b"a"}


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        LivePage(str(tmp_path / "none" / "page.html"), "html").write(["a"])


@posix
def test_a_second_watch_is_told_that_the_page_is_anothers(page: LivePage, tmp_path: Path) -> None:
    second = LivePage(str(tmp_path / "page.html"), "html")  # there is none yet
    page.write(["a"])
    with pytest.raises(UsageError, match="another watch"):
        second.write(["b"])
    with pytest.raises(UsageError, match="another watch"):
        LivePage(str(tmp_path / "page.html"), "html")
    page.write(["c"])
    with pytest.raises(UsageError, match="another watch"):
        LivePage(str(tmp_path / "page.html"), "html")
    page.__exit__()
    with LivePage(str(tmp_path / "page.html"), "html") as third:
        assert third.write(["d"])
    assert contents(tmp_path) == {"page.html": b"d"}


@posix
def test_a_device_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "null").symlink_to("/dev/null")
    page = LivePage(str(tmp_path / "null"), "html")
    assert page.write(["a"])
    assert page.write(["a"])
    assert (tmp_path / "null").is_symlink()


def test_standard_output_gets_each_report(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    page = LivePage("-", "json")
    assert page.write(["a\n"])
    assert page.write(["a\n"])
    assert capsysbinary.readouterr().out == b"a\na\n"
