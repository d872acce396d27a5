"""The report for a terminal: what a tired official understands in ten seconds, then the particulars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistcheck.audit.outcomes import STATUSES, Outcome, Report
from assistcheck.language import Lang
from assistcheck.problems import CODES, Problem
from assistcheck.reports import View
from assistcheck.reports.digest import Party, by_code, parties, status_counts, subjects_short, unjudged
from assistcheck.reports.safe import visible
from assistcheck.reports.terminal import STATUS_COLOUR, Block, Flow, Indented, PlainTable, drawn
from assistcheck.reports.text_words import WORDS
from assistcheck.reports.wording import due_words, gap, have_need, runs, where
from assistcheck.rules.words import LEVELS
from assistcheck.submission.accounts import FATES

_PARTIES, _ITEMS, _PROBLEMS, _SHEETS, _NAMES = 6, 6, 12, 30, 5
_ALL = 1_000_000


def to_text(report: Report, view: View) -> str:
    """Return the report as text of ``view.width`` columns, coloured only if the view says so."""
    page = _Page(report, view)
    return drawn(page.conclusion() if view.quiet else page.parts(), view)


class _Page:
    """The parts of one report in one view."""

    def __init__(self, report: Report, view: View) -> None:
        self.report = report
        self.lang: Lang = view.lang
        self.everything = view.everything

    def say(self, key: str, **values: object) -> str:
        return WORDS[key].of(self.lang).format(**values)

    def limit(self, usual: int) -> int:
        return _ALL if self.everything else usual

    def parts(self) -> Iterator[Block]:
        """Yield the report from top to bottom."""
        yield from self._heading()
        yield from self.conclusion()
        yield from self._not_read()
        yield from self._counts()
        yield from self._who_is_short()
        yield from self._not_judged()
        yield from self._problems()
        yield from self._accounts()
        yield from self._next_steps()

    def _heading(self) -> Iterator[Block]:
        report = self.report
        yield Flow(report.pack.manifest.title.of(self.lang), style="bold")
        rows = sum(sheet.rows["read"] for one in report.inputs for sheet in one.sheets)
        yield Flow(self.say("as_of", day=report.as_of.isoformat(), files=len(report.inputs), rows=f"{rows:,}"))
        for rule, reading in sorted(report.readings.items()):
            words = next(r.words for one in report.pack.rules if one.id == rule for r in one.readings if r.name == reading)
            yield Flow(self.say("reading", rule=rule, name=reading, words=words.of(self.lang)), style="yellow")

    def conclusion(self) -> Iterator[Block]:
        """Yield the one line that answers the question."""
        report = self.report
        counts = {status: sum(levels.values()) for status, levels in status_counts(report).items()}
        words = [
            self.say("conclusion", short=counts.get("shortfall", 0), subjects=subjects_short(report)),
            self.say("behind", n=counts.get("behind", 0)),
            self.say("unjudged", n=counts.get("undetermined", 0)),
        ]
        errors = sum(problem.level == "error" for problem in report.problems)
        if errors:
            words.append(self.say("errors", n=errors))
        style = "bold green" if report.exit_code == 0 else "bold red"
        yield Flow(self.say("stop").join(words) + self.say("full_stop"), style=style)
        if not report.complete:
            yield Flow(self.say("incomplete"), style="bold red")

    def _not_read(self) -> Iterator[Block]:
        sheets = [sheet for one in self.report.inputs for sheet in one.sheets]
        if not any(sheet.ledger == "teams" and sheet.rows["counted"] for sheet in sheets):
            yield Flow(self.say("no_roster"), style="bold red")
        if not any(sheet.rows["read"] > sheet.rows["skipped"] for sheet in sheets):
            yield Flow(self.say("no_rows"), style="bold red")
        whole_files = [p for p in self.report.problems if p.level == "error" and not p.place.row]
        for problem in whole_files[: self.limit(_PROBLEMS)]:
            place, what = where(problem.place, self.lang), self._what(problem)
            yield Flow(self.say("not_whole", where=place, what=what) if place else what, style="red")
        if self.report.absent:
            names = self._names(self.report.absent)
            yield Flow(self.say("absent", n=len(self.report.absent), names=names), style="bold yellow")
            known = {None, self.report.pack.manifest.programme, *(outcome.subject.team for outcome in self.report.outcomes)}
            unplaced = sum(one.status == "unreadable" or one.reporter not in known for one in self.report.inputs)
            if unplaced:
                yield Flow(self.say("unplaced", n=unplaced), style="yellow")

    def _names(self, names: Sequence[str]) -> str:
        shown = self.say("comma").join(visible(name) for name in names[: self.limit(_NAMES)])
        more = len(names) - self.limit(_NAMES)
        return shown + (self.say("and_more", n=more) if more > 0 else "")

    def _counts(self) -> Iterator[Block]:
        yield self._title("counts")
        table = PlainTable(self.say("status"), self.say("total"), *(word.of(self.lang) for word in LEVELS.values()), numbers=1)
        counts = status_counts(self.report)
        for status, word in STATUSES.items():
            if status in counts:
                levels = counts[status]
                cells = [str(sum(levels.values())), *(str(levels[level] or "-") for level in LEVELS)]
                table.add(Flow(word.of(self.lang), style=STATUS_COLOUR[status]), *cells)
        yield Indented(table)

    def _title(self, key: str, **values: object) -> Block:
        return Flow("\n" + self.say(key, **values), style="bold")

    def _who_is_short(self) -> Iterator[Block]:
        found = parties(self.report)
        if not found:
            return
        yield self._title("who", n=len(found))
        for party in found[: self.limit(_PARTIES)]:
            yield from self._party(party)
        if len(found) > self.limit(_PARTIES):
            yield Flow(self.say("more_parties", n=len(found) - _PARTIES), style="dim")

    def _party(self, party: Party) -> Iterator[Block]:
        binding, short, behind = party.weight
        name = visible(party.name) + (f" ({visible(party.county)})" if party.county and party.county != party.name else "")
        yield Flow(f"{name}  " + self.say("party", short=short, binding=binding, behind=behind), style="bold underline")
        table = PlainTable(*(self.say(key) for key in ("rule", "duty", "status", "have_need", "gap", "due")))
        table.spread(None, 10, None, 8, 5, None)
        for item in party.items[: self.limit(_ITEMS)]:
            table.add(*self._item(item, party))
        yield Indented(table)
        if len(party.items) > self.limit(_ITEMS):
            yield Flow("  " + self.say("more_items", n=len(party.items) - _ITEMS), style="dim")

    def _item(self, item: Outcome, party: Party) -> list[Flow]:
        title = item.rule.title.of(self.lang)
        if item.subject.name != party.name:
            title = f"{visible(item.subject.name)} {title}"
        if item.missing:
            title += self.say("missing", periods=self.say("comma").join(runs(item.missing, self.lang)))
        due = due_words(item)
        status = Flow(STATUSES[item.status].of(self.lang), style=STATUS_COLOUR[item.status])
        figures = (have_need(item, self.lang), gap(item, self.lang), due)
        return [Flow(item.rule.id), Flow(title), status, *map(Flow, figures)]

    def _not_judged(self) -> Iterator[Block]:
        found = unjudged(self.report)
        if not found:
            return
        yield self._title("not_judged")
        table = PlainTable(*(self.say(key) for key in ("rule", "duty", "why", "whom")))
        table.spread(None, 3, 2, 5)
        for group in found[: self.limit(_PROBLEMS)]:
            rule = group.first.rule
            reason = group.first.reason_text.of(self.lang) if group.first.reason_text else ""
            whom = self.say("subjects", n=len(group.names), names=self._names(group.names))
            table.add(rule.id, *map(Flow, (rule.title.of(self.lang), reason, whom)))
        yield Indented(table)
        if len(found) > self.limit(_PROBLEMS):
            yield Flow("  " + self.say("more_items", n=len(found) - _PROBLEMS), style="dim")

    def _problems(self) -> Iterator[Block]:
        errors = [p for p in self.report.problems if p.level == "error" and p.place.row]
        if errors:
            yield self._title("errors_title", n=len(errors))
            table = PlainTable(self.say("place"), self.say("what"), self.say("remedy"))
            table.spread(3, 5, 4)
            for problem in errors[: self.limit(_PROBLEMS)]:
                remedy = problem.remedy.of(self.lang)
                table.add(*map(Flow, (self._where(problem), self._what(problem), remedy)))
            yield Indented(table)
            if len(errors) > self.limit(_PROBLEMS):
                yield Flow("  " + self.say("more_errors", n=len(errors) - _PROBLEMS), style="dim")
        yield from self._remarks()

    def _what(self, problem: Problem) -> str:
        return visible(problem.message(self.lang))

    def _where(self, problem: Problem) -> str:
        """Return a place; the file's name is left out where there is only one."""
        place = problem.place
        return where(place._replace(path="") if len(self.report.inputs) == 1 else place, self.lang)

    def _remarks(self) -> Iterator[Block]:
        remarks = [p for p in self.report.problems if p.level != "error" and p.code != "not-submitted"]
        if not remarks:
            return
        yield self._title("remarks", n=len(remarks))
        for code, group in by_code(remarks).items():
            places = self._examples(group)
            title = CODES[code].title.of(self.lang)
            yield Indented(Flow(self.say("remark", title=title, n=len(group), places=places)))

    def _examples(self, group: Sequence[Problem]) -> str:
        names = [self._where(p) or visible(p.value) for p in group]
        return self._names(names) if self.everything else self._names(names[:2]) + (self.say("etc") if len(names) > 2 else "")

    def _accounts(self) -> Iterator[Block]:
        sheets = [(one.path, sheet) for one in self.report.inputs for sheet in one.sheets]
        if not sheets:
            return
        yield self._title("accounts")
        table = PlainTable(self.say("sheet"), self.say("read"), *(self.say(fate) for fate in FATES), numbers=1)
        several = len(self.report.inputs) > 1
        for path, sheet in sheets[: self.limit(_SHEETS)]:
            name = visible(f"{path} {sheet.title}" if several else sheet.title)
            table.add(name, *(_count(sheet.rows[fate]) for fate in ("read", *FATES)))
        total = {fate: sum(sheet.rows[fate] for _, sheet in sheets) for fate in ("read", *FATES)}
        table.add(self.say("sum"), *(_count(total[fate]) for fate in ("read", *FATES)), style="bold")
        yield Indented(table)
        if len(sheets) > self.limit(_SHEETS):
            yield Flow("  " + self.say("more_sheets", n=len(sheets) - _SHEETS), style="dim")

    def _next_steps(self) -> Iterator[Block]:
        yield self._title("next")
        first = next((item for party in parties(self.report) for item in party.items), None)
        steps = [
            self.say("step_errors") if any(p.level == "error" for p in self.report.problems) else "",
            self.say("step_absent") if self.report.absent else "",
            self.say("step_rule", rule=first.rule.id) if first else "",
            "" if self.everything else self.say("step_all"),
            self.say("step_json"),
        ]
        for number, step in enumerate(filter(None, steps), 1):
            yield Indented(Flow(f"{number}. {step}"))
        yield Flow(self.say("exit", code=self.report.exit_code, meaning=self.say(f"exit_{self.report.exit_code}")), style="dim")


def _count(number: int) -> str:
    return f"{number:,}" if number else "-"
