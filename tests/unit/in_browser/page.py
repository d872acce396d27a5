"""A session as the page has it, beside a command line that is run in a folder with the same files."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msoffcrypto.format.ooxml import OOXMLFile

from assistcheck.in_browser.session import Session
from builders.evidence import FILES
from builders.support import OTHER, TEAM, TOWN, YEAR_END, book, declaration, headers, ledger, rosters

SAMPLES = Path(__file__).parents[3] / "sample_data"
SECRET = "合-格 1"  # noqa: S105 - of a file made here
_NEWS = {"date": YEAR_END, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
_GIFT = {"date": YEAR_END, "unit": "甲街道", "town": TOWN, "form": "资金", "amount": "一百万元", "voucher": "1"}
WAIVER = ["R05.2", TEAM, None, "汛期", "某办", "备案〔2022〕1号", date(2022, 12, 31)]


class Page:
    """A session in one folder, and the same files in another one for the command line."""

    def __init__(self, folder: Path) -> None:
        self.said: list[dict[str, Any]] = []
        self.session = Session(folder / "session", self.said.append)
        self.native = folder / "native"
        self.native.mkdir()

    def drop(self, files: Mapping[str, bytes]) -> Any:
        """Drop files onto the page together, and put them where the command line finds them."""
        told = self.session.call("put", {"paths": [*files]})
        for place, (path, content) in zip(told["places"], files.items(), strict=True):
            Path(place).write_bytes(content)
            beside = self.native / path
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(content)
        return told

    def call(self, name: str, /, **args: Any) -> Any:
        return self.session.call(name, {"lang": "zh", **args})

    def audit(self, *paths: str, **args: Any) -> Any:
        return self.call("audit", paths=[*paths], **args)

    def command(self, *words: str, lang: str = "zh") -> bytes:
        """Return what a command writes on standard output, by the default number of processes."""
        command = [sys.executable, "-m", "assistcheck", *words, "--lang", lang]
        return subprocess.run(command, cwd=self.native, capture_output=True, check=False, timeout=120).stdout

    def names(self, folder: str) -> dict[str, bytes]:
        """Return the files that a command has written into a folder."""
        return {path.name: path.read_bytes() for path in sorted((self.native / folder).iterdir())}


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def locked(content: bytes) -> bytes:
    """Return a workbook behind the password :data:`SECRET`."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(SECRET, out)
    return out.getvalue()


def messy_files() -> dict[str, bytes]:
    """Return what an office may drop at once: a folder with files of each kind, a roster, two files of waivers."""
    own = {**declaration(TEAM), **ledger("media_reports", _NEWS, {**_NEWS, "date": "2022.1"})}
    csv = ",".join(map(str, headers("media_reports"))) + f"\n2022-05-01,{TEAM},插秧,日报,省,,,\n"
    return {
        "报送/甲 (1) & “乙”.xlsx": book({**own, **ledger("donations", _GIFT)}),
        "报送/~$甲 (1) & “乙”.xlsx": b"\x05lock",
        "报送/.hidden.xlsx": b"nothing",
        "报送/乙/加密.xlsx": locked(book({**declaration(OTHER), **ledger("media_reports", {**_NEWS, "team": OTHER})})),
        "报送/乙/没有密码.xlsx": (FILES / "locked.xls").read_bytes(),
        "报送/乙/坏了.xlsx": b"PK\x03\x04 nothing",
        "报送/乙/旧.xls": (FILES / "evidence.xls").read_bytes(),
        "报送/媒体报道.csv": csv.encode("utf-8-sig"),
        "报送/打包.zip": zipped({"里面/丙.xlsx": book(own), "里面/再打包.rar": b"Rar!"}),
        "报送/空.xlsx": b"",
        "名册.xlsx": book(rosters()),
        "备案.xlsx": book({"备案": [["规则", "责任主体", "时段", "事由", "批准人", "文号", "有效期至"], WAIVER]}),
        "备案.yaml": f"- {{rule: R05.4, subject: {OTHER}, reason: 汛期, approved_by: 某办, expires: 2022-12-31}}\n".encode(),
    }


def zipped(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()
