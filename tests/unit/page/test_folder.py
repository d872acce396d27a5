"""The folder on a disk: made or brought up to date, and nobody else's files touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from assistcheck.errors import UsageError
from assistcheck.file_lock import folder_lock
from assistcheck.i18n import LocalizedText
from assistcheck.page import folder
from assistcheck.page.contents import sums
from assistcheck.page.folder import check_parts, check_target, write_folder

OLD, NEW, NEWEST = (f"app-{digit * 16}" for digit in "012")


def page_of(app: str) -> dict[str, bytes]:
    """Return a small page of one version."""
    files = {
        f"{app}/main.mjs": b"1;\n",
        f"{app}/python/a.wasm": app.encode(),
        f"{app}/manifest.json": b'{"files": [{"path": "main.mjs"}, {"path": "python/a.wasm"}]}',
        "index.html": f"<script type=module src={app}/main.mjs></script>".encode(),
        "service-worker.js": f"// {app}".encode(),
        "web.config": f"<!-- {app} -->".encode(),
        "nginx.conf.example": b"# always\n",
    }
    return files | {"SHA256SUMS": sums(files)}


def lying_in(target: Path) -> dict[str, bytes]:
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def refusal(target: Path, files: Mapping[str, bytes]) -> LocalizedText:
    with pytest.raises(UsageError) as caught:
        write_folder(target, files)
    return caught.value.words


@pytest.mark.parametrize("there", ["", "网页/a"])
def test_a_new_or_empty_folder_gets_every_file_and_nothing_else(tmp_path: Path, there: str) -> None:
    target = tmp_path / "网页" / "a"
    (tmp_path / there).mkdir(parents=True, exist_ok=True)
    written = write_folder(target, page_of(OLD))
    assert lying_in(target) == page_of(OLD)
    downloaded = sum(
        len(content) for name, content in page_of(OLD).items() if name.endswith((".html", ".js", ".mjs", ".wasm", ".json"))
    )
    assert written == (8, downloaded, ())


@pytest.mark.skipif(os.name == "nt", reason="there are no such permissions")
def test_a_server_that_is_another_user_may_read_all_of_it(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_folder(tmp_path / "page", page_of(OLD))
    finally:
        os.umask(before)
    for path in (tmp_path / "page", *(tmp_path / "page").rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="the program is not here")
def test_the_usual_program_checks_the_folder(tmp_path: Path) -> None:
    write_folder(tmp_path, page_of(OLD))
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)


def test_the_same_page_again_touches_no_file(tmp_path: Path) -> None:
    write_folder(tmp_path, page_of(OLD))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != "SHA256SUMS" and path.is_file()}
    write_folder(tmp_path, page_of(OLD))
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_the_version_before_stays_for_pages_that_are_open_and_the_one_before_that_goes(tmp_path: Path) -> None:
    for app in (OLD, NEW):
        write_folder(tmp_path, page_of(app))
    assert lying_in(tmp_path) == {**{k: v for k, v in page_of(OLD).items() if k.startswith(OLD)}, **page_of(NEW)}
    write_folder(tmp_path, page_of(NEW))
    assert (tmp_path / OLD).is_dir()
    write_folder(tmp_path, page_of(NEWEST))
    assert sorted(path.name for path in tmp_path.glob("app-*")) == [NEW, NEWEST]


def test_what_the_page_names_is_there_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path, page_of(OLD))
    order: list[str] = []
    write = folder.replace_whole

    def heard(pieces: Iterable[bytes], path: Path) -> None:
        order.append(path.relative_to(tmp_path).as_posix())
        write(pieces, path)

    monkeypatch.setattr(folder, "replace_whole", heard)
    write_folder(tmp_path, page_of(NEW))
    assert order == [
        *(name for name in page_of(NEW) if "/" in name),
        "service-worker.js",
        "web.config",
        "index.html",
        "SHA256SUMS",
    ]


def test_a_disk_that_is_full_leaves_the_page_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path, page_of(OLD))
    write = folder.replace_whole

    def full(pieces: Iterable[bytes], path: Path) -> None:
        if path.name == "a.wasm":
            raise OSError(28, "No space left on device")
        write(pieces, path)

    monkeypatch.setattr(folder, "replace_whole", full)
    assert refusal(tmp_path, page_of(NEW)).zh == f"无法写入 {tmp_path}：磁盘已满"
    found = lying_in(tmp_path)
    assert {name: found[name] for name in page_of(OLD)} == page_of(OLD)


def test_what_a_killed_run_began_is_gone_on_with(tmp_path: Path) -> None:
    target = tmp_path / "page"
    write_folder(target, page_of(OLD))
    for name in ("index.html", "service-worker.js", f"{OLD}/python/a.wasm"):
        (target / name).unlink()
    write_folder(target, page_of(OLD))
    assert lying_in(target) == page_of(OLD)


def test_a_damaged_file_of_the_version_is_written_anew(tmp_path: Path) -> None:
    write_folder(tmp_path, page_of(OLD))
    (tmp_path / OLD / "main.mjs").write_bytes(b"x")
    write_folder(tmp_path, page_of(OLD))
    assert lying_in(tmp_path) == page_of(OLD)


@pytest.mark.parametrize(
    "foreign",
    [
        {"letter.docx": b"mine"},
        {"index.html": b"mine"},
        {"SHA256SUMS": b""},
        {"SHA256SUMS": sums({"index.html": b"mine"})},
        {"SHA256SUMS": sums(page_of(OLD)) + b"and more\n"},
        {"SHA256SUMS": "\ufeff".encode()},
        {f"{OLD}/manifest.json": b"{}"},
    ],
)
def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path, foreign: dict[str, bytes]) -> None:
    for name, content in foreign.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    words = refusal(tmp_path, page_of(OLD))
    assert "holds other files" in words.en
    assert "有别的文件" in words.zh
    assert lying_in(tmp_path) == foreign


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"mine")
    assert refusal(tmp_path / "page", page_of(OLD)).en.endswith("give a folder")
    assert refusal(tmp_path / "page" / "in", page_of(OLD)).en.endswith("Not a directory")


def test_what_an_office_adds_or_adapts_is_kept_and_said_and_out_of_the_sums(tmp_path: Path) -> None:
    write_folder(tmp_path, page_of(OLD))
    (tmp_path / "robots.txt").write_bytes(b"mine")
    (tmp_path / "web.config").write_bytes(b"adapted")
    for app in (NEW, NEWEST):
        assert write_folder(tmp_path, page_of(app)).kept == ("web.config",)
    found = lying_in(tmp_path)
    assert (found["web.config"], found["robots.txt"]) == (b"adapted", b"mine")
    assert b"web.config" not in found["SHA256SUMS"]
    assert len(found["SHA256SUMS"].splitlines()) == 6


def test_settings_that_were_removed_come_again(tmp_path: Path) -> None:
    write_folder(tmp_path, page_of(OLD))
    (tmp_path / "web.config").unlink()
    assert write_folder(tmp_path, page_of(NEW)).kept == ()
    assert lying_in(tmp_path)["web.config"] == page_of(NEW)["web.config"]


def test_a_page_that_somebody_changed_is_not_replaced(tmp_path: Path) -> None:
    write_folder(tmp_path, page_of(OLD))
    (tmp_path / "index.html").write_bytes(b"mine")
    before = lying_in(tmp_path)
    assert refusal(tmp_path, page_of(NEW)).en.startswith(f"{tmp_path / 'index.html'} has been changed")
    assert lying_in(tmp_path) == before


def test_of_a_version_that_goes_only_its_own_files_do(tmp_path: Path) -> None:
    for app in (OLD, NEW):
        write_folder(tmp_path, page_of(app))
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (tmp_path / OLD / "mine.txt").write_bytes(b"mine")
    (tmp_path / OLD / "manifest.json").write_bytes(
        b'{"files": [{"path": "main.mjs"}, {"path": "../mine.txt"}, {"path": "/tmp"}]}'
    )
    write_folder(tmp_path, page_of(NEWEST))
    assert (tmp_path / "mine.txt").exists()
    assert (tmp_path / OLD / "mine.txt").exists()
    assert not (tmp_path / OLD / "main.mjs").exists()


@pytest.mark.parametrize("manifest", [b"", b"{", b"[]", b'{"files": 1}', b'{"files": [{"path": 1}]}'])
def test_a_version_whose_manifest_nobody_can_read_stays(tmp_path: Path, manifest: bytes) -> None:
    for app in (OLD, NEW):
        write_folder(tmp_path, page_of(app))
    (tmp_path / OLD / "manifest.json").write_bytes(manifest)
    write_folder(tmp_path, page_of(NEWEST))
    assert (tmp_path / OLD / "main.mjs").exists()


@pytest.mark.parametrize("name", ["service-worker.js", "SHA256SUMS", f"{OLD}/main.mjs"])
@pytest.mark.parametrize("app", [OLD, NEW])
def test_a_link_in_the_place_of_a_file_goes_and_what_it_points_to_stays(tmp_path: Path, name: str, app: str) -> None:
    target, outside = tmp_path / "page", tmp_path / "mine"
    write_folder(target, page_of(OLD))
    outside.write_bytes(page_of(OLD)[name])
    (target / name).unlink()
    (target / name).symlink_to(outside)
    write_folder(target, page_of(app))
    assert outside.read_bytes() == page_of(OLD)[name]
    assert name not in page_of(app) or not (target / name).is_symlink()


@pytest.mark.parametrize("inside", [OLD, f"{OLD}/python"])
def test_nothing_is_written_through_a_link_to_another_folder(tmp_path: Path, inside: str) -> None:
    target, outside = tmp_path / "page", tmp_path / "mine"
    write_folder(target, page_of(OLD))
    (target / inside).rename(outside)
    (target / inside).symlink_to(outside)
    for path in outside.rglob("*.*"):
        path.write_bytes(b"mine")
    words = refusal(target, page_of(OLD))
    assert words.en == f"{target / inside} should be a folder, and no link or file; move it away and run again"
    assert {path.read_bytes() for path in outside.rglob("*.*")} == {b"mine"}


def test_nothing_is_removed_through_a_link_to_another_folder(tmp_path: Path) -> None:
    target, outside = tmp_path / "page", tmp_path / "mine"
    for app in (OLD, NEW):
        write_folder(target, page_of(app))
    (target / OLD / "python").rename(outside)
    (target / OLD / "python").symlink_to(outside)
    write_folder(target, page_of(NEWEST))
    assert (outside / "a.wasm").exists()
    assert not (target / OLD / "main.mjs").exists()


def test_what_stands_in_the_place_of_a_file_is_replaced_or_told(tmp_path: Path) -> None:
    write_folder(tmp_path, page_of(OLD))
    (tmp_path / OLD / "main.mjs").unlink()
    (tmp_path / OLD / "main.mjs").mkdir()
    assert refusal(tmp_path, page_of(OLD)).en.startswith(f"{tmp_path / OLD / 'main.mjs'} should be a file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_the_place_of_a_file_is_replaced_and_not_waited_for(tmp_path: Path) -> None:
    write_folder(tmp_path, page_of(OLD))
    (tmp_path / OLD / "main.mjs").unlink()
    os.mkfifo(tmp_path / OLD / "main.mjs")
    write_folder(tmp_path, page_of(OLD))
    assert lying_in(tmp_path) == page_of(OLD)


def test_another_run_that_writes_there_is_waited_for_or_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_PATIENCE", 0.1)
    with folder_lock(tmp_path, 1):
        assert "another run is writing" in refusal(tmp_path, page_of(OLD)).en
        monkeypatch.setattr(folder, "_PATIENCE", 30)
        waits = threading.Thread(target=write_folder, args=(tmp_path, page_of(OLD)))
        waits.start()
        waits.join(0.3)
        assert lying_in(tmp_path) == {}
    waits.join()
    assert lying_in(tmp_path) == page_of(OLD)


def test_a_target_is_looked_at_without_writing_anything(tmp_path: Path) -> None:
    check_target(tmp_path / "new")
    check_target(tmp_path)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("parts", ["page", "page/parts", "elsewhere/../page/parts"])
def test_parts_are_not_kept_in_what_is_handed_out(tmp_path: Path, parts: str) -> None:
    with pytest.raises(UsageError, match="lies in what is handed out"):
        check_parts(tmp_path / parts, tmp_path / "page")
    check_parts(tmp_path, tmp_path / "page")
    check_parts(tmp_path / "page-parts", tmp_path / "page")
