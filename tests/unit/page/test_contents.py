"""What stands in the folder of the page."""

from __future__ import annotations

import json
import tarfile
from hashlib import sha256
from pathlib import PurePosixPath

import pytest

from assistcheck import __version__
from assistcheck.errors import UsageError
from assistcheck.page.contents import page_files
from assistcheck.page.policy import MIME_TYPES, policy
from unit.page.made_up import COLLECTED, MEMBERS, PARTS, PYTHON, archive_of

AT_ROOT = {"index.html", "service-worker.js", "web.config", "nginx.conf.example", "LICENSES.txt", "SHA256SUMS"}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return page_files(COLLECTED, PARTS)


def app_of(files: dict[str, bytes]) -> str:
    (name,) = {path.partition("/")[0] for path in files if "/" in path}
    return name


def test_all_but_what_browsers_ask_for_anew_stands_in_the_folder_of_the_version(files: dict[str, bytes]) -> None:
    app = app_of(files)
    assert {path for path in files if "/" not in path} == AT_ROOT
    assert {f"{app}/main.mjs", f"{app}/worker.mjs", f"{app}/manifest.json"} <= files.keys()
    assert {path: files[path] for path in files if "/python/" in path} == {f"{app}/python/{k}": v for k, v in MEMBERS.items()}
    assert {PurePosixPath(path).name for path in files if "/wheels/" in path} == {
        f"assistcheck-{__version__}-py3-none-any.whl",
        "half-1.0-py3-none-any.whl",
        "plain-1.0-py3-none-any.whl",
    }


def test_names_are_such_that_any_server_hands_them_out(files: dict[str, bytes]) -> None:
    for path in files:
        assert path.isascii()
        assert not {*path} & {*" +%~:?#&'\""}
        assert PurePosixPath(path).suffix in MIME_TYPES or path in AT_ROOT


def test_equal_input_gives_equal_bytes(files: dict[str, bytes]) -> None:
    assert page_files(dict(reversed(COLLECTED.items())), PARTS) == files


def test_another_part_is_another_version(files: dict[str, bytes]) -> None:
    other, content = archive_of(files={**MEMBERS, "pyodide.mjs": b"export {};//\n"})
    parts = PARTS._replace(pyodide=other)
    assert app_of(page_files({**COLLECTED, other.file: content}, parts)) != app_of(files)


def test_the_page_has_the_policy_and_the_folder_of_the_version_and_no_mark_is_left(files: dict[str, bytes]) -> None:
    page = files["index.html"].decode()
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy()}">' in page
    assert f'src="{app_of(files)}/main.mjs"' in page
    assert app_of(files).encode() in files["service-worker.js"]
    assert not [path for path in ("index.html", "service-worker.js") if b"{{" in files[path]]


def test_nothing_in_the_page_runs_or_is_styled_in_line_or_comes_from_elsewhere(files: dict[str, bytes]) -> None:
    page = files["index.html"].decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick=" not in page
    assert "//" not in page


def test_the_manifest_names_all_else_in_its_folder_with_size_and_digest(files: dict[str, bytes]) -> None:
    app = app_of(files)
    told = json.loads(files[f"{app}/manifest.json"])
    assert (told["version"], told["pyodide"]) == (__version__, {"index": "python/", "version": "1.0.0"})
    found = {path.removeprefix(f"{app}/"): content for path, content in files.items() if "/" in path}
    del found["manifest.json"]
    assert told["files"] == [
        {"path": path, "sha256": sha256(found[path]).hexdigest(), "size": len(found[path])} for path in sorted(found)
    ]
    wheels = [{"file": path, "sha256": sha256(found[path]).hexdigest()} for path in sorted(found) if path.startswith("wheels/")]
    assert told["wheels"] == wheels
    assert "dongguan-2022" in told["packs"]


def test_the_sums_name_every_other_file(files: dict[str, bytes]) -> None:
    lines = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert lines == {path: sha256(content).hexdigest() for path, content in files.items() if path != "SHA256SUMS"}


def test_nothing_but_the_named_files_of_an_archive_is_taken(files: dict[str, bytes]) -> None:
    foreign = [
        tarfile.TarInfo("package/../index.html"),
        tarfile.TarInfo("/package/pyodide.mjs"),
        tarfile.TarInfo("pyodide.mjs"),
    ]
    other, content = archive_of(*foreign)
    found = page_files({**COLLECTED, other.file: content}, PARTS._replace(pyodide=other))
    assert {path: found[path] for path in found if "/" not in path} == {path: files[path] for path in files if "/" not in path}
    assert app_of(found) == app_of(files)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE])
def test_a_named_file_of_an_archive_that_is_a_link_or_a_folder_is_refused(kind: bytes) -> None:
    link = tarfile.TarInfo("package/pyodide.mjs")
    link.type, link.linkname = kind, "package/pyodide.asm.wasm"
    other, content = archive_of(link, files={"pyodide.asm.wasm": b""})
    with pytest.raises(UsageError, match=r"pyodide-1\.0\.0\.tgz: there is no file pyodide\.mjs in it"):
        page_files({**COLLECTED, PYTHON[0].file: content}, PARTS._replace(pyodide=other))
