"""Workbooks that lie on real servers: WebDAV (WsgiDAV), S3 (Moto), SFTP (AsyncSSH) and SMB (Impacket), each started here."""

from __future__ import annotations

import gc
import io
import json
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistcheck import api
from assistcheck.errors import UsageError, WorkbookError
from assistcheck.submission.input_paths import search
from assistcheck.submission.sources import server, server_search
from assistcheck.submission.sources.address import Address
from assistcheck.submission.sources.remote_file import RemoteFile
from assistcheck.workbook.limits import Limits
from builders import servers
from builders.support import OTHER, TEAM, book, declaration, ledger, rosters

REPORT = {"date": date(2022, 3, 5), "team": TEAM, "title": "甲", "outlet": "日报", "level": "市"}
pytestmark = [  # of the servers, and of what their libraries leave to the end of the process
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _left_behind() -> Iterator[None]:
    """What a server or its library leaves open is found here, where that is passed over, and not in some later test."""
    yield
    gc.collect()


KINDS = ("webdav", "s3", "sftp", "smb")


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drive: a roster, two teams' workbooks under odd names, an archive, and what is no submission."""
    folder = tmp_path_factory.mktemp("share")
    (folder / "二县 #1").mkdir()
    (folder / ".hidden").mkdir()
    (folder / "名册.xlsx").write_bytes(book(rosters()))
    first = book({**declaration(TEAM), **ledger("media_reports", REPORT)})
    (folder / "二县 #1" / "青禾镇组团 50%20.xlsx").write_bytes(first)
    (folder / "二县 #1" / "~$青禾镇组团 50%20.xlsx").write_bytes(b"")
    (folder / ".hidden" / "b.xlsx").write_bytes(first)
    (folder / "说明.txt").write_text("no workbook")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        second = {**REPORT, "team": OTHER}
        archive.writestr("白露镇组团.xlsx", book({**declaration(OTHER), **ledger("media_reports", second)}))
    (folder / "报送.zip").write_bytes(packed.getvalue())
    return folder


FOUND = ["二县 #1/青禾镇组团 50%20.xlsx", "名册.xlsx", "报送.zip/白露镇组团.xlsx"]


@pytest.fixture(scope="module", params=KINDS)
def address(request: pytest.FixtureRequest, share: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the drive on a server of each kind, with the credentials in it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        match request.param:
            case "webdav":
                with servers.webdav(share) as plain:
                    yield servers.with_login(plain)
            case "sftp":
                with servers.sftp(share, home / ".ssh" / "known_hosts") as plain:
                    yield servers.with_login(plain)
            case "smb":
                with servers.smb(share, "DRIVE") as plain:
                    yield servers.with_login(plain)
            case _:
                with servers.s3(share, "drive") as variables:
                    for name, value in variables.items():
                        patch.setenv(name, value)
                    yield "s3://drive"


def plain(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def test_a_folder_is_searched_like_one_of_this_machine(address: str) -> None:
    found = search([f"{address}/"])
    assert sorted(one.shown for one in found.files) == sorted(f"{plain(address)}/{name}" for name in FOUND)
    assert found.open == (f"{plain(address)}/{FOUND[0]}",)
    assert not found.named


def test_the_report_is_that_of_the_same_files_on_this_machine(address: str, share: Path) -> None:
    here, there = (shown(source) for source in (str(share), address))
    assert there.replace(plain(address), str(share)) == here
    assert '"met":' in here


def shown(source: str) -> str:
    pack, day = api.load_pack(), date(2022, 12, 31)
    report = api.audit(pack, api.read_submissions([source], pack, day), api.Request(day))
    data: dict[str, Any] = json.loads(api.render(report, "json", api.View("en")))
    data["inputs"].sort(key=lambda one: one["path"].removeprefix(source).lstrip("/"))
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def test_a_file_that_is_named_itself_is_taken_whatever_it_is_called(address: str) -> None:
    found = search([f"{address}/说明.txt"])
    assert [one.shown for one in found.files] == [f"{plain(address)}/说明.txt"]
    assert found.named == {one.key for one in found.files}


def test_a_roster_may_lie_on_a_server(address: str, share: Path) -> None:
    pack, day = api.load_pack(), date(2022, 12, 31)
    submission = api.read_submissions([str(share / "二县 #1")], pack, day, roster=f"{address}/名册.xlsx")
    assert submission.inputs[0].path == f"{plain(address)}/名册.xlsx"


def test_what_is_not_there_is_a_sentence(address: str) -> None:
    with pytest.raises(UsageError, match="it is not on the server") as refused:
        search([f"{address}/none"])
    assert servers.PASSWORD not in refused.value.words.en
    assert servers.QUOTED not in refused.value.words.en


def test_a_larger_file_than_the_limit_is_not_read_on(address: str) -> None:
    (file,) = search([f"{address}/名册.xlsx"]).files
    with pytest.raises(WorkbookError) as refused:
        file.read(Limits(file_size=0))
    assert refused.value.code == "too-large"


def test_a_file_that_went_is_one_that_cannot_be_read(address: str) -> None:
    gone = RemoteFile(Address.of(f"{address}/none.xlsx"))
    with pytest.raises(WorkbookError, match="not on the server"):
        gone.read(Limits())


def test_no_output_of_a_run_shows_credentials(address: str) -> None:
    run = [sys.executable, "-m", "assistcheck", "audit", address, "--as-of", "2022-12-31", "--fail-on", "never"]
    done = subprocess.run([*run, "--format", "html"], capture_output=True, check=True, timeout=120)
    told = done.stdout.decode() + done.stderr.decode()
    assert plain(address) in told
    assert servers.QUOTED not in told
    assert servers.PASSWORD not in told


def changing(monkeypatch: pytest.MonkeyPatch, times: int) -> RemoteFile:
    """Return a file whose time is another one each of the first ``times`` it is asked for."""

    class Server:
        asked = 0

        def invalidate_cache(self) -> None:
            pass

        def info(self, _: str) -> dict[str, object]:
            Server.asked += 1
            return {"size": 3, "mtime": min(Server.asked, times + 1)}

        def open(self, _: str, __: str) -> io.BytesIO:
            return io.BytesIO(b"abc")

    monkeypatch.setattr(server, "open_server", lambda _: Server())
    monkeypatch.setattr("assistcheck.submission.sources.local_file.PAUSE_S", 0)
    return RemoteFile(Address.of("smb://nas/a.xlsx"))


def test_a_file_that_changes_once_while_it_is_read_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert changing(monkeypatch, 2).read(Limits()) == b"abc"


def test_a_file_that_goes_on_changing_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WorkbookError) as refused:
        changing(monkeypatch, 4).read(Limits())
    assert refused.value.code == "changed-while-reading"


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_login_that_is_refused_is_a_sentence(share: Path, password: str) -> None:
    with servers.webdav(share) as plain_address, pytest.raises(UsageError, match="the login was refused"):
        search([servers.with_login(plain_address, password)])


def test_a_server_that_does_not_answer_is_a_sentence() -> None:
    with pytest.raises(UsageError, match="check the network"):
        search(["webdav+http://ann:s3cret@127.0.0.1:9/a"])


def test_a_server_whose_key_is_not_on_record_is_not_talked_to(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By itself fsspec 2026.9.0 takes any key, or with ``reject`` none: findings/known_host_is_rejected_over_sftp.sh."""
    monkeypatch.setenv("HOME", str(tmp_path))
    with servers.sftp(share, tmp_path / "elsewhere") as plain_address, pytest.raises(UsageError, match="connect once with ssh"):
        search([servers.with_login(plain_address)])


def test_a_workbook_that_others_have_open_is_read_and_they_may_save_it(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}
    monkeypatch.setattr("fsspec.implementations.smb.SMBFileSystem", lambda host, **how: given.update(how, host=host))
    server.open_server(Address.of("smb://office;ann:x@nas/报送"))
    assert (given["share_access"], given["username"], given["host"]) == ("rwd", "office\\ann", "nas")


def test_a_name_on_a_webdav_server_is_no_part_of_a_url(share: Path) -> None:
    """By itself the library (webdav4 0.11.0) takes it for one: findings/name_on_webdav_server_removes_another_file.sh."""
    (share / "a b.xlsx").write_bytes(b"other")
    (share / "a%20b.xlsx").write_bytes(b"this")
    try:
        with servers.webdav(share) as plain_address:
            here = RemoteFile(Address.of(servers.with_login(plain_address)).member("a%20b.xlsx"))
            assert here.read(Limits()) == b"this"
    finally:
        for name in ("a b.xlsx", "a%20b.xlsx"):
            (share / name).unlink()


def test_no_program_of_another_package_is_taken_for_a_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """impacket 0.13.1 brings a program smbclient.py: findings/smb_client_is_another_module_beside_impacket.sh."""
    programs = sysconfig.get_path("scripts")
    monkeypatch.setattr(sys, "path", [programs, *sys.path])
    monkeypatch.setitem(server._OPENERS, "smb", lambda _: programs in sys.path)
    assert server.open_server(Address.of("smb://nas/a")) is False


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(UsageError, match=r"assistcheck\[remote\]"):
        server.open_server(Address.of("s3://drive/a"))


def test_a_folder_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_search, "MOST_FILES", 2)
    with pytest.raises(WorkbookError, match="at most 2 files"):
        server_search._listed(Address.of("s3://drive"), [(f"drive/{n}", {"type": "file"}) for n in range(3)])


def test_the_process_that_asks_imports_nothing_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit('hijacked')")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="check the network"):
        search(["webdav+http://127.0.0.1:9/a"])
    assert [one.name for one in tmp_path.iterdir()] == ["pickle.py"]
