"""Nothing that others have written acts on a terminal: cells, titles, file names, arguments, waivers, rule packs."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assistcheck.cli.progress import progress_bar
from assistcheck.sanitize import visible
from assistcheck.workbook.cell_values import normalize
from builders.support import TEAM, book, ledger, patched, rosters
from unit.cli.console import Ran, Shell

AT = ("--as-of", "2022-12-31")
PACK = Path(__file__).parents[3] / "rules" / "dongguan-2022"
NASTY = {
    "an escape": "\x1b[2J\x1b[31m红",
    "an 8-bit escape": "\x9b31m红",
    "a title of the window": "\x1b]0;改名\x07",
    "a bell": "响\x07铃",
    "a turned direction": "甲\u202excod.乙",
    "an isolate": "甲\u2066乙\u2069丙",
    "no width": "甲\u200b\u2060\u00ad乙",
    "a tag": "甲\U000e0041\U000e0042乙",
    "a return": "甲\r覆盖",
    "a line separator": "甲\u2028乙",
    "markup": "[bold red]甲[/bold red][link=file:///x]乙[/link]",
    "a closing mark": "[/nope]",
    "an emoji code": ":warning: 甲",
    "a field": "{0} {title} %s $HOME `id`",
}
EVERYTHING = "".join(NASTY.values())
nasty = pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())


def harmless(ran: Ran) -> None:
    """Every line is what it shows."""
    for line in (*ran.out.split("\n"), *ran.err.split("\n")):
        assert visible(line) == line


def spoken_of(ran: Ran, text: str) -> bool:
    """Whether the visible form of ``text`` stands in a report, however its lines are broken."""
    return "".join(visible(text).split()) in "".join(ran.out.split())


def audited(text: str, folder: Path) -> Path:
    """Return a workbook in which ``text`` stands wherever it can: in names, choices, days and amounts."""
    team = f"丁{text}组团"
    sheets = {title: [list(row) for row in rows] for title, rows in rosters().items()}
    sheets["组团名册"].append([team, f"戊{text}局", "韶关市", f"己{text}县", f"庚{text}镇"])
    sheets["单位名册"].append([f"戊{text}局", team, text, "是", None])
    news = {"date": text, "team": team, "title": text, "outlet": text, "level": text}
    gifts = {"date": "2022-03-05", "unit": text, "town": text, "village": text, "form": text, "amount": text, "voucher": text}
    plain = book({**sheets, **ledger("media_reports", news, {**news, "team": text}), **ledger("donations", gifts)})
    path = folder / "data.xlsx"
    path.write_bytes(patched(plain, "xl/sharedStrings.xml", raw_controls))
    return path


def raw_controls(xml: bytes) -> bytes:
    """Put control characters into the XML as they are, where the writer has escaped them."""
    for code in (0x07, 0x0D, 0x1B):
        xml = xml.replace(b"_x%04X_" % code, bytes([code]))
    return xml


@nasty
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_text_report_shows_what_stands_in_cells(text: str, lang: str, shell: Shell, tmp_path: Path) -> None:
    ran = shell.run("audit", str(audited(text, tmp_path)), *AT, "--all", "--lang", lang)
    assert ran.code == 1
    harmless(ran)
    assert spoken_of(ran, normalize(f"丁{text}组团".replace("\r", "\n")))


@nasty
def test_json_keeps_what_stands_in_cells(text: str, shell: Shell, tmp_path: Path) -> None:
    ran = shell.run("audit", str(audited(text, tmp_path)), *AT, "--format", "json")
    assert ran.code == 1
    harmless(ran)
    values = {problem["value"] for problem in json.loads(ran.out)["problems"]}
    assert any(text.replace("\r", "\n").strip() in value for value in values)


@nasty
def test_a_file_may_be_called_anything(text: str, shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / f"{text.replace('/', '')}\n第二行.xlsx"
    path.write_bytes(book({**rosters(), **ledger("media_reports", {"team": TEAM})}))
    (tmp_path / f"坏{path.name}").write_bytes(b"PK cut off")
    for form in ("text", "json"):
        ran = shell.run("audit", str(tmp_path), *AT, "--all", "--format", form)
        assert ran.code == 3
        harmless(ran)
    paths = [one["path"] for one in json.loads(ran.out)["inputs"]]
    assert str(path) in paths


@nasty
def test_a_sheet_may_be_titled_anything(text: str, shell: Shell, tmp_path: Path) -> None:
    title = "".join(one for one in text if one not in "[]:*?/\\\x1b\x07\r\x9b")[:20]
    path = tmp_path / "data.xlsx"
    path.write_bytes(book({**rosters(), f"媒{title}报": [["日期"]], f"媒体报道\u200b({len(title)})": [["日期", text]]}))
    for form in ("text", "json"):
        ran = shell.run("audit", str(path), *AT, "--all", "--format", form)
        assert ran.code == 3
        harmless(ran)


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "{}"),
        ("audit", "--{}"),
        ("{}",),
        ("audit", "x.xlsx", "--as-of", "{}"),
        ("audit", "x.xlsx", "--quarter", "{}"),
        ("audit", "x.xlsx", "--format", "{}"),
        ("audit", "x.xlsx", "--rule", "{}"),
        ("audit", "x.xlsx", "--reading", "{}"),
        ("audit", "x.xlsx", "--rules", "{}"),
        ("audit", "x.xlsx", "--waivers", "{}"),
        ("audit", "x.xlsx", "--roster", "{}"),
        ("audit", "x.xlsx", "-o", "{}"),
        ("rules", "show", "{}"),
        ("sample", "-o", "{}/x/y"),
        ("sample", "-o", "x.xlsx", "--kind", "{}"),
    ],
)
def test_wrong_usage_repeats_arguments_harmlessly(arguments: tuple[str, ...], shell: Shell) -> None:
    ran = shell.run(*(argument.replace("{}", f"{EVERYTHING}\n伪造的一行") for argument in arguments))
    assert ran.code == 2
    assert ran.err
    harmless(ran)
    assert "伪造的一行" not in ran.err.split("\n")


@nasty
def test_a_waivers_file_is_quoted_harmlessly(text: str, shell: Shell, workbook: Path, tmp_path: Path) -> None:
    entry = {"rule": "R05.2", "subject": text, "document": text, "reason": text, "approved_by": text, "expires": text}
    waivers = tmp_path / "waivers.json"
    for content in (json.dumps([entry]), json.dumps([{**entry, text: 1}]), f"- {{rule: {text}\n", text):
        waivers.write_text(content, encoding="utf-8")
        ran = shell.run("audit", str(workbook), *AT, "--waivers", str(waivers))
        assert ran.code == 2
        harmless(ran)


@nasty
def test_a_rule_pack_is_shown_harmlessly(text: str, shell: Shell, workbook: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(PACK, folder)
    clause = folder / "clauses" / "clause-05.yaml"
    quoted = '"' + "".join(f"\\U{ord(one):08x}" for one in text) + '"'
    before = clause.read_text(encoding="utf-8")
    after = before.replace(
        "{zh: 县级以上媒体报道, en: Media reports at county level or above}", f"{{zh: {quoted}, en: {quoted}}}"
    )
    assert after != before
    clause.write_text(after, encoding="utf-8")
    is_refused = any(one < " " for one in text)  # where it stands, before anything is shown
    for command in (("rules", "list"), ("rules", "show", "R05.2"), ("audit", str(workbook), *AT, "--all")):
        ran = shell.run(*command, "--rules", str(folder))
        assert ran.code in ({2} if is_refused else {0, 1})
        assert ("clause-05.yaml:25:" in ran.err) is is_refused
        harmless(ran)
    clause.write_text(before + f"\n{quoted}: {quoted}\n", encoding="utf-8")
    ran = shell.run("rules", "check", "--rules", str(folder))
    assert ran.code == 2
    assert "clause-05.yaml" in ran.err
    harmless(ran)


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


@nasty
def test_the_progress_bar_shows_a_files_name_as_it_is(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("assistcheck.cli.progress._PATIENCE", 0.0)
    name = text.replace("/", "")
    with progress_bar(wanted=True) as show:
        assert show is not None
        for timer in (thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)):
            timer.join()
        show(1, 2, f"folder/{name}")
    assert visible(name)[-30:] in terminal.getvalue()


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_no_console_makes_it_fail(encoding: str, tmp_path: Path) -> None:
    text = f"{EVERYTHING}\U0001f600✓①ㆍ"
    folder = os.fsencode(tmp_path) + b"/\xff\xfe"
    Path(os.fsdecode(folder)).mkdir()
    shutil.copy(audited(text, tmp_path), os.fsdecode(folder + b"/\xd6\xd0.xlsx"))
    for arguments in (["audit", folder, "--all"], ["audit", folder, "--format", "json"], ["audit", folder + b"/none"]):
        ran = subprocess.run(
            [sys.executable, "-m", "assistcheck", *arguments],
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            check=False,
            timeout=120,
        )
        assert ran.returncode in {1, 2}
        assert b"Traceback" not in ran.stderr
        out = ran.stdout.decode("utf-8" if "json" in arguments else encoding)
        err = ran.stderr.decode(encoding)
        assert out or err
        harmless(Ran(ran.returncode, out, err))
