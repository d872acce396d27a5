"""What every command that judges does first: read the files while the rule pack is loaded, and match the two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from assistcheck import api
from assistcheck.cli.option_groups import SourceOptions
from assistcheck.cli.option_values import engine_of, passwords_of, the_day
from assistcheck.cli.output import STDOUT
from assistcheck.cli.progress import progress_bar
from assistcheck.cli.protected_inputs import Inputs
from assistcheck.cli.timings import Timings

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from assistcheck.api import Limits, MemoryEntries, PendingSubmission, Request, RulePack, Submission


_UNTIMED = Timings(wanted=False)


class Gathered(NamedTuple):
    """Everything that an audit takes."""

    pack: RulePack
    request: Request
    submission: Submission
    inputs: Inputs
    """Everything that was read, and must not be written over."""


def gather(  # noqa: PLR0913 - keywords
    paths: list[str],
    sources: SourceOptions,
    request_of: Callable[[date, RulePack], Request],
    *,
    waivers: tuple[str, ...] = (),
    beside: tuple[str | None, ...] = (),
    output: str = STDOUT,
    clock: Timings = _UNTIMED,
    shows: bool = True,
    kept: MemoryEntries | None = None,
) -> Gathered:
    """Load the pack and read the files, at the same time.

    Args:
        paths: The files.
        sources: The pack, what helps to read the files, and as of when.
        request_of: Makes the request of the as-of date and the pack, which it may refuse, and may load what will be needed.
        waivers: Files of waivers, which the request is given.
        beside: Further files that are read, such as a template of lists.
        output: Where the result will go, which must be none of all these.
        clock: Notes how long each stage takes.
        shows: Whether a progress bar may be shown.
        kept: What was read before, where no ``--cache`` keeps it.

    Raises:
        UsageError: an option that is wrong, for which no file is waited for; or ``output`` is a file that was read.
    """
    how = _how(sources)
    with engine_of(sources.engine, sources.scheduler) as executor, _begun(paths, sources, how, executor, kept) as files:
        inputs = Inputs((*files.paths, *sources.files, *waivers, *beside), sources.rules, files.content)
        with clock.stage("载入程序和规则包", "loading the program and the rule pack"):
            pack = api.load_pack(sources.rules)
            request = _excused(_requested(request_of, sources, pack), waivers, pack, how)
        bar = progress_bar(wanted=shows and not sources.no_progress)
        with clock.stage("等候填报表读完", "waiting for the files"), bar as progress:
            submission = files.submission(pack, request.as_of, aliases=how.aliases, progress=progress)
        inputs.let_go(one.place.path for one in submission.problems if one.code == "left-out-file")
        inputs.refuse(output)
        return Gathered(pack, request, submission, inputs)


class _How(NamedTuple):
    """How files are read."""

    limits: Limits
    passwords: tuple[str, ...]
    aliases: Mapping[str, str] | None


def _how(sources: SourceOptions) -> _How:
    """Return how the options want files to be read."""
    limits = api.parse_limits(sources.limit or ())
    passwords = passwords_of(sources.password_file)
    return _How(limits, passwords, api.load_aliases(sources.aliases, limits) if sources.aliases else None)


def _excused(request: Request, waivers: tuple[str, ...], pack: RulePack, how: _How) -> Request:
    """Return the request with what the files of waivers excuse."""
    if not waivers:
        return request
    recorded = api.read_waivers(waivers, pack, limits=how.limits, passwords=how.passwords)
    return request._replace(waivers=recorded.waivers, remarks=recorded.remarks)


def _requested(request_of: Callable[[date, RulePack], Request], sources: SourceOptions, pack: RulePack) -> Request:
    """Return the request as of the day that the options mean, whose rules are those of the pack."""
    request = request_of(the_day(sources.as_of, sources.quarter, pack), pack)
    api.check_rules(pack, request)
    return request


def _begun(
    paths: list[str],
    sources: SourceOptions,
    how: _How,
    executor: Executor | None,
    kept: MemoryEntries | None,
) -> PendingSubmission:
    """Begin to read the files while the program does something else."""
    return api.start_reading(
        paths,
        rules=sources.rules,
        roster=sources.roster,
        workers=sources.workers,
        limits=how.limits,
        passwords=how.passwords,
        cache=sources.cache or kept,
        cache_limit=sources.cache_limit,
        executor=executor,
        archives=not sources.no_archives,
    )
