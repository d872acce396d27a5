"""``python -m benchmarks``: write the inputs, run everything in turn, print the ratios.

The exit code is 1 if assistcheck itself could not do its work or disagrees with a peer; a peer that is not installed, or that
fails, is only reported. There are no time limits.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.agreement import agreement
from benchmarks.before import install_before
from benchmarks.competitor import Competitor
from benchmarks.competitors import competitors, inputs, selected
from benchmarks.machine import describe, usable_cores
from benchmarks.measure import ROOT, run_in_turn, run_once, tree_of
from benchmarks.report import SCHEMA, Result, as_json, goals, growth, ratios
from benchmarks.sizes import HIDDEN_SIZES, SIZES, Size
from benchmarks.tables import tables

_VERDICTS: dict[object, str] = {True: "agrees", False: "DISAGREES", None: "compared with nobody"}


_OFTEN = 7
"""How many times more often than the others those are run that take half a second, of which a busy machine may take a third."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks and return the exit code."""
    options = _parser().parse_args(arguments)
    size: Size = SIZES[options.size]
    rounds = options.rounds or size.rounds
    machine = describe()
    with nullcontext(options.work) if options.work else TemporaryDirectory(prefix="benchmarks-") as folder:
        work = Path(folder).resolve()
        work.mkdir(parents=True, exist_ok=True)
        before = install_before(options.before, work) if options.before else None
        chosen = selected(competitors(size, work, before), options.only)
        if not chosen:
            raise SystemExit(f"nothing is called {', '.join(options.only)}")
        _write_inputs(size, work, chosen)
        answers, results = _measure(chosen, rounds, trees=options.tree)
    report = {"schema": SCHEMA, "machine": machine, "size": options.size, "rounds": rounds, "before": options.before}
    report |= {"runs": as_json(results), "ratios": ratios(results), "growth": growth(results), "goals": goals(results)}
    report |= {"agreement": answers}
    for line in tables(report):
        print(line)
    for answer in answers:
        print(f"{answer['name']}: {answer['bad']} bad rows, {_VERDICTS[answer['agrees']]}")
    if options.json:
        options.json.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    own = [one for one in results if not one.contestant.peer and one.contestant.code is None]
    return int(any(one.status != "ok" for one in own) or any(answer["agrees"] is False for answer in answers))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure assistcheck beside its peers.")
    shown = [name for name in SIZES if name not in HIDDEN_SIZES]
    parser.add_argument(
        "--size", choices=tuple(SIZES), metavar=f"{{{','.join(shown)}}}", default="small", help="default: small"
    )
    parser.add_argument(
        "--rounds", type=_at_least_one, metavar="N", help="how often each is run; default: 1, or 3 from standard on"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file too")
    parser.add_argument("--work", type=Path, metavar="DIR", help="keep the inputs here, and use those that are there already")
    only = "only this group (see goals.py), contestant or `scenarios`, and what it is compared with; may be repeated"
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help=only)
    before = "run this build in the same rounds too: a wheel, or a commit of this repository"
    parser.add_argument("--before", metavar="WHEEL|COMMIT", help=before)
    tree = "run everything once more for the memory of all its processes together (Linux)"
    parser.add_argument("--tree", action="store_true", help=tree)
    return parser


def _at_least_one(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _write_inputs(size: Size, work: Path, chosen: Sequence[Competitor]) -> None:
    """Write the inputs that somebody reads and that are not there yet, each in a process of its own."""
    read = {Path(argument) for one in chosen for argument in one.command}
    read |= {path.parent for path in read}
    wanted = {path: what for path, what in inputs(size, work).items() if path in read and not path.exists()}
    _tell(f"writing {len(wanted)} inputs")
    commands = [
        (sys.executable, "-m", "benchmarks.write", kind, str(number), str(path)) for path, (kind, number) in wanted.items()
    ]
    with ThreadPoolExecutor(max_workers=usable_cores()) as writers:
        for done in writers.map(lambda command: subprocess.run(command, check=True, cwd=ROOT), commands):
            done.check_returncode()


def _measure(chosen: Sequence[Competitor], rounds: int, *, trees: bool) -> tuple[list[dict[str, object]], list[Result]]:
    """Run everybody: once for the answers of the smallest ledger, then in turn; where it is worth it the others warm up."""
    smallest = min((one.number for one in chosen if one.group == "ledger"), default=0)
    _tell("comparing the answers")
    answers, unable = agreement([one for one in chosen if one.group == "ledger" and one.number == smallest])
    why = {one.key: one.unable or (unable.get(one.name) if one.group == "ledger" else None) for one in chosen}
    able = [one for one in chosen if not why[one.key]]
    quick = [one for one in able if one.group in {"year", "commands"}]
    for one in quick if rounds > 1 else ():
        run_once(one)
    runs = run_in_turn([one for one in able if one not in quick], rounds, _tell)
    runs |= run_in_turn(quick, rounds * _OFTEN if rounds > 1 else 1, _tell)
    together = {}
    for one in able if trees else ():
        _tell(f"memory of all processes: {one.key}")
        together[one.key] = tree_of(one)
    return answers, [Result(one, runs.get(one.key, ()), why[one.key], together.get(one.key)) for one in chosen]


def _tell(text: str) -> None:
    """Say on standard error what is going on."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
