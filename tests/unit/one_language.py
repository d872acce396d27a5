"""Whether a text is wholly Chinese: names, keys and values that stand in files are no English, sentences around them are."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“.*?”|^[^ ]+: (?:[^ ]+: )?|\^\S+\$")
"""What is quoted; file:line:column and the key at the head of a line; a pattern."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(
    r"\b(?:the|is|are|be|not|its|there|give|needed|allowed|perhaps|should|must|have|has|found|invalid|cannot|while|[Ee]rror)\b"
    r"|\b[A-Za-z']+ [A-Za-z']+ [A-Za-z']+\b"
)
"""Words that an English sentence has and a name of something hardly; three words in a row, which no list of names is."""


def english_in(line: str) -> list[str]:
    """Return the English words of a line that should be Chinese; of one without any Chinese, all of it."""
    said = _QUOTED.sub(" ", line)
    return _ENGLISH.findall(said) if _CHINESE.search(said) else [line]
