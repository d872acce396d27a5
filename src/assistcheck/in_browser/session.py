"""One session of the page: files that were dropped, the run that audited them, and what can be had of it.

Everything comes and goes as plain dicts, texts for people as ``{"zh": …, "en": …}``; only downloads hold bytes. The calls::

    about {}                      what the page offers
    warm {}                       load what a run needs, before there is one
    put {paths}                   where files go that were dropped together
    audit {paths, pack, lang, …}  read and judge them
    report {format, lang}         the report of that run as a file
    explain {rule, subject, lang} how one verdict of it came about, as a page
    annotated {path, lang}        the marked copy of one of its files; without a path, of all
    lists {by, name, format, lang}  the shortfall list of somebody; without a name, of all of a kind
    template {pack, reporter, lang}  the empty workbook; of a reporter of the run, their own
    clear {}                      forget everything
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from assistcheck import api
from assistcheck.errors import UsageError
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.in_browser import downloads, told
from assistcheck.in_browser.downloads import Download
from assistcheck.in_browser.dropped import DroppedFiles
from assistcheck.in_browser.warm import warm

if TYPE_CHECKING:
    from assistcheck.api import PendingSubmission, Report, Request, RulePack, Submission

Arguments = Mapping[str, Any]
Notify = Callable[[dict[str, Any]], object]
"""Is told how far a call has come."""

_NO_RUN = LocalizedText("还没有核对过文件；请先放入工作簿", "nothing has been checked yet; drop a workbook first")
_NO_FILE = LocalizedText("没有要核对的文件；请放入工作簿", "there is nothing to check; drop a workbook")
_OTHER_PACK = LocalizedText(
    "名册是按另一个规则包读取的；请先用这个规则包核对", "the roster was read by another pack; check by this one first"
)
_TWO_DAYS = LocalizedText("统计截止日和季度只能选一个", "choose either a day or a quarter")


class _How(TypedDict):
    """How files are read."""

    workers: int
    passwords: tuple[str, ...]
    lost: Mapping[str, Any]


class Run(NamedTuple):
    """One audit and everything that it rests on."""

    pack: RulePack
    request: Request
    submission: Submission
    report: Report
    reading: PendingSubmission


class Session:
    """What one page keeps while it is open: nothing but the files in its folder, and its last run."""

    def __init__(self, folder: Path, notify: Notify) -> None:
        """Keep files in ``folder``, and tell ``notify`` before each file that is read.

        It is told ``{"progress": {"done", "total", "path", "seconds"}}``: how many files are done, how many there are, which is
        next, and how long it may take. When all are read, no path is told: what comes then is no file's doing.
        """
        self.folder, self._notify = folder, notify
        self.dropped = DroppedFiles(folder / "inputs")
        self._run: Run | None = None
        self._calls: dict[str, Callable[[Arguments], Any]] = {
            "about": self._about,
            "warm": self._warm,
            "put": self._put,
            "audit": self._audit,
            "report": self._report,
            "explain": self._explain,
            "annotated": self._annotated,
            "lists": self._lists,
            "template": self._template,
            "clear": self._clear,
        }

    def call(self, name: str, args: Arguments) -> Any:  # noqa: ANN401 - what the call gives
        """Return what a call gives, see the module; the files of the session are beside it meanwhile.

        Raises:
            AssistCheckError: it cannot be done; the words say why.
        """
        if name not in self._calls:
            raise UsageError(LocalizedText(f"没有 {name} 这一功能", f"there is no call {name}"))
        with _working_in(self.dropped.folder):
            return self._calls[name](args)

    def _about(self, _: Arguments) -> told.Told:
        return told.about(_today())

    def _warm(self, _: Arguments) -> None:
        warm(self.folder)

    def _put(self, args: Arguments) -> told.Told:
        places = self.dropped.place_all(args["paths"])
        renamed = [{"given": given, "path": path, "why": told.words(why)} for given, path, why in self.dropped.renamed()]
        return {"places": [str(self.dropped.folder / path) for path in places], "paths": places, "renamed": renamed}

    def _clear(self, _: Arguments) -> None:
        self._forget()
        self.dropped.clear()

    def _forget(self) -> None:
        self._run = None

    def _audit(self, args: Arguments) -> told.Told:
        self._forget()
        paths = [path for given in args.get("paths") or () for path in self.dropped.paths(given)]
        if not paths:
            raise UsageError(_NO_FILE)
        pack = api.load_pack(args.get("pack") or api.DEFAULT_PACK)
        how: _How = {
            "workers": 0,
            "passwords": tuple(args.get("passwords") or ()),
            "lost": {one["path"]: one["why"] for one in args.get("lost") or ()},
        }
        request = self._requested(args, pack, how)
        reading = api.start_reading(paths, rules=pack, roster=self._only(args.get("roster")), **how)
        submission = reading.submission(pack, request.as_of, progress=self._progress(reading.seconds_for))
        self._tell(reading.count, reading.count)
        run = self._run = Run(pack, request, submission, api.audit(pack, submission, request), reading)
        return told.audited(run.report, _reporters(submission))

    def _requested(self, args: Arguments, pack: RulePack, how: _How) -> Request:
        """Return what is asked of a run: as of when, and what is excused."""
        if args.get("as_of") and args.get("quarter"):
            raise UsageError(_TWO_DAYS)
        day = api.as_of_day(pack, day=args.get("as_of"), quarter=args.get("quarter"))
        request = api.Request(as_of=day or api.default_as_of(pack, _today()))
        waivers = [path for given in args.get("waivers") or () for path in self.dropped.paths(given)]
        if not waivers:
            return request
        recorded = api.read_waivers(waivers, pack, progress=self._progress(_seconds_for), **how)
        return request._replace(waivers=recorded.waivers, remarks=recorded.remarks)

    def _only(self, given: str | None) -> str | None:
        """Return what is meant by the path of one file."""
        return self.dropped.paths(given)[0] if given else None

    def _progress(self, seconds_for: Callable[[str], float]) -> api.Progress:
        def tell(done: int, total: int, path: str) -> None:
            self._tell(done, total, path, seconds_for(path))

        return tell

    def _tell(self, done: int, total: int, path: str = "", seconds: float = 0) -> None:
        self._notify({"progress": {"done": done, "total": total, "path": path, "seconds": seconds}})

    def _report(self, args: Arguments) -> Download:
        return downloads.of_report(self._done().report, args["format"], _lang(args))

    def _explain(self, args: Arguments) -> dict[str, Any]:
        run, lang = self._done(), _lang(args)
        explained = api.explain(run.pack, run.submission, run.request, args["rule"], args.get("subject") or None)
        made = api.render_explanation(explained, "html", api.View(lang))
        first = explained.explanations[0].outcome
        words = (first.rule.id, first.subject.name)
        return {"title": " ".join(words), **downloads.named((*words, run.report.as_of.isoformat()), "html", made.encode())}

    def _annotated(self, args: Arguments) -> Download:
        run, lang = self._done(), _lang(args)
        found = api.annotate_all(run.pack, run.submission, run.reading.content, run.request.as_of, lang=lang)
        if path := args.get("path"):
            return downloads.download(*found.copy_of(path))
        return downloads.of_copies(run.report, found.files(self._progress(_any_time)), lang)

    def _lists(self, args: Arguments) -> Download:
        report, lang = self._done().report, _lang(args)
        by, name = api.find_kind(report.pack, args.get("by") or None), args.get("name") or None
        form = args.get("format") or "xlsx"
        downloads.check_format(form, downloads.LISTS)
        files = api.shortfall_lists(report, by, form, api.View(lang), only_of=name)
        return downloads.download(*next(files)) if name else downloads.of_lists(report, files, by, lang)

    def _template(self, args: Arguments) -> Download:
        pack = api.load_pack(args.get("pack") or api.DEFAULT_PACK)
        reporter = args.get("reporter")
        if not reporter:
            return downloads.of_template(pack, _lang(args))
        run = self._done()
        if run.pack.sha256 != pack.sha256:
            raise UsageError(_OTHER_PACK)
        return downloads.download(*next(api.reporter_templates(pack, run.submission.roster, reporter)))

    def _done(self) -> Run:
        """Return the last run.

        Raises:
            UsageError: there is none.
        """
        if self._run is None:
            raise UsageError(_NO_RUN)
        return self._run


def _reporters(submission: Submission) -> list[str]:
    return [member.name for member in submission.roster.reporters.values()]


def _seconds_for(path: str) -> float:
    return api.Limits().time_for(Path(path).stat().st_size)


def _any_time(_: str) -> float:
    """Return the seconds of a file whose reading is over: what is made of it may take longer, and has no bound of its own."""
    return 0


def _lang(args: Arguments) -> Lang:
    return "en" if args.get("lang") == "en" else "zh"


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the user's own calendar


@contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    """Work in a folder, so that reports call files what the user does."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
