"""The clean year as LibreOffice saves it.

Made again by ``cd tests && python -m robustness.messy.saved`` where that is installed.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from robustness.messy.baseline import plain
from robustness.messy.styling import DRESSINGS

FOLDER = Path(__file__).parent / "saved"
SOURCES = {"xlsx": "formulas with stored results", "ods": "formulas with stored results", "xls": "merged cells"}
"""What it is saved as, and how it was dressed; LibreOffice stores no text that a formula gives in an .xls."""


def save() -> None:
    """Let LibreOffice open the year, dressed, and save it as each kind."""
    dressings = {one.name: one.dress for one in DRESSINGS}
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as room:
        source = Path(room, "libreoffice.xlsx")
        for kind, dressing in SOURCES.items():
            source.write_bytes(dressings[dressing](plain()))
            command = ["soffice", "--headless", f"-env:UserInstallation=file://{room}/profile", "--convert-to", kind]
            subprocess.run([*command, "--outdir", str(FOLDER), str(source)], check=True, timeout=180)


if __name__ == "__main__":
    save()
