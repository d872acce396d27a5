"""The whole of a report as tables: the run, the summary, open items, who stands how, every outcome, the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistcheck import __version__
from assistcheck.audit.outcomes import STATUSES, Report
from assistcheck.i18n import Lang
from assistcheck.problem_codes import ProblemLevel
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.faulty_cells import cells_shown
from assistcheck.reports.common.phrases import period_name
from assistcheck.reports.common.since_baseline import state_words
from assistcheck.reports.common.summary import by_code, errors_in, faults_in
from assistcheck.reports.json.v1 import summary
from assistcheck.reports.tabular.columns import region_column
from assistcheck.reports.tabular.matrices import Gathered, matrices
from assistcheck.reports.tabular.messages import DETAILS, GRADES, HEADS, NOTES, READ_AS, TITLES
from assistcheck.reports.tabular.model import Cell, Mark, Sheet, listed, sheet
from assistcheck.reports.tabular.outcomes import open_items, outcomes
from assistcheck.rules.labels import LEVELS
from assistcheck.submission.row_status import ROW_STATUSES


def run_tables(report: Report, lang: Lang) -> Iterator[Sheet]:
    """Yield every table of a report, from what is read first to what is looked up."""
    gathered = Gathered(report)
    yield details(report, lang)
    yield counts(report, lang)
    yield open_items(gathered, report, lang)
    if gathered.waived:
        yield waived(gathered, report, lang)
    yield from matrices(gathered, report, lang)
    yield outcomes(report, lang, has_due=gathered.has_due)
    yield remedies(report, lang)
    yield problems(report, lang)
    yield accounts(report, lang)
    yield inputs(report, lang)


def details(report: Report, lang: Lang) -> Sheet:
    """Return what was audited, as of when, by which pack and which program."""
    readings = [
        (DETAILS["reading"].text(lang).format(rule=rule), visible(f"{name}: {_reading(report, rule, name, lang)}"))
        for rule, name in sorted(report.readings.items())
    ]
    rows = [(DETAILS[key].text(lang), value) for key, value in _run(report, lang)]
    return sheet("details", lang, ("key", "value_of"), [*rows[:2], *readings, *rows[2:]])


def _run(report: Report, lang: Lang) -> Iterator[tuple[str, Cell]]:
    manifest = report.pack.manifest
    yield "document", manifest.title.text(lang)
    yield "as_of", report.as_of
    yield "files", len(report.inputs)
    yield "rows", sum(one.rows["read"] for account in report.inputs for one in account.sheets)
    yield "exit_code", report.exit_code
    yield "pack", manifest.name
    yield "pack_sha256", report.pack.sha256
    yield "tool", f"assistcheck {__version__}"


def conclusion(report: Report, lang: Lang) -> str:
    """Return the one sentence that answers the question."""
    told = summary(report)
    found = told["outcomes"]
    text = (
        DETAILS["conclusion_text"]
        .text(lang)
        .format(
            short=found["shortfall"],
            subjects=told["subjects_short"],
            behind=found["behind"],
            unjudged=found["undetermined"],
            errors=errors_in(report.problems),
        )
    )
    if report.complete:
        return text
    return text + ("；" if lang == "zh" else "; ") + DETAILS["incomplete"].text(lang)


def _reading(report: Report, rule: str, name: str, lang: Lang) -> str:
    readings = next(one.readings for one in report.pack.rules if one.id == rule)
    return next(one.words.text(lang) for one in readings if one.name == name)


def counts(report: Report, lang: Lang) -> Sheet:
    """Return how many outcomes have each status, by level of obligation."""
    found = report.outcomes.tally.levels
    rows: list[tuple[Cell, ...]] = []
    for status in STATUSES:
        levels = found.get(status, Counter())
        rows.append((Mark(status), sum(levels.values()), *(levels.get(level, 0) for level in LEVELS)))
    titles = (HEADS["status"].text(lang), HEADS["total"].text(lang), *(word.text(lang) for word in LEVELS.values()))
    return listed("counts", TITLES["counts"].text(lang), ("status", "total", *LEVELS), titles, rows)


def waived(gathered: Gathered, report: Report, lang: Lang) -> Sheet:
    """Return what is excused, one row for each waiver of a duty, with all that is on record of it."""
    names = (*_WHOSE, region_column(report.pack), *_WAIVER)
    rows: list[tuple[Cell, ...]] = []
    for one in gathered.waived:
        subject = one.subject
        whom = (subject.name, subject.owed_by.words.text(lang), subject.region or "")
        head: tuple[Cell, ...] = (one.rule.id, one.rule.title.text(lang), *map(visible, whom), Mark(one.status))
        for found in one.excuses:
            period = period_name(found.period, lang, report.pack) if found.period else ""
            texts = (period, found.reason, found.document or "", found.approved_by)
            rows.append((*head, *map(visible, texts), found.expires))
    return sheet("waived", lang, names, rows, NOTES["waived"].text(lang))


_WHOSE = ("rule", "title", "subject", "debtor")
_WAIVER = ("status", "period", "grounds", "document", "approved_by", "expires")


def remedies(report: Report, lang: Lang) -> Sheet:
    """Return what to do about each kind of fault or remark, once for each and each remedy, the gravest first."""
    grades = list(GRADES)
    found: list[tuple[ProblemLevel, Problem, int]] = []
    for group in by_code(report.problems).values():
        for remedy in dict.fromkeys(one.remedy for one in group):
            alike = [one for one in group if one.remedy == remedy]
            found.append((min((one.level for one in alike), key=grades.index), alike[0], faults_in(alike)))
    rows = [
        (GRADES[level].text(lang), one.code, one.title.text(lang), number, one.remedy.text(lang))
        for level, one, number in sorted(found, key=lambda one: grades.index(one[0]))
    ]
    return sheet("remedies", lang, ("grade", "code", "what", "number_of", "remedy"), rows)


def problems(report: Report, lang: Lang) -> Sheet:
    """Return one row for each fault or remark, equal ones of a column in one: where, what stands there, what was expected."""
    names = ("grade", "code", "path", "sheet", "cell", "times", "seen", "expected_there", "what")
    rows: list[tuple[Cell, ...]] = []
    for one in report.problems:
        place = (one.code, one.place.path, one.place.sheet, cells_shown(one, lang))
        words = (one.value, one.expected.text(lang), one.message(lang))
        since = (state_words(one, report, lang),) if report.baseline else ()
        rows.append((GRADES[one.level].text(lang), *map(visible, place), one.count, *map(visible, words), *since))
    return sheet("problems", lang, (*names, "since") if report.baseline else names, rows)


def accounts(report: Report, lang: Lang) -> Sheet:
    """Return what became of the rows of each sheet of each input."""
    rows: list[tuple[Cell, ...]] = [
        (visible(account.path), visible(one.title), one.ledger, *(one.rows[fate] for fate in ("read", *ROW_STATUSES)))
        for account in report.inputs
        for one in account.sheets
    ]
    return sheet("accounts", lang, ("path", "sheet", "ledger", "read", *ROW_STATUSES), rows, NOTES["accounts"].text(lang))


def inputs(report: Report, lang: Lang) -> Sheet:
    """Return the files that were read, each with its digest."""
    rows = [
        (visible(one.path), visible(one.reporter or ""), READ_AS[one.status].text(lang), one.sha256) for one in report.inputs
    ]
    return sheet("inputs", lang, ("path", "reporter", "read_as", "sha256"), rows)
