"""The clean year as LibreOffice saves it; made again by ``cd tests && python -m messy.saved`` where that is installed."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from messy.dress import DRESSINGS
from messy.plain import plain

FOLDER = Path(__file__).parent / "saved"
KINDS = ("xlsx", "xls", "ods")
"""What it is saved as."""
_SOURCE = "formulas with stored results"


def save() -> None:
    """Let LibreOffice open the year, with its formulas, and save it as each kind."""
    (dressing,) = (one for one in DRESSINGS if one.name == _SOURCE)
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as room:
        source = Path(room, "libreoffice.xlsx")
        source.write_bytes(dressing.dress(plain()))
        for kind in KINDS:
            command = ["soffice", "--headless", f"-env:UserInstallation=file://{room}/profile", "--convert-to", kind]
            subprocess.run([*command, "--outdir", str(FOLDER), str(source)], check=True, timeout=180)


if __name__ == "__main__":
    save()
