"""Small JSON reports of two teams, written from plain words, as ``audit --format json`` writes them."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

TEAM, OTHER = "青禾镇组团", "白露镇组团"
COUNTY = {TEAM: "翠屏县", OTHER: "云岭区"}


def outcome(rule: str, name: str, status: str, **more: Any) -> dict[str, Any]:
    """Return one duty of a team (or of a village of TEAM, as ``镇/村``)."""
    team = name if name in COUNTY else TEAM
    kind = "team" if name in COUNTY else "village"
    return {
        "rule": rule,
        "clause": int(rule[1:3]),
        "level": "binding",
        "subject": {"kind": kind, "name": name, "county": COUNTY[team], "team": team, "debtor": team},
        "status": status,
        "value": None,
        "target": {"at_least": 4},
        "expected": 4,
        "gap": None,
        "unit": "条",
        "due": "2022-12-31",
        "missing": [],
        "reason": None,
        "reason_text": None,
        "reading": None,
        "evidence": [],
        "excluded": [],
        **more,
    }


def of_whole(rule: str, status: str) -> dict[str, Any]:
    """Return one duty of the programme."""
    found = outcome(rule, TEAM, status)
    return {**found, "subject": {"kind": "programme", "name": "东莞市", "county": None, "team": None, "debtor": "东莞市"}}


def workbook(path: str, reporter: str | None, *rows: str, status: str = "read", saved: str = "") -> dict[str, Any]:
    """Return one input whose ledger has a row for each of ``rows``; ``saved`` tells apart bytes that say the same."""
    marks = b"".join(blake2b(row.encode(), digest_size=6).digest() for row in rows)
    fates = {"read": len(rows), "counted": len(rows)}
    sheet = {
        "name": "媒体报道",
        "ledger": "media_reports",
        "rows": fates,
        "row_marks": {"rows": [[2, 1 + len(rows)]] if rows else [], "marks": b64encode(marks).decode()},
    }
    digest = sha256("\n".join((*rows, saved)).encode()).hexdigest()
    return {"path": path, "sha256": digest, "reporter": reporter, "status": status, "sheets": [sheet]}


def past_report(
    day: date | str,
    outcomes: Iterable[Mapping[str, Any]] = (),
    inputs: Iterable[Mapping[str, Any]] = (),
    problems: Iterable[Mapping[str, Any]] = (),
    **rules: Any,
) -> dict[str, Any]:
    """Return a report as of ``day``; ``rules``: other words on the rule pack."""
    title = {"zh": "要点", "en": "Key points"}
    return {
        "schema": "assistcheck.report/1",
        "tool": {"name": "assistcheck", "version": "0.1.0"},
        "rules": {"pack": "dongguan-2022", "title": title, "sha256": "a" * 64, "readings": {}, **rules},
        "as_of": str(day),
        "inputs": [*inputs],
        "outcomes": [*outcomes],
        "problems": [*problems],
        "summary": {},
    }


def stale(path: str, day: str) -> dict[str, Any]:
    """Return the warning of a workbook that is of an earlier quarter."""
    words = {"value": day, "expected": "", "message": "", "remedy": "", "cell": "B3", "cells": ["B3"], "count": 1}
    return {"code": "stale-submission", "level": "warning", "path": path, "sheet": "填报信息", **words}


def write_report(folder: Path, name: str, report: Mapping[str, Any]) -> Path:
    """Write a report into a folder, which is made if it is not there."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    return path
