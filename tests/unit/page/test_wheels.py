"""The wheels that the page brings: this program's own, and those of others without what another machine compiled."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from assistcheck import __version__
from assistcheck.page import wheels
from assistcheck.page.wheels import own_wheel, pure_wheel
from assistcheck.rules.folders import shipped_packs
from unit.page.made_up import HALF

RUN = """
import sys
sys.path.insert(0, sys.argv[1])
import assistcheck
from assistcheck import api
from assistcheck.rules.compiled import compiled_pack
from assistcheck.rules.folders import pack_folder, shipped_packs
assert assistcheck.__file__.startswith(sys.argv[1])
for name in shipped_packs():
    assert str(pack_folder(name)).startswith(sys.argv[1])
    assert compiled_pack(pack_folder(name)).sha256 == api.load_pack(name).sha256 == api.load_pack(name, checked=True).sha256
print(*shipped_packs())
"""


def members(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def own() -> dict[str, bytes]:
    return members(own_wheel()[1])


def test_the_own_wheel_is_named_by_its_version_and_is_for_any_machine(own: dict[str, bytes]) -> None:
    assert own_wheel()[0] == f"assistcheck-{__version__}-py3-none-any.whl"
    assert b"Root-Is-Purelib: true" in own[f"assistcheck-{__version__}.dist-info/WHEEL"]
    assert f"Version: {__version__}\n".encode() in own[f"assistcheck-{__version__}.dist-info/METADATA"]


def test_it_holds_what_the_session_needs_and_neither_page_nor_command_line(own: dict[str, bytes]) -> None:
    assert {
        "assistcheck/api.py",
        "assistcheck/in_browser/session.py",
        "assistcheck/packs/dongguan-2022/pack.yaml",
    } <= own.keys()
    assert any(name.endswith(".j2") for name in own)
    assert not [name for name in own if name.startswith(("assistcheck/cli/", "assistcheck/page/"))]
    assert not [name for name in own if "__pycache__" in name or "/." in name]
    assert not [name for name in own if name.startswith("assistcheck/packs/") and "/cases/" in name]


def test_packs_are_in_it_compiled_as_they_are_and_load_without_a_checkout(tmp_path: Path) -> None:
    with ZipFile(io.BytesIO(own_wheel()[1])) as archive:
        archive.extractall(tmp_path)
    ran = subprocess.run([sys.executable, "-P", "-c", RUN, str(tmp_path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == shipped_packs()


def test_a_compiled_pack_that_is_out_of_date_does_not_get_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: dict[str, bytes]
) -> None:
    name = "assistcheck/packs/county-library-grants/compiled.json"
    folder = tmp_path / "county-library-grants"
    for member, content in own.items():
        if member.startswith(f"{name.rpartition('/')[0]}/"):
            path = folder / member.removeprefix(f"{name.rpartition('/')[0]}/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if path.name != "compiled.json" else b"old")
    monkeypatch.setattr(wheels, "shipped_folders", lambda: {"county-library-grants": folder})
    assert members(own_wheel()[1])[name] == own[name]


def test_its_list_of_files_is_whole_and_right(own: dict[str, bytes]) -> None:
    record = f"assistcheck-{__version__}.dist-info/RECORD"
    lines = [line.rsplit(",", 2) for line in own[record].decode().splitlines()]
    assert {name for name, _, _ in lines} == own.keys()
    for name, digest, size in lines:
        if name != record:
            expected = base64.urlsafe_b64encode(sha256(own[name]).digest()).decode().rstrip("=")
            assert (digest, size) == (f"sha256={expected}", str(len(own[name])))


def test_equal_input_gives_equal_bytes_whatever_the_clock_and_the_order_of_a_folder_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = own_wheel()
    found = Path.rglob
    monkeypatch.setattr(Path, "rglob", lambda path, pattern: reversed([*found(path, pattern)]))
    assert own_wheel() == before
    with ZipFile(io.BytesIO(before[1])) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_foreign_wheel_loses_its_compiled_modules_and_is_for_any_machine() -> None:
    name, content = pure_wheel(*HALF)
    found = members(content)
    assert name == "half-1.0-py3-none-any.whl"
    assert {*found} == {"half/__init__.py", *(f"half-1.0.dist-info/{one}" for one in ("METADATA", "RECORD", "WHEEL"))}
    assert b"Tag: py3-none-any\n" in found["half-1.0.dist-info/WHEEL"]
    assert b"half/fast" not in found["half-1.0.dist-info/RECORD"]
    assert b"Name: half\n" in found["half-1.0.dist-info/METADATA"]
