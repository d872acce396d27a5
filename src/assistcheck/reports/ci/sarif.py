"""SARIF 2.1.0: what code scanning and editors show, one result for each open outcome and each problem of the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from assistcheck import __version__
from assistcheck.audit.outcomes import Outcome, Report
from assistcheck.problem_codes import ProblemLevel
from assistcheck.reports import View
from assistcheck.reports.ci.findings import Finding, Findings, baseline_state
from assistcheck.reports.common.rule_phrases import clause_words
from assistcheck.reports.json.outcomes import compact
from assistcheck.rules.model import Clause, Level, Rule

if TYPE_CHECKING:
    from assistcheck.i18n import Lang

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-US"}
_LEVELS: dict[Level, ProblemLevel] = {"binding": "error", "general": "error", "expected": "warning", "encouraged": "note"}
"""How grave a duty that is short is, by how binding it is."""
_FINGERPRINT = "assistcheckFinding/v1"
_OF_GITHUB = "primaryLocationLineHash"
"""The one that GitHub compares: without it, one of the line is calculated, which changes when rows move."""
_CELLS = 20
"""Ranges of cells of a problem that are listed."""
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def to_sarif(report: Report, view: View) -> Iterator[str]:
    """Yield the report as a SARIF log of one run; what is met, waived or not due is no result."""
    found = Findings(report, view.lang)
    driver = {
        "name": "assistcheck",
        "semanticVersion": __version__,
        "informationUri": "https://example.org/assistcheck",
        "rules": [*_rules(found)],
    }
    yield f'{{\n"$schema":{compact(SCHEMA)},\n"version":"2.1.0",\n"runs":[{{\n'
    yield f'"tool":{compact({"driver": driver})},\n'
    yield f'"automationDetails":{compact({"id": f"assistcheck/{report.pack.manifest.name}/"})},\n'
    yield f'"language":{compact(_LANGUAGES[view.lang])},\n"columnKind":"utf16CodeUnits",\n'
    yield f'"artifacts":{compact([*_artifacts(report)])},\n"results":[\n'
    batches = (found.of_outcomes(batch) for batch in report.outcomes.batches())
    results = (compact(_result(one, report)) for one in chain(chain.from_iterable(batches), found.of_data))
    yield from _listed(results)
    code = report.exit_code
    invocation = {"executionSuccessful": report.complete, "exitCode": int(code)}
    yield f'\n],\n"invocations":{compact([invocation])}\n}}]\n}}\n'


def _listed(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines with a comma between them."""
    for number, line in enumerate(lines):
        yield f",\n{line}" if number else line


def _artifacts(report: Report) -> Iterator[dict[str, object]]:
    for one in report.inputs:
        artifact: dict[str, object] = {"location": {"uri": uri_of(one.path)}}
        if one.sha256:
            artifact["hashes"] = {"sha-256": one.sha256}
        yield artifact


def uri_of(path: str) -> str:
    """Return the path of a file as a URI: relative paths stay relative, and everything beyond ASCII is percent-encoded."""
    if "://" in path:
        return quote(path, safe="%/:?&=@+,;~", errors="surrogateescape")
    posix = path.replace("\\", "/") if _DRIVE.match(path) or path.startswith("\\\\") else path
    encoded = quote(posix.removeprefix("./"), safe="/", errors="surrogateescape")
    if _DRIVE.match(path):
        return f"file:///{encoded.replace('%3A', ':', 1)}"
    return f"file:{encoded}" if posix.startswith("//") else f"file://{encoded}" if posix.startswith("/") else encoded


# --- what the duties and the kinds of problem are -----------------------------------------------


def _rules(found: Findings) -> Iterator[dict[str, object]]:
    """Yield the duties of the pack, then the codes of the problems that there are."""
    for clause in found.report.pack.clauses:
        yield from (_duty(rule, clause, found.lang) for rule in clause.rules)
    seen: set[str] = set()
    for problem in found.report.problems:
        if problem.code not in seen:
            seen.add(problem.code)
            title, remedy = problem.title.text(found.lang), problem.remedy.text(found.lang)
            yield _described(problem.code, title, remedy, remedy, problem.level)


def _duty(rule: Rule, clause: Clause, lang: Lang) -> dict[str, object]:
    quoted = f"{clause_words(clause, lang)}：{rule.quote}" if lang == "zh" else f"{clause_words(clause, lang)}: {rule.quote}"
    return _described(rule.id, rule.title.text(lang), quoted, rule.criterion.text(lang), _LEVELS[rule.level])


def _described(name: str, short: str, full: str, remedy: str, level: ProblemLevel) -> dict[str, object]:
    return {
        "id": name,
        "shortDescription": {"text": _message(short)},
        "fullDescription": {"text": _message(full)},
        "help": {"text": _message(remedy)},
        "defaultConfiguration": {"level": level},
    }


# --- results ------------------------------------------------------------------------------------


def _result(one: Finding, report: Report) -> dict[str, object]:
    region = {"startLine": one.place.row}
    if one.place.column:
        region["startColumn"] = one.place.column
    result: dict[str, object] = {
        "ruleId": one.rule,
        "kind": "fail",
        "level": one.level,
        "message": {"text": _message(one.message)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri_of(one.place.path)}, "region": region}}],
        "partialFingerprints": {
            _FINGERPRINT: one.fingerprint,
            _OF_GITHUB: f"{one.fingerprint[:16]}:1",
        },
        "properties": _properties(one),
    }
    if state := baseline_state(one, report):
        result["baselineState"] = state
    return result


def _properties(one: Finding) -> dict[str, object]:
    """Return what a reader may want to filter by."""
    if isinstance(one.source, Outcome):
        outcome = one.source
        return {"status": outcome.status, "obligation": outcome.rule.level, "subject": outcome.subject.name}
    return {"count": one.source.count, "cells": [*one.source.cells[:_CELLS]]}


def _message(text: str) -> str:
    """Return a text as a message: braces are written twice, and no brackets make a link."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
