"""Hostile places: what stands in a folder under a workbook's name, and names that act on a terminal."""

from __future__ import annotations

import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from robustness.hostile.archive import MEBIBYTE, archive, entry
from robustness.hostile.case import READ, TOO_LARGE, UNREADABLE, UNSUPPORTED, Case, Expected, Read, Usage
from robustness.hostile.workbooks import packed

TERABYTE = 2**40


def _case(name: str, lay: Callable[[Path], object], *expected: Expected, file: str = "data.xlsx") -> Case:
    def put(folder: Path) -> None:
        lay(folder)

    return Case(name, put, expected, file)


def _sparse(folder: Path) -> None:
    with (folder / "data.xlsx").open("wb") as file:
        file.truncate(TERABYTE)


def _sparse_archive(folder: Path) -> None:
    """Lay a file of 1 TB that begins as a workbook."""
    with (folder / "data.xlsx").open("wb") as file:
        file.write(packed())
        file.truncate(TERABYTE)


def _socket(folder: Path) -> None:
    place = os.open(folder, os.O_RDONLY)
    try:  # the path of a socket may be too long, one through the open folder is not
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(f"/proc/self/fd/{place}/data.xlsx")
    finally:
        os.close(place)


def _loop(folder: Path) -> None:
    (folder / "other.xlsx").symlink_to("data.xlsx")
    (folder / "data.xlsx").symlink_to("other.xlsx")


def _among(junk: Callable[[Path], object]) -> Callable[[Path], None]:
    """Return what lays a folder with a good workbook and something else in it."""

    def lay(folder: Path) -> None:
        inner = folder / "returned"
        inner.mkdir()
        (inner / "good.xlsx").write_bytes(packed())
        junk(inner)

    return lay


def _leftovers(folder: Path) -> None:
    for name in (
        "~$good.xlsx",
        "._good.xlsx",
        ".good.xlsx.swp",
        ".~good.xlsx",
        ".~lock.good.xlsx#",
        "good.xlsx~",
        "good.tmp",
        "Thumbs.db",
    ):
        (folder / name).write_bytes(b"\4admin")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "inner.xlsx").write_bytes(b"junk")


def _deep(folder: Path) -> None:
    """Lay three hundred folders within one another, and a link back to the first."""
    inner = folder
    for _ in range(300):
        inner /= "x"
        inner.mkdir()
    (inner / "back").symlink_to(folder)


def _written(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(packed())


def _in_bytes(folder: Path) -> None:
    (folder / os.fsdecode("填报.xlsx".encode("gb18030"))).write_bytes(packed())


def _archived(made: Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda folder: (folder / "data.zip").write_bytes(made())


def _zip(*members: tuple[str, bytes]) -> bytes:
    return archive([entry(name, data, zipfile.ZIP_DEFLATED) for name, data in members])


ARCHIVES: dict[str, tuple[Any, ...]] = {
    "of_a_workbook": (lambda: _zip(("a/data.xlsx", packed()), ("a/1.jpg", b"x")), READ),
    "whose_name_leads_out_of_it": (lambda: _zip(("../../../etc/data.xlsx", packed())), READ),
    "of_a_bomb": (lambda: _zip(("data.csv", bytes(64 * MEBIBYTE))), TOO_LARGE),
    "of_too_many_parts": (lambda: _zip(*((f"{number}.xlsx", b"") for number in range(2_001))), TOO_LARGE),
    "of_an_archive": (lambda: _zip(("inner.zip", _zip(("data.xlsx", packed())))), UNSUPPORTED),
    "of_two_of_one_name": (lambda: _zip(("data.xlsx", packed()), ("data.xlsx", packed())), UNREADABLE),
    "cut_off": (lambda: _zip(("data.xlsx", packed()))[:-30], UNREADABLE),
    "of_nothing": (lambda: _zip(("1.jpg", b"x")), Usage()),
    "that_is_a_workbook": (packed, Read(problems=(("other-kind", ""),))),
    "that_is_none": (lambda: b"junk", UNSUPPORTED),
}

NAMES = {
    "a_cleared_screen": "\x1b[2J.xlsx",
    "a_line_break": "a\nb.xlsx",
    "a_carriage_return": "good\rbad.xlsx",
    "a_turn_of_direction": "\u202excod.xlsx",
    "rich_markup": "[red]a[bold].xlsx",
    "html": "<img src=x>.xlsx",
    "a_pattern": "[ab]*?.xlsx",
    "a_variable": "$(id)`id`;%s{0}.xlsx",
    "a_quote": "\"'.xlsx",
    "an_option": "--output=x.xlsx",
    "many_letters": "长" * 80 + ".xlsx",
    "a_zero_width_space": "a\u200bb.xlsx",
}

CASES = (
    _case("a_pipe", lambda folder: os.mkfifo(folder / "data.xlsx"), UNSUPPORTED),
    _case("a_socket", _socket, UNSUPPORTED, UNREADABLE),
    _case("a_link_to_a_device_of_zeros", lambda folder: (folder / "data.xlsx").symlink_to("/dev/zero"), UNSUPPORTED),
    _case("a_link_to_a_device_of_chance", lambda folder: (folder / "data.xlsx").symlink_to("/dev/random"), UNSUPPORTED),
    _case("a_link_to_the_terminal", lambda folder: (folder / "data.xlsx").symlink_to("/dev/tty"), UNSUPPORTED, UNREADABLE),
    _case(
        "a_link_to_the_memory_of_the_process",
        lambda folder: (folder / "data.xlsx").symlink_to("/proc/self/mem"),
        UNSUPPORTED,
        UNREADABLE,
    ),
    _case("a_link_loop", _loop, UNREADABLE),
    _case("a_link_to_itself", lambda folder: (folder / "data.xlsx").symlink_to("data.xlsx"), UNREADABLE),
    _case("a_link_to_nothing", lambda folder: (folder / "data.xlsx").symlink_to("missing.xlsx"), UNREADABLE),
    _case(
        "a_link_to_a_workbook",
        lambda folder: (_written("real.xlsx")(folder), (folder / "data.xlsx").symlink_to("real.xlsx")),
        READ,
    ),
    _case("an_empty_folder_named_like_a_workbook", lambda folder: (folder / "data.xlsx").mkdir(), Usage()),
    _case(
        "a_folder_named_like_a_workbook_with_one_in_it",
        lambda folder: ((folder / "data.xlsx").mkdir(), _written("data.xlsx/a.xlsx")(folder)),
        READ,
    ),
    _case("a_terabyte_of_nothing", _sparse, TOO_LARGE),
    _case("a_terabyte_that_begins_as_a_workbook", _sparse_archive, TOO_LARGE),
    _case("nothing_at_all", lambda folder: None, Usage()),  # noqa: ARG005
    _case("a_folder_of_leftovers", _among(_leftovers), Read(problems=(("open-file", ""),)), file="returned"),
    *(_case(f"an_archive_{name}", _archived(made), *expected, file="data.zip") for name, (made, *expected) in ARCHIVES.items()),
    _case("a_folder_that_links_to_itself", _among(_deep), READ, file="returned"),
    _case(
        "a_folder_with_a_folder_named_like_a_workbook",
        _among(lambda folder: (folder / "x.xlsx").mkdir()),
        READ,
        file="returned",
    ),
    _case("a_name_in_bytes_of_another_encoding", _in_bytes, READ, file=os.fsdecode("填报.xlsx".encode("gb18030"))),
    *(_case(f"a_file_named_by_{name}", _written(name_), READ, file=name_) for name, name_ in NAMES.items()),
    *(
        _case(f"a_broken_file_named_by_{name}", lambda folder, n=n: (folder / n).write_bytes(b"junk"), UNSUPPORTED, file=n)
        for name, n in NAMES.items()
    ),  # type: ignore[misc]
)
