"""``python -m benchmarks.page``: what the page takes, beside the command line in the same rounds.

The page is built, handed out by a plain server on this machine, and opened in a headless Chromium; needs the extra ``test``
and a network, or the folder of parts that ASSISTCHECK_PAGE_PARTS names. There are no time limits::

    first load      a browser that has nothing yet; bytes as they are, and compressed by the server
    next load       the same browser again: the service worker has kept everything
    audit           from the click to the result, first and again on the same page; the command line: whole processes
    memory          of the process of the tab, when everything was done
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))  # the clerk and the server are those of the tests

from playwright.sync_api import Browser, Playwright, sync_playwright  # noqa: E402

from benchmarks.machine import describe  # noqa: E402
from builders.chromium import chromium  # noqa: E402
from page.built import build  # noqa: E402
from page.clerk import Clerk  # noqa: E402
from page.conftest import WINDOW, clerk_in, end  # noqa: E402
from page.inputs import Job, quarter_of_teams, sample  # noqa: E402
from page.site import Site, handed_out  # noqa: E402
from page.terminal import Terminal  # noqa: E402

SCHEMA = "assistcheck-page-benchmarks/1"
GOAL = 8
"""How many times as long as the command line the page may take for the sample year."""
_MIB = 2**20

Figures = dict[str, list[float]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print medians, and the multiples of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each is measured; default: 3")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file too")
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="benchmarks-page-") as folder, sync_playwright() as playwright:
        figures = _measured(playwright, Path(folder), options.rounds)
    report = {"schema": SCHEMA, "machine": describe(), "load_after": os.getloadavg()[0], "rounds": options.rounds}
    report |= {"figures": figures, "medians": {name: median(values) for name, values in figures.items()}}
    for line in _lines(figures):
        print(line)
    if options.json:
        options.json.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _measured(playwright: Playwright, work: Path, rounds: int) -> Figures:
    figures: Figures = {}
    built = build(work)
    jobs = {"sample year": sample(work / "year", "2022.xlsx", "2022-12-31"), "50 teams": quarter_of_teams(work / "office", 50)}
    with chromium(playwright) as browser:
        with handed_out(built, packed=True) as site:
            _load(browser, site, built, figures, "compressed")
        for _ in range(rounds):
            with handed_out(built) as site:
                clerk = _load(browser, site, built, figures, "plain")
                _audits(clerk, jobs, figures)
                _keep(figures, "MiB of the tab's process", _memory(browser))
                end(clerk)
            for name, job in jobs.items():
                _keep(figures, f"{name}: command line, s", _timed(partial(Terminal(job.folder).json, job.paths, *job.options)))
    return figures


def _load(browser: Browser, site: Site, built: Path, figures: Figures, how: str) -> Clerk:
    """Open the page for the first time, and once more."""
    clerk = clerk_in(browser.new_context(**WINDOW), site.url(), built)
    _keep(figures, f"first load ({how}), s", _timed(lambda: clerk.open(site.url())))
    _keep(figures, f"first load ({how}), MB", sum({one.path: one.size for one in site.asked}.values()) / 1e6)
    clerk.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    clerk.page.goto("about:blank")
    _keep(figures, f"next load ({how}), s", _timed(lambda: clerk.open(site.url())))
    return clerk


def _audits(clerk: Clerk, jobs: dict[str, Job], figures: Figures) -> None:
    for when in ("first", "again"):
        for name, job in jobs.items():
            clerk.start_over()
            clerk.give(job)
            _keep(figures, f"{name}: page, {when}, s", _timed(lambda: (clerk.start(), clerk.wait_result())))


def _memory(browser: Browser) -> float:
    """Return the most MiB that a process of a tab holds."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return max(_resident(one["id"]) for one in found if one["type"] == "renderer") / _MIB


def _resident(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _timed(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _keep(figures: Figures, name: str, value: float) -> None:
    figures.setdefault(name, []).append(value)


def _lines(figures: Figures) -> list[str]:
    found = [f"{name:40} {median(values):9.2f}   ({min(values):.2f} to {max(values):.2f})" for name, values in figures.items()]
    for name in ("sample year", "50 teams"):
        line = median(figures[f"{name}: command line, s"])
        times = {when: median(figures[f"{name}: page, {when}, s"]) / line for when in ("first", "again")}
        goal = f"; goal: at most {GOAL}" if name == "sample year" else ""
        found.append(f"{name}: {times['first']:.1f} x the command line, then {times['again']:.1f} x{goal}")
    return found


if __name__ == "__main__":
    main()
