"""``python -m assistcheck.keep FOLDER``: check a rule pack, and keep beside its files what they say."""

import sys
from pathlib import Path

from assistcheck.api import load_pack
from assistcheck.rules.compiled import KEPT, kept_text

for folder in map(Path, sys.argv[1:]):
    (folder / KEPT).write_text(kept_text(load_pack(str(folder), checked=True)), encoding="utf-8")
