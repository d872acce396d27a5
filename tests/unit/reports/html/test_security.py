"""Templates that are compiled once in a process draw every page as if they had been compiled for it."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from assistcheck import api
from assistcheck.reports.html import security
from builders.support import TEAM, YEAR_END, declaration, ledger, pack, submit_one


def test_a_second_page_compiles_nothing_and_is_as_the_first_would_be(monkeypatch: pytest.MonkeyPatch) -> None:
    submission = submit_one({**declaration(TEAM), **ledger("media_reports", {"date": YEAR_END, "team": TEAM, "title": "<b>"})})
    report = api.audit(pack(), submission, api.Request(YEAR_END))
    monkeypatch.setattr(security, "_KEPT", None)
    expected = {lang: api.render(report, "html", api.View(lang)) for lang in ("zh", "en")}
    monkeypatch.setattr(security, "_KEPT", security._KeptCode())
    api.render(report, "html", api.View("zh"))
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: pytest.fail("it was compiled already"))
    assert {lang: api.render(report, "html", api.View(lang)) for lang in ("en", "zh")} == expected
