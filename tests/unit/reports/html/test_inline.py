"""The sources by which a page around a report allows its inline blocks."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date

from assistcheck import api
from assistcheck.reports import View
from assistcheck.reports.html.inline import inline_sources
from builders.support import pack, submit_one

DAY = date(2022, 6, 30)


def sources(page: str, tag: str) -> set[str]:
    """Return the sources of the blocks of a page that begin with a tag."""
    blocks = re.findall(rf"<{tag}>(.*?)</", page, re.DOTALL)
    return {f"'sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}'" for block in blocks}


def test_the_blocks_of_a_report_are_among_the_sources_in_both_languages() -> None:
    found = inline_sources()
    report = api.audit(pack(), submit_one({}, DAY), api.Request(DAY))
    for lang in ("zh", "en"):
        page = api.render(report, "html", View(lang))
        assert isinstance(page, str)
        assert sources(page, 'script type="module"') == set(found.scripts)
        assert sources(page, "style") < set(found.styles)
