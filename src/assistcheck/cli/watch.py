"""``assistcheck watch``: an audit whenever something has changed and come to rest, till somebody ends it."""

from __future__ import annotations

import gc
import glob
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from assistcheck import api
from assistcheck.cli import options as opt
from assistcheck.cli.baseline import check_baseline, held_against
from assistcheck.cli.language import LANG, say
from assistcheck.cli.live_page import LivePage
from assistcheck.cli.option_groups import BaselineOptions, ScopeOptions, SourceOptions, TermOptions, with_groups
from assistcheck.cli.output import STDOUT, refuse_on_terminal, terminal_width, wants_colour
from assistcheck.cli.output_format import form_of
from assistcheck.cli.pipeline import gather
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from assistcheck.api import Report, Request, RulePack

_PAGE = "assistcheck-watch.html"
_PAUSE, _REST = 2.0, 2.0  # seconds

PageFile = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar=say("文件", "FILE"),
        help=say("报告文件，每次核对后更新；- 为标准输出", "the report, rewritten by each audit; - is standard output"),
    ),
]
Interval = Annotated[
    float,
    typer.Option(
        "--interval",
        metavar=say("秒", "SECONDS"),
        min=0.05,
        help=say("隔多久看一次；默认 2", "how often to look; default: 2"),
    ),
]
Settle = Annotated[
    float,
    typer.Option(
        "--settle",
        metavar=say("秒", "SECONDS"),
        min=0.0,
        help=say("多久没有改动才核对；默认 2", "how long nothing may change before an audit; default: 2"),
    ),
]


@with_groups
def watch(  # noqa: PLR0913 - one parameter for each option
    paths: opt.Paths,
    *,
    sources: SourceOptions,
    scope: ScopeOptions,
    terms: TermOptions,
    baseline: opt.BaselineFile = None,
    output_format: opt.OutputFormat = None,
    output: PageFile = _PAGE,
    interval: Interval = _PAUSE,
    settle: Settle = _REST,
    everything: opt.All = False,
    quiet: opt.Quiet = False,
) -> NoReturn:
    """Audit whenever something has changed and come to rest, till somebody ends it."""
    from assistcheck.cli.watch_rounds import Rounds, Watched  # noqa: PLC0415 - it loads what judges, which no help needs

    _check(paths)
    form = form_of(output_format, output, api.FORMATS, "text")
    if form in api.BINARY:
        refuse_on_terminal(form, output)
    held = BaselineOptions(baseline)
    check_baseline(held, output)
    view = api.View(LANG, everything, quiet, terminal_width(output), wants_colour(output))
    kept = api.MemoryEntries(sources.cache_limit * 2**20)

    def request_of(day: date, pack: RulePack) -> Request:
        return held_against(held, scope.request(terms, day, pack), pack)

    def audited() -> tuple[Report, bool]:
        pack, request, submission, _ = gather(
            paths, sources, request_of, waivers=terms.waiver_files, output=output, shows=False, kept=kept
        )
        report = api.audit(pack, submission, request)
        return report, page.write(api.render_pieces(report, form, view))

    watched = Watched(paths, _beside(sources, terms, baseline), output, _moves(sources))
    with LivePage(output, form) as page:
        Rounds(watched, _collected(audited), interval, settle).go_on()


def _check(paths: list[str]) -> None:
    """Refuse what cannot be watched.

    Raises:
        UsageError: standard input, or a path that is not there.
    """
    for path in paths:
        if path == STDOUT:
            raise UsageError(
                LocalizedText("watch 不能读标准输入；请给出文件夹", "watch takes no standard input; give a folder")
            )
        if not (os.path.lexists(path) or glob.has_magic(path) or ".zip/" in path.lower()):
            raise UsageError(LocalizedText(f"{path}：没有这个文件或文件夹", f"{path}: no such file or folder"))


def _beside(sources: SourceOptions, terms: TermOptions, baseline: str | None) -> list[str | Path]:
    """Return the files and folders that an audit reads beside the submissions."""
    read = (sources.roster, sources.aliases, sources.password_file, baseline)
    return [one for one in (*read, *terms.waiver_files, api.pack_folder(sources.rules)) if one]


def _moves(sources: SourceOptions) -> Callable[[], date | None]:
    """Return what says the day of judgement where it goes on with the calendar."""
    fixed = sources.as_of or sources.quarter or os.environ.get("ASSISTCHECK_AS_OF") or os.environ.get("ASSISTCHECK_QUARTER")
    return (lambda: None) if fixed else date.today


def _collected(audited: Callable[[], tuple[Report, bool]]) -> Callable[[], tuple[Report, bool]]:
    """Return an audit after which memory is as it was before: the program goes on, unlike others."""

    def run() -> tuple[Report, bool]:
        gc.collect()
        return audited()

    return run
