"""Files that are dropped or picked: found in folders, named as they were, told apart, refused in words, read when asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from page.engine_room import EngineRoom, bare
from page.site import handed_out

_PLACES = """
  document.body.innerHTML = '<input type=file id=files multiple><input type=file id=folder webkitdirectory>';
  document.documentElement.style.height = '100%';
  window.taken = null;
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', async (event) => { event.preventDefault(); taken = await dropped(event.dataTransfer); });
"""
_PATHS = "taken.found.map(({path}) => path)"


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with handed_out(bare(built, tmp_path_factory.mktemp("files") / "page")) as site:
        yield site.url()


@pytest.fixture
def room(browser: Browser, address: str) -> Iterator[EngineRoom]:
    """Return a window onto which files can be dropped."""
    room = EngineRoom.enter(browser, address)
    room.run(f"{_PLACES} window.basket = new Basket();")
    yield room
    room.page.context.close()
    assert room.errors == []


def drop(room: EngineRoom, *paths: Path) -> None:
    """Drop files and folders of the disk, and wait till they are found."""
    room.run("window.taken = null")
    session = room.page.context.new_cdp_session(room.page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for step in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": step, "x": 200, "y": 20, "data": data})
    session.detach()
    room.run("while (!taken) await pause(20)")


def add(room: EngineRoom, role: str = "workbook") -> dict[str, Any]:
    """Put into the basket what was found."""
    found: dict[str, Any] = room.run(f"return basket.add(taken.found, '{role}')")
    return found


def written(folder: Path, *names: str, content: str = "x") -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder


def pick(page: Page, selector: str, *paths: Path) -> None:
    page.locator(selector).set_input_files(paths)


def test_folders_are_gone_through_to_the_end_and_files_keep_their_paths(room: EngineRoom, tmp_path: Path) -> None:
    names = [f"二季度/{number:03}.xlsx" for number in range(250)]
    drop(room, written(tmp_path, *names, "二季度/镇/村/深.xlsx") / "二季度", written(tmp_path, "单个.xlsx") / "单个.xlsx")
    assert room.run(f"return {_PATHS}") == [*names, "二季度/镇/村/深.xlsx", "单个.xlsx"]
    assert room.run("return taken.refused") == []


def test_picked_files_and_folders_are_named_as_dropped_ones(room: EngineRoom, tmp_path: Path) -> None:
    written(tmp_path, "a.xlsx", "b.xlsx", "季/镇/c.xlsx")
    pick(room.page, "#files", tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert room.run("window.taken = picked(document.querySelector('#files').files); return " + _PATHS) == ["a.xlsx", "b.xlsx"]
    pick(room.page, "#folder", tmp_path / "季")
    assert room.run("window.taken = picked(document.querySelector('#folder').files); return " + _PATHS) == ["季/镇/c.xlsx"]


def test_a_file_over_256_mib_is_refused_before_it_is_read(room: EngineRoom, tmp_path: Path) -> None:
    for name, size in (("大.xlsx", 256 * 2**20 + 1), ("恰好.xlsx", 256 * 2**20)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    drop(room, tmp_path / "大.xlsx", tmp_path / "恰好.xlsx")
    (refused,) = room.run("return taken.refused")
    assert refused["text"]["en"].startswith("大.xlsx: 257 MiB, more than 256 MiB")
    assert room.run(f"return {_PATHS}") == ["恰好.xlsx"]


def test_of_more_than_10_000_files_the_others_are_refused_in_one_sentence(room: EngineRoom) -> None:
    many = "Array.from({length: 10_002}, (_, at) => new File([], `${at}.xlsx`))"
    found, refused = room.run(f"const {{found, refused}} = picked({many}); return [found.length, refused]")
    assert found == 10_000
    assert [one["text"]["en"] for one in refused] == [
        "There are more than 10000 files; those beyond were not added. Drop only the folder that is to be checked."
    ]


def test_files_of_several_drops_are_counted_together(room: EngineRoom) -> None:
    room.run("await basket.add(Array.from({length: 9_999}, (_, at) => ({path: `${at}.xlsx`, file: new File([], 'x')})))")
    done = room.run("return basket.add(['a', 'b', 'c'].map((path) => ({path, file: new File([], path)})))")
    assert (done["added"], len(done["refused"])) == (["a"], 1)


def test_10_000_files_are_taken_in_before_anybody_waits(room: EngineRoom) -> None:
    many = "Array.from({length: 10_000}, (_, at) => ({path: `${at}.csv`, file: new File(['x'], 'x')}))"
    ms = room.run(f"const many = {many}, from = performance.now(); await basket.add(many); return performance.now() - from")
    assert ms < 2000


@pytest.mark.parametrize("at", [0, 4 * 2**20 - 1, 4 * 2**20, 9 * 2**20 - 1])
def test_large_files_are_compared_to_their_last_byte(room: EngineRoom, at: int) -> None:
    done = room.run(
        "const bytes = new Uint8Array(9 * 2 ** 20), file = () => new File([bytes], 'a.xlsx');"
        "const given = (file) => ({path: 'a.xlsx', file});"
        f"const first = file(), equal = file(); bytes[{at}] = 1; return basket.add([first, equal, file()].map(given))"
    )
    assert (done["added"], done["again"], len(done["renamed"])) == (["a.xlsx"], ["a.xlsx"], 1)


def test_more_than_a_gibibyte_together_is_refused(room: EngineRoom, tmp_path: Path) -> None:
    paths = [tmp_path / f"{at}.xlsx" for at in range(5)]
    for path in paths:
        with path.open("wb") as file:
            file.truncate(250 * 2**20)
    drop(room, *paths)
    done = add(room)
    assert done["added"] == ["0.xlsx", "1.xlsx", "2.xlsx", "3.xlsx"]
    assert done["refused"][0]["text"]["en"].startswith("4.xlsx: all files together have more than 1024 MiB")


def test_names_that_lead_elsewhere_are_refused(room: EngineRoom) -> None:
    refused = room.run(
        "const named = (path) => Object.defineProperty(new File([], 'x'), 'webkitRelativePath', {value: path});"
        "return picked(['../x', 'a/../b', 'a//b', '/etc', './a', 'a\\u0000b'].map(named)).refused.length"
    )
    assert refused == 6


def test_half_a_character_in_a_name_is_replaced(room: EngineRoom) -> None:
    file = "Object.defineProperty(new File([], 'x'), 'name', {value: 'a\\ud800b\\u{1f600}.xlsx'})"
    assert room.run(f"return picked([{file}]).found[0].path") == "a�b😀.xlsx"


def test_the_same_file_dropped_again_is_one_file(room: EngineRoom, tmp_path: Path) -> None:
    written(tmp_path, "a.xlsx")
    drop(room, tmp_path / "a.xlsx")
    add(room)
    drop(room, tmp_path / "a.xlsx")
    assert add(room)["again"] == ["a.xlsx"]
    assert room.run("return basket.files.length") == 1


def test_a_file_that_was_corrected_takes_the_place_of_what_it_was(room: EngineRoom, tmp_path: Path) -> None:
    drop(room, written(tmp_path, "a.xlsx") / "a.xlsx")
    add(room, "roster")
    written(tmp_path, "a.xlsx", content="corrected")
    drop(room, tmp_path / "a.xlsx")
    assert add(room)["replaced"] == ["a.xlsx"]
    assert room.run("return basket.files") == [{"path": "a.xlsx", "role": "roster", "size": 9}]
    assert room.run("return new TextDecoder().decode((await basket.read()).files[0].bytes)") == "corrected"


def test_other_files_of_one_name_are_kept_beside_each_other(room: EngineRoom, tmp_path: Path) -> None:
    for team in ("甲", "乙", "丙"):
        written(tmp_path / team, "台账.xlsx", content=team)
        os.utime(tmp_path / team / "台账.xlsx", (1, 1))
        drop(room, tmp_path / team / "台账.xlsx")
        done = add(room)
    assert done["renamed"] == [{"path": "台账 (3).xlsx", "from": "台账.xlsx"}]
    assert room.run("return basket.args") == {"paths": ["台账.xlsx", "台账 (2).xlsx", "台账 (3).xlsx"], "waivers": []}


def test_of_files_of_one_name_each_is_known_again_and_its_new_version_takes_its_place(room: EngineRoom, tmp_path: Path) -> None:
    for team in ("甲", "乙"):
        drop(room, written(tmp_path / team, "台账.xlsx", content=team) / "台账.xlsx")
        add(room)
    drop(room, tmp_path / "乙" / "台账.xlsx")
    assert add(room)["again"] == ["台账 (2).xlsx"]
    drop(room, written(tmp_path / "乙", "台账.xlsx", content="corrected") / "台账.xlsx")
    assert add(room)["replaced"] == ["台账 (2).xlsx"]
    texts = "(await basket.read()).files.map(({bytes}) => new TextDecoder().decode(bytes))"
    assert room.run(f"return {texts}") == ["甲", "corrected"]


def test_a_file_of_another_one_s_numbered_name_is_not_taken_for_it(room: EngineRoom) -> None:
    done = room.run(
        "const of = (path) => ({path, file: new File(['x'], path)}), other = {path: 'a.xlsx', file: new File(['y'], 'a.xlsx')};"
        "await basket.add([of('a (2).xlsx'), other]); return basket.add([of('a.xlsx')])"
    )
    assert done["renamed"] == [{"path": "a (3).xlsx", "from": "a.xlsx"}]


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        ("removed", "a.xlsx: it is no longer where it was. Drop it here again."),
        ("changed", "a.xlsx: it cannot be read. If it was changed since it was dropped here, drop it again"),
    ],
)
def test_a_file_that_cannot_be_read_any_more_is_named_and_the_others_are_read(
    room: EngineRoom, tmp_path: Path, happens: str, said: str
) -> None:
    drop(room, written(tmp_path, "a.xlsx", "b.xlsx") / "a.xlsx", tmp_path / "b.xlsx")
    add(room)
    if happens == "removed":
        (tmp_path / "a.xlsx").unlink()
    else:
        written(tmp_path, "a.xlsx", content="other")
    read = room.run("const {files, refused} = await basket.read(); return {files: files.map(({path}) => path), refused}")
    assert read["files"] == ["b.xlsx"]
    assert read["refused"][0]["text"]["en"].startswith(said)


def test_a_file_that_cannot_be_read_is_kept_beside_one_of_its_name_and_those_after_it_are_added(room: EngineRoom) -> None:
    done = room.run(
        "const of = (path) => ({path, file: new File(['x'], path)}), locked = of('a.xlsx');"
        "const refuse = () => Promise.reject(new DOMException('locked', 'NotReadableError'));"
        "locked.file.arrayBuffer = refuse; locked.file.slice = () => ({arrayBuffer: refuse});"
        "await basket.add([of('a.xlsx')]); return basket.add([locked, of('b.xlsx')])"
    )
    assert (done["renamed"], done["added"]) == ([{"path": "a (2).xlsx", "from": "a.xlsx"}], ["b.xlsx"])


def test_what_is_put_in_while_the_files_are_being_read_is_not_among_them(room: EngineRoom) -> None:
    read = room.run(
        "const of = (path) => ({path, file: new File(['x'], path)}); await basket.add([of('a.xlsx')]);"
        "const reading = basket.read(); await basket.add([of('b.xlsx')]); return (await reading).files.map(({path}) => path)"
    )
    assert read == ["a.xlsx"]


def test_one_file_is_the_roster_and_the_latest_is_it(room: EngineRoom) -> None:
    room.run(
        "const of = (...paths) => paths.map((path) => ({path, file: new File([], path)}));"
        "await basket.add(of('a.xlsx')); await basket.add(of('r.xlsx'), 'roster'); await basket.add(of('s.xlsx'), 'roster');"
        "await basket.add(of('w.csv', 'v.csv'), 'waivers');"
    )
    assert room.run("return basket.args") == {"paths": ["a.xlsx", "r.xlsx"], "roster": "s.xlsx", "waivers": ["w.csv", "v.csv"]}
    room.run("basket.setRole('a.xlsx', 'roster'); basket.remove('w.csv')")
    assert room.run("return basket.args") == {"paths": ["r.xlsx", "s.xlsx"], "roster": "a.xlsx", "waivers": ["v.csv"]}


def test_a_folder_is_audited_by_its_name_unless_waivers_lie_among_its_workbooks(room: EngineRoom) -> None:
    room.run(
        "basket.endings = ['.csv', '.xlsx'];"
        "const of = (...paths) => paths.map((path) => ({path, file: new File(['x'], path)}));"
        "await basket.add(of('季/a.xlsx', '季/镇/b.xlsx', '季/w.csv', '季/说明.pdf', '季/名册.xlsx'));"
        "basket.setRole('季/名册.xlsx', 'roster');"
    )
    assert room.run("return basket.args") == {"paths": ["季"], "roster": "季/名册.xlsx", "waivers": []}
    room.run("basket.setRole('季/w.csv', 'waivers')")
    assert room.run("return basket.args") == {
        "paths": ["季/a.xlsx", "季/镇/b.xlsx"],
        "roster": "季/名册.xlsx",
        "waivers": ["季/w.csv"],
    }


def test_what_excel_keeps_beside_an_open_workbook_is_not_taken_but_told_of(room: EngineRoom) -> None:
    taken = room.run(
        "const {found, refused} = picked([new File(['x'], '~$a.xlsx'), new File(['x'], 'a.xlsx')]);"
        "return {found: found.map(({path}) => path), refused: refused.map(({text}) => text.zh)}"
    )
    assert taken["found"] == ["a.xlsx"]
    (told,) = taken["refused"]
    assert "保存并关闭" in told
    assert "“a.xlsx”" in told


def test_of_files_that_no_audit_looks_at_the_names_alone_are_read(room: EngineRoom) -> None:
    sizes = room.run(
        "basket.endings = ['.xlsx'];"
        "const of = (...paths) => paths.map((path) => ({path, file: new File(['x'], path)}));"
        "await basket.add(of('季/a.XLSX', '季/~$a.XLSX', '季/照片.jpg', '照片.jpg'));"
        "return Object.fromEntries((await basket.read()).files.map(({path, bytes}) => [path, bytes.byteLength]))"
    )
    assert sizes == {"季/a.XLSX": 1, "季/~$a.XLSX": 0, "季/照片.jpg": 0, "照片.jpg": 1}
