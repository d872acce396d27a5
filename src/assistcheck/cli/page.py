"""``assistcheck page``: the folder that any web server hands out, with which people without a terminal audit in a browser."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistcheck import __version__, api
from assistcheck.cli import options as opt
from assistcheck.cli.language import LANG, say
from assistcheck.cli.output import STDOUT, echo_err
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.scratch import scratch_folder

if TYPE_CHECKING:
    from assistcheck.page.folder import Written

_LAST_PORT = 65535
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
"""Variables by which a system without windows of its own says that there is something to show a page on."""

Target = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar=say("文件夹", "DIR"),
        help=say(
            "写入的文件夹：新的、空的，或以前写入的网页", "the folder to write: a new or empty one, or a page written before"
        ),
    ),
]
Serve = Annotated[
    bool,
    typer.Option("--serve", help=say("在本机打开网页，直到按键中断", "open the page on this computer, till Ctrl-C")),
]
Port = Annotated[
    int | None,
    typer.Option(
        "--port",
        metavar=say("端口", "PORT"),
        min=1,
        help=say("--serve 的端口；默认 8017，被占用时换一个", "port of --serve; default: 8017, or another where it is taken"),
    ),
]
NoOpen = Annotated[
    bool,
    typer.Option(
        "--no-open", help=say("--serve 不打开浏览器，只显示网址", "--serve opens no browser, and shows the address only")
    ),
]
Parts = Annotated[
    str | None,
    typer.Option(
        "--parts",
        metavar=say("文件夹", "DIR"),
        help=say(
            "保存下载的部件，先在其中查找；默认为本用户的缓存",
            "folder that keeps what was downloaded, and is looked into first; default: a cache of this user",
        ),
    ),
]


def page(
    *,
    output: Target = None,
    serve: Serve = False,
    port: Port = None,
    no_open: NoOpen = False,
    parts: Parts = None,
    lang: opt.Lang = None,  # noqa: ARG001 - read before the options are parsed
) -> None:
    """Write the page with which people without a terminal audit in a browser; what is audited leaves no computer."""
    _check(output, serve=serve, port=port, no_open=no_open)
    if output is not None:
        _write(output, parts, is_served=serve)
        if serve:
            _serve(output, port, no_open=no_open)
        return
    with scratch_folder() as scratch:
        folder = str(Path(scratch, "page"))
        api.write_page(folder, parts=parts, told=_tell)
        _serve(folder, port, no_open=no_open)


def _check(output: str | None, *, serve: bool, port: int | None, no_open: bool) -> None:
    """Refuse options that say nothing together.

    Raises:
        UsageError: they do.
    """
    if output is None and not serve:
        zh = "请给出 -o 文件夹（写入网页），或 --serve（在本机打开）"
        raise UsageError(LocalizedText(zh, "give -o DIR to write the page, or --serve to open it on this computer"))
    if output == STDOUT:
        raise UsageError(LocalizedText(f"-o {output}：应是文件夹", f"-o {output}: give a folder"))
    if not serve and (port is not None or no_open):
        flag = "--no-open" if no_open else "--port"
        raise UsageError(LocalizedText(f"{flag} 须与 --serve 同用", f"{flag} goes with --serve"))
    if port is not None and port > _LAST_PORT:
        zh, en = f"--port {port}：应为 1 至 {_LAST_PORT}", f"--port {port}: give a number from 1 to {_LAST_PORT}"
        raise UsageError(LocalizedText(zh, en))


def _tell(words: LocalizedText) -> None:
    echo_err(words.text(LANG))


def _write(output: str, parts: str | None, *, is_served: bool) -> None:
    """Write the page, and say what is there and what to do with it."""
    written = api.write_page(output, parts=parts, told=_tell)
    _tell(_sizes(output, written))
    for name in written.kept:
        zh = f"{name} 写入后有人改过，保留原样；新版的内容见另写一个新文件夹"
        echo_err(
            say(zh, f"{name} has been changed since it was written, and is kept; a new folder would hold that of this version")
        )
    if not is_served:
        echo_err(
            say(
                f"下一步：把整个文件夹放到网站服务器上（IIS 直接用其中的 web.config，nginx 见 nginx.conf.example），"
                f"或用 assistcheck page -o {output} --serve 在本机打开",
                f"next: put the whole folder on a web server (IIS reads its web.config; for nginx see nginx.conf.example), "
                f"or open it on this computer: assistcheck page -o {output} --serve",
            )
        )


def _sizes(output: str, written: Written) -> LocalizedText:
    files, size = written.files, written.size / 1e6
    zh = f"已写入 {output}：assistcheck {__version__} 的网页，{files} 个文件；浏览器第一次打开时下载 {size:.1f} MB"
    en = (
        f"wrote {output}: the page of assistcheck {__version__}, {files} files; "
        f"a browser downloads {size:.1f} MB when it opens it for the first time"
    )
    return LocalizedText(zh, en)


def _serve(folder: str, port: int | None, *, no_open: bool) -> None:
    """Hand out the page till the program is stopped."""

    def ready(address: str) -> None:
        echo_err(
            say(
                f"网页在 {address}，只有本机能打开；按 Ctrl-C 结束",
                f"the page is at {address}, for this computer alone; Ctrl-C ends it",
            )
        )
        if not no_open:
            _open(address)

    api.serve_page(folder, port=port, ready=ready)


def _open(address: str) -> None:
    """Open the browser, if there is anything to show it on; it is not waited for."""
    if sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in _DISPLAYS):
        import webbrowser  # noqa: PLC0415 - only here
        from threading import Thread  # noqa: PLC0415

        Thread(target=webbrowser.open, args=(address,), daemon=True).start()
