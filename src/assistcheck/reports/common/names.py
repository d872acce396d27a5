"""Names and words of a programme's workbooks side by side."""

from __future__ import annotations

from collections.abc import Iterable

from assistcheck.rules.model import RulePack


def joined(names: Iterable[str], pack: RulePack) -> str:
    """Return names or words as a list in the language of the programme's workbooks, which they are in."""
    return ("、" if pack.manifest.languages[0] == "zh" else ", ").join(names)
