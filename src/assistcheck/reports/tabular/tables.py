"""The whole of a report as tables: the run, the summary, open items, who stands how, every outcome, the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistcheck import __version__
from assistcheck.audit.outcomes import STATUSES, Outcome, Report, Subject
from assistcheck.i18n import Lang
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.faulty_cells import cells_shown
from assistcheck.reports.common.item_phrases import counted_words, file_names, left_out_words, missing_words
from assistcheck.reports.common.open_items import Items
from assistcheck.reports.common.subject_phrases import belongs_to, kind_header, kind_name
from assistcheck.reports.common.summary import by_code, status_counts
from assistcheck.reports.json.v1 import summary
from assistcheck.reports.tabular.messages import COMPARISONS, DETAILS, GRADES, HEADS, NOTES, READ_AS, TITLES
from assistcheck.reports.tabular.model import (
    Cell,
    Mark,
    OwnColumn,
    Sheet,
    have,
    lack,
    need,
    pace,
    sheet,
    unit_word,
    upper,
)
from assistcheck.rules.labels import LEVELS
from assistcheck.rules.model import RulePack
from assistcheck.rules.subjects import Kind
from assistcheck.submission.row_status import ROW_STATUSES

_BEFORE = ("rule", "title", "clause", "level", "kind", "subject", "debtor")
_AFTER = (
    *("status", "status_id", "have", "compare", "target", "upper", "expected", "gap", "unit", "due"),
    *("missing", "reason", "reading", "evidence", "excluded"),
)
"""The columns of every outcome, before and after its region and who reports."""
_ITEM_BEFORE = ("rule", "title", "subject", "debtor")
_ITEM_AFTER = (
    *("level", "status", "have", "need", "expected", "gap", "unit", "due", "left", "per_month", "missing", "reason", "near"),
)
"""The columns of open items, before and after who reports and the region."""


def run_tables(report: Report, lang: Lang) -> Iterator[Sheet]:
    """Yield every table of a report, from what is read first to what is looked up."""
    yield details(report, lang)
    yield counts(report, lang)
    yield open_items(report, lang)
    yield from matrices(report, lang)
    yield outcomes(report, lang)
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
            errors=told["problems"]["error"],
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
    found = status_counts(report)
    rows: list[tuple[Cell, ...]] = []
    for status in STATUSES:
        levels = found.get(status, Counter())
        rows.append((Mark(status), sum(levels.values()), *(levels.get(level, 0) for level in LEVELS)))
    titles = (HEADS["status"].text(lang), HEADS["total"].text(lang), *(word.text(lang) for word in LEVELS.values()))
    return Sheet("counts", TITLES["counts"].text(lang), ("status", "total", *LEVELS), titles, tuple(rows))


def open_items(report: Report, lang: Lang) -> Sheet:
    """Return everything that is short, behind or not judged, the most pressing first, and what would help."""
    stop = "；" if lang == "zh" else "; "
    rows: list[tuple[Cell, ...]] = []
    for item in Items(report).all():
        one, words = item.outcome, item.words
        subject = one.subject
        near = stop.join(text.text(lang) for text in words.near)
        rows.append(
            (
                *(one.rule.id, one.rule.title.text(lang), visible(subject.name), visible(subject.owed_by.words.text(lang))),
                *(visible(subject.reporter or ""), visible(subject.region or "")),
                *(LEVELS[one.rule.level].text(lang), Mark(one.status), have(one), need(one)),
                *(pace(one), lack(one), unit_word(one, lang), item.due, item.days_left, words.per_month.text(lang)),
                *(words.missing.text(lang), words.reason.text(lang), near),
            )
        )
    names = (*_ITEM_BEFORE, _reporting(report.pack), _region(report.pack), *_ITEM_AFTER)
    return sheet("items", lang, names, rows, NOTES["items"].text(lang))


def matrices(report: Report, lang: Lang) -> Iterator[Sheet]:
    """Yield one table for each kind of subject: its subjects down, the duties of their kind across, statuses inside."""
    for kind in report.pack.subjects.kinds:
        found = [one for one in report.outcomes if one.subject.kind == kind.id]
        if found:
            yield _matrix(kind, found, report.pack, lang)


def _matrix(kind: Kind, found: Sequence[Outcome], pack: RulePack, lang: Lang) -> Sheet:
    titles = {one.rule.id: one.rule.title.text(lang) for one in found}
    standing: dict[tuple[str, str | None], dict[str, Outcome]] = {}
    for one in found:
        standing.setdefault((one.subject.name, one.subject.reporter), {})[one.rule.id] = one
    known_by = _known_by(kind.id, pack)
    rows: list[tuple[Cell, ...]] = []
    for of_rule in standing.values():
        subject = next(iter(of_rule.values())).subject
        marks = (Mark(of_rule[rule].status) if rule in of_rule else None for rule in titles)
        rows.append((visible(subject.name), *(visible(_known(one, subject, pack, lang)) for one in known_by), *marks))
    word = kind.name.text(lang)
    heads = (word, *(one.header.text(lang) for one in known_by), *(f"{rule} {title}" for rule, title in titles.items()))
    title = TITLES["matrix"].text(lang).format(kind=word.split("（")[0])
    columns = ("subject", *(one.id for one in known_by), *titles)
    return Sheet("matrix", title, columns, heads, tuple(rows), NOTES["matrix"].text(lang))


def _known_by(kind: str, pack: RulePack) -> tuple[OwnColumn, ...]:
    """Return what stands beside the name in a table of who stands how: region and who reports, or else who owes it."""
    roles = pack.subjects.roles
    found = [_region(pack)] if belongs_to(pack, kind, roles.region) else []
    if kind != roles.reporting and belongs_to(pack, kind, roles.reporting):
        found.append(_reporting(pack))
    if not found and any(one.of == kind for one in pack.subjects.debtors):
        found.append(OwnColumn("debtor", HEADS["debtor"]))
    return tuple(found)


def _known(column: OwnColumn, subject: Subject, pack: RulePack, lang: Lang) -> str:
    roles = pack.subjects.roles
    known = {roles.region: subject.region, roles.reporting: subject.reporter}
    return subject.owed_by.words.text(lang) if column.id == "debtor" else known[column.id] or ""


def outcomes(report: Report, lang: Lang) -> Sheet:
    """Return one row for each outcome, with everything that is known of it."""
    files = file_names(report)
    names = (*_BEFORE, _region(report.pack), _reporting(report.pack), *_AFTER)
    return sheet("outcomes", lang, names, (_outcome(one, files, lang, report.pack) for one in report.outcomes))


def _region(pack: RulePack) -> OwnColumn:
    region = pack.subjects.roles.region
    return OwnColumn(region, kind_header(pack, region))


def _reporting(pack: RulePack) -> OwnColumn:
    reporting = pack.subjects.roles.reporting
    return OwnColumn(reporting, kind_header(pack, reporting))


def _outcome(one: Outcome, files: Mapping[str, str], lang: Lang, pack: RulePack) -> tuple[Cell, ...]:
    rule, subject = one.rule, one.subject
    stop = "；" if lang == "zh" else "; "
    return (
        *(rule.id, rule.title.text(lang), rule.clause, LEVELS[rule.level].text(lang), kind_name(pack, subject.kind).text(lang)),
        *(visible(subject.name), visible(subject.owed_by.words.text(lang))),
        *(visible(subject.region or ""), visible(subject.reporter or "")),
        *(Mark(one.status), one.status, have(one), COMPARISONS[one.goal.kind].text(lang)),
        *(need(one)._replace(before="", after=""), upper(one), pace(one), lack(one), unit_word(one, lang), one.due),
        *(
            missing_words(one, pack).text(lang),
            visible(one.reason_text.text(lang)) if one.reason_text else "",
            one.reading or "",
        ),
        stop.join(words.text(lang) for words in counted_words(one.evidence, files)),
        stop.join(words.text(lang) for words in left_out_words(one, files, pack)),
    )


def remedies(report: Report, lang: Lang) -> Sheet:
    """Return what to do about each kind of fault or remark, once for each, the gravest first."""
    grades = list(GRADES)
    found = [
        (min((one.level for one in group), key=grades.index), group[0], sum(one.count for one in group))
        for group in by_code(report.problems).values()
    ]
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
        rows.append((GRADES[one.level].text(lang), *map(visible, place), one.count, *map(visible, words)))
    return sheet("problems", lang, names, rows)


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
