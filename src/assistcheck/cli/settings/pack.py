"""What settings need of a rule pack: which one a run names, and its short options for ``--within``."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from assistcheck import DEFAULT_PACK, api


def rules_of(arguments: Sequence[str], written: str | None = None) -> str:
    """Return the rule pack that a command line names, else the one that is ``written`` elsewhere, else that of no name.

    ``written``: what settings say; ``None``: the variable alone is asked.
    """
    named = ""
    for position, argument in enumerate(arguments):
        if argument == "--rules":
            named = next(iter(arguments[position + 1 :]), "")
        elif argument.startswith("--rules="):
            named = argument.removeprefix("--rules=")
    return named or (os.environ.get("ASSISTCHECK_RULES") if written is None else written) or DEFAULT_PACK


def short_options_of(rules: str) -> Mapping[str, str]:
    """Return a pack's short options, such as ``county``, and the kind that each chooses by.

    Raises:
        AssistCheckError: there is no such pack, or it has faults.
    """
    options = api.load_subjects(api.pack_folder(rules)).options
    return {option.replace("_", "-"): kind for option, kind in options.items()}
