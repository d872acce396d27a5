"""``python -m assistcheck.rules FOLDER``: write what the YAML files of a rule pack say to its ``parsed.json``."""

import sys
from pathlib import Path

from assistcheck.rules.load import PARSED, parsed_text

for folder in map(Path, sys.argv[1:]):
    (folder / PARSED).write_text(parsed_text(folder), encoding="utf-8")
