"""For each problem code one small workbook, or a few, that has it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import msoffcrypto.format.ooxml
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck import api
from assistcheck.audit.request import Request
from assistcheck.audit.waiver_text import waivers_in_text
from assistcheck.i18n import LocalizedText
from assistcheck.problems import Problem
from assistcheck.submission.sources import local_file
from builders.packs import LEDGERS
from builders.random_years import Sheets
from builders.support import (
    OTHER,
    OTHER_TOWN,
    TEAM,
    TOWN,
    Grid,
    Tweak,
    book,
    declaration,
    headers,
    ledger,
    pack,
    patched,
    rosters,
    submit,
)

DAY = date(2022, 3, 5)
AS_OF = date(2022, 6, 30)
Files = Mapping[str, bytes]
Row = dict[str, object]


@dataclass(frozen=True)
class Case:
    """One example of a problem: what is wrong in it, and the files that are handed in."""

    code: str
    example: LocalizedText
    files: Callable[[], Files]
    with_roster: bool = False
    """A roster file is given besides."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    in_folder: bool = False
    """The files lie in a folder, which is given."""
    changing: bool = False
    """They change whenever somebody looks at them."""
    waivers: str = ""
    """The only waiver on record, in YAML: rule, subject, period; it ends with the year unless it says otherwise."""

    def problem(self) -> Problem:
        """Return the first problem of this code that the files have; a fault of two cells is told at both."""
        return next(problem for problem in self._problems() if problem.code == self.code)

    def _problems(self) -> Iterable[Problem]:
        if self.waivers:
            return self._audited()
        if not self.in_folder:
            return submit(self.files(), AS_OF, book(rosters()) if self.with_roster else None, self.aliases).problems
        with TemporaryDirectory() as folder:
            for name, data in self.files().items():
                Path(folder, name).write_bytes(data)
            with patch.object(local_file, "_moment", lambda _: object()) if self.changing else nullcontext():
                found = api.read_submissions([folder], pack(), AS_OF, workers=0).problems
        return [replace(one, place=one.place._replace(path=Path(one.place.path).name)) for one in found]

    def _audited(self) -> Iterable[Problem]:
        """Return the problems of an audit with the waiver on record."""
        fields = {"reason": "汛期", "approved_by": "某办", "expires": "2022-12-31", **_pairs(self.waivers)}
        text = "- " + "\n  ".join(f"{key}: {value}" for key, value in fields.items())
        recorded = waivers_in_text(text.encode(), "备案.yaml")
        return api.audit(pack(), submit(self.files(), AS_OF), Request(AS_OF, waivers=recorded)).problems


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split(": ") for pair in text.split(", "))


REPORT: Row = {"date": DAY, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
GIFT: Row = {"date": DAY, "unit": "甲街道", "town": TOWN, "village": "东村", "form": "资金", "amount": 50_000, "voucher": "A-1"}
VISIT: Row = {"date": DAY, "unit": "甲街道", "role": "主要负责同志", "town": TOWN}
USAGE: Row = {"quarter": "2022Q1", "fiscal_year": 2022, "town": TOWN, "village": "东村", "allocated": 3000, "used": 2000}
TASK: Row = {"duty": "R02.2", "subject": TEAM, "state": "已完成", "date": DAY}
PURCHASE: Row = {
    "date": DAY,
    "team": TEAM,
    "channel": "莞香情",
    "form": "采购",
    "product": "蜂蜜",
    "origin": "韶关市",
    "amount": 60_000,
}
WAIVER: Row = {
    "规则": "R05.2",
    "责任主体": TEAM,
    "时段": None,
    "事由": "汛期",
    "批准人": "某办",
    "文号": "备案〔2022〕1号",
    "有效期至": date(2022, 12, 31),
}
COMPUTERS: Row = {"date": DAY, "donor": "甲公司", "town": TOWN, "quantity": 40}


def _all_sheets() -> dict[str, Grid]:

    sheets: dict[str, Grid] = dict(rosters())
    for sheet in LEDGERS.evidence:
        sheets |= ledger(sheet.id)
    return sheets


def _rows(ident: str, *rows: Row, tweak: Tweak | None = None) -> Files:
    return {"data.xlsx": book({**rosters(), **ledger(ident, *rows)}, tweak)}


def _grid(title: str, grid: Grid) -> Files:
    return {"data.xlsx": book({**rosters(), title: grid})}


def _spoilt(title: str, change: Callable[[Worksheet], object], *rows: Row) -> Files:
    def spoil(_: Workbook, pages: dict[str, Worksheet]) -> None:
        change(pages[title])

    ident = {"媒体报道": "media_reports", "募集资金": "donations"}[title]
    return _rows(ident, *rows, tweak=spoil)


def _without_column() -> Files:
    header, *rows = ledger("media_reports", REPORT)["媒体报道"]
    return _grid("媒体报道", [[cell for cell in line if cell != header[4]][:4] for line in (header, [*rows[0][:4]])])


def _encrypted() -> Files:
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(book(rosters()))).encrypt("1", out)
    return {"data.xlsx": out.getvalue()}


def _cut_off() -> Files:
    data = book(rosters())
    return {"data.xlsx": data[: len(data) // 2]}


def _far_apart() -> Files:
    def corner(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["媒体报道"].write_string("XFD1048576", "x")

    return _rows("media_reports", REPORT, tweak=corner)


def _uncalculated() -> Files:
    def forget(xml: bytes) -> bytes:
        return xml.replace(b"<v>50000</v>", b"<f>SUM(K1:K9)</f>")

    return {"data.xlsx": patched(_rows("donations", GIFT)["data.xlsx"], "xl/worksheets/sheet5.xml", forget)}


def _teams(*teams: str, **rows: Row) -> Files:
    """Return a workbook for each team, with its 填报信息 and the same rows."""
    sheets: dict[str, Grid] = {}
    for ident, row in rows.items():
        sheets |= ledger(ident, row)
    return {f"{team}.xlsx": book({**declaration(team, AS_OF), **sheets}) for team in teams}


def _sent_twice() -> Files:
    days = {"一稿.xlsx": date(2022, 5, 31), "二稿.xlsx": AS_OF}
    return {path: book({**declaration(TEAM, day), **ledger("media_reports", REPORT)}) for path, day in days.items()}


def _conflicting_rosters() -> Files:
    sheets: Sheets = {title: [list(row) for row in rows] for title, rows in rosters().items()}
    sheets["组团名册"].append([TEAM, "乙局", "韶关市", "翠屏县", "别处镇"])
    return {"data.xlsx": book({**sheets, **ledger("media_reports", REPORT)})}


def _xls() -> Files:
    import xlwt  # noqa: PLC0415 - a case alone needs it

    made, out = xlwt.Workbook(), io.BytesIO()
    for title, rows in rosters().items():
        page = made.add_sheet(title)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(line, column, cell)
    made.save(out)
    return {"data.xls": out.getvalue()}


def _merged_amount() -> Files:
    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["消费帮扶"].merge_range("G2:G3", 60_000)

    return _rows("purchases", PURCHASE, {**PURCHASE, "product": "香菇"}, tweak=merge)


def _split_amount() -> Files:
    header = [*headers("purchases")[:7], None]
    row = [DAY, TEAM, "莞香情", "采购", "蜂蜜", "韶关市", 90_000, 60_000]
    return _grid("消费帮扶", [header, [*[None] * 6, "计划", "实际"], row])


def _bare(ident: str) -> list[object]:
    """Return the headers of a sheet, amounts without their unit."""
    return [str(header).removesuffix("(元)") for header in headers(ident)]


CASES: tuple[Case, ...] = (
    Case("unreadable-file", LocalizedText("文件只传了一半", "only half of the file arrived"), _cut_off),
    Case("encrypted-file", LocalizedText("文件设了打开密码", "the file asks for a password"), _encrypted),
    Case(
        "unsupported-file",
        LocalizedText("把 PDF 改名为 .xlsx", "a PDF renamed to .xlsx"),
        lambda: {"data.xlsx": b"%PDF-1.7\n%%EOF"},
    ),
    Case("too-large", LocalizedText("最后一格误填了一个 x", "an x typed into the very last cell"), _far_apart),
    Case(
        "other-kind", LocalizedText("把 .xlsx 改名为 .xls", "an .xlsx renamed to .xls"), lambda: {"data.xls": book(rosters())}
    ),
    Case("no-checksum", LocalizedText("报送 .xls 文件", "an .xls file is sent"), _xls),
    Case(
        "changed-while-reading",
        LocalizedText("读取时文件正在保存", "the file was being saved while it was read"),
        lambda: {"data.xlsx": book(rosters())},
        in_folder=True,
        changing=True,
    ),
    Case(
        "open-file",
        LocalizedText("Excel 正开着这个文件", "Excel has the file open"),
        lambda: {"data.xlsx": book(rosters()), "~$data.xlsx": b""},
        in_folder=True,
    ),
    Case(
        "repeated-file",
        LocalizedText("旁边有一份没有改动的副本", "an unchanged copy lies beside it"),
        lambda: dict.fromkeys(("data.xlsx", "data - 副本.xlsx"), _rows("media_reports", REPORT)["data.xlsx"]),
    ),
    Case(
        "likely-copy",
        LocalizedText("旁边有一份改过的副本", "a copy that was changed lies beside it"),
        lambda: {
            "data.xlsx": _rows("media_reports", REPORT)["data.xlsx"],
            "data (1).xlsx": _rows("media_reports", REPORT, {**REPORT, "title": "喜报"})["data.xlsx"],
        },
    ),
    Case(
        "missing-sheet",
        LocalizedText("缺少《培训》，其他工作表都有", "every sheet but 培训"),
        lambda: {"data.xlsx": book({**{k: v for k, v in _all_sheets().items() if k != "培训"}, **declaration("东莞市")})},
    ),
    Case(
        "hidden-content",
        LocalizedText("隐藏了一行", "a row is hidden"),
        lambda: _spoilt("媒体报道", lambda page: page.set_row(1, None, None, {"hidden": True}), REPORT),
    ),
    Case(
        "assumed-year",
        LocalizedText("日期写成 3月5日", "the day is written 3月5日"),
        lambda: _rows("media_reports", {**REPORT, "date": "3月5日"}),
    ),
    Case(
        "unknown-sheet",
        LocalizedText("工作表名为“宣传报道”", "a sheet is called 宣传报道"),
        lambda: _grid("宣传报道", [["部门", "内容"], ["甲", "乙"]]),
    ),
    Case("missing-column", LocalizedText("删掉了“媒体级别”一列", "the column 媒体级别 is gone"), _without_column),
    Case(
        "duplicate-column",
        LocalizedText("有两列“标题”", "two columns are headed 标题"),
        lambda: _grid("媒体报道", [[*headers("media_reports")[:5], "标题"], [DAY, TEAM, "丰收", "日报", "省", "喜报"]]),
    ),
    Case(
        "unknown-column",
        LocalizedText("自己加了“审核意见”一列", "a column of one's own, 审核意见"),
        lambda: _grid("媒体报道", [[*headers("media_reports")[:5], "审核意见"], [DAY, TEAM, "丰收", "日报", "省", "同意"]]),
    ),
    Case(
        "missing-value",
        LocalizedText("“媒体级别”没有填", "媒体级别 is left empty"),
        lambda: _rows("media_reports", {**REPORT, "level": None}),
    ),
    Case(
        "bad-date",
        LocalizedText("日期写成 2022.5", "the day is written 2022.5"),
        lambda: _rows("media_reports", {**REPORT, "date": "2022.5"}),
    ),
    Case(
        "bad-number",
        LocalizedText("数量写成“约40台”", "the number is written 约40台"),
        lambda: _rows("computers", {**COMPUTERS, "quantity": "约40台"}),
    ),
    Case(
        "bad-amount",
        LocalizedText("金额写成“3～5万”", "the amount is written 3～5万"),
        lambda: _rows("donations", {**GIFT, "amount": "3～5万"}),
    ),
    Case(
        "bad-choice",
        LocalizedText("媒体级别写成“厅级”", "the level is written 厅级"),
        lambda: _rows("media_reports", {**REPORT, "level": "厅级"}),
    ),
    Case(
        "example-cell",
        LocalizedText("示例行只改了一部分，媒体名称还是“示例：日报”", "an example row was typed over but for the outlet"),
        lambda: _rows("media_reports", {**REPORT, "outlet": "示例：日报"}),
    ),
    Case(
        "unknown-name",
        LocalizedText("组团写成“清禾镇组团”", "the team is written 清禾镇组团"),
        lambda: _rows("media_reports", {**REPORT, "team": "清禾镇组团"}),
    ),
    Case(
        "unknown-alias",
        LocalizedText("写法对照表把“青禾组团”对应到“青河镇组团”", "the recorded spelling 青禾组团 stands for 青河镇组团"),
        lambda: _rows("media_reports", REPORT),
        aliases={"青禾组团": "青河镇组团"},
    ),
    Case(
        "formula-without-value",
        LocalizedText("公式由程序写入，从未计算", "a program wrote a formula and never calculated it"),
        _uncalculated,
    ),
    Case(
        "error-cell",
        LocalizedText("引用的单元格被删除", "a cell that a formula refers to is gone"),
        lambda: _spoilt("募集资金", lambda page: page.write_formula("F2", "=#REF!+1", None, "#REF!"), GIFT),
    ),
    Case(
        "duplicate-row",
        LocalizedText("同一篇报道填了两行", "one report stands in two rows"),
        lambda: _rows("media_reports", REPORT, REPORT),
    ),
    Case(
        "conflicting-row",
        LocalizedText("同一组团在名册中有两个重点镇", "one team has two key towns in the roster"),
        _conflicting_rosters,
    ),
    Case(
        "double-claim",
        LocalizedText("两个组团申报同一凭证", "two teams claim one voucher"),
        lambda: _rows("donations", GIFT, {**GIFT, "unit": "乙局", "town": OTHER_TOWN}),
    ),
    Case(
        "out-of-period",
        LocalizedText("日期是上一年度的", "the day is of the year before"),
        lambda: _rows("media_reports", {**REPORT, "date": date(2021, 12, 31)}),
    ),
    Case(
        "future-date",
        LocalizedText("统计截止 2022-06-30，日期在其后", "the day is after the as-of date, 2022-06-30"),
        lambda: _rows("media_reports", {**REPORT, "date": date(2022, 7, 1)}),
    ),
    Case(
        "used-exceeds-allocated",
        LocalizedText("安排 3000 元，使用 4000 元", "3,000 yuan allocated, 4,000 used"),
        lambda: _rows("fund_usage", {**USAGE, "used": 4000}),
    ),
    Case(
        "visit-elsewhere",
        LocalizedText("到其他组团的重点镇调研", "a visit to another team's town"),
        lambda: _rows("visits", {**VISIT, "town": OTHER_TOWN}),
    ),
    Case(
        "suspicious-amount",
        LocalizedText("表头是“金额(元)”，填了 5", "5 under a header in yuan"),
        lambda: _rows("donations", {**GIFT, "amount": 5}),
    ),
    Case(
        "foreign-rows",
        LocalizedText("填了其他组团的报道", "another team's report"),
        lambda: _teams(TEAM, media_reports={**REPORT, "team": OTHER}),
        with_roster=True,
    ),
    Case(
        "conflicting-submission",
        LocalizedText("同一组团报送了一稿和二稿", "one team sent two workbooks"),
        _sent_twice,
        with_roster=True,
    ),
    Case(
        "not-submitted",
        LocalizedText("两个组团中只有一个报送", "of two teams one has sent"),
        lambda: _teams(TEAM, media_reports=REPORT),
        with_roster=True,
    ),
    Case(
        "old-template",
        LocalizedText("模板版本为 0", "the template's version is 0"),
        lambda: {"data.xlsx": book({**rosters(), **declaration("东莞市", AS_OF, "0")})},
    ),
    Case(
        "stale-submission",
        LocalizedText("统计截止 2022-06-30，工作簿是第一季度的", "as of 2022-06-30; the workbook is of the first quarter"),
        lambda: {"data.xlsx": book({**rosters(), **declaration(TEAM, date(2022, 3, 31)), **ledger("media_reports", REPORT)})},
    ),
    Case(
        "voucher-shared",
        LocalizedText("一笔款分给两个村，同一凭证号", "one transfer to two villages, under one voucher"),
        lambda: _rows("donations", GIFT, {**GIFT, "village": "西村"}),
    ),
    Case(
        "near-duplicate",
        LocalizedText("两行标题只差括号的写法", "two titles that differ in their brackets alone"),
        lambda: _rows("media_reports", {**REPORT, "title": "丰收(一)"}, {**REPORT, "title": "丰收【一】"}),
    ),
    Case("merged-number", LocalizedText("金额合并在两种产品之上", "one amount merged over two products"), _merged_amount),
    Case(
        "placeholder",
        LocalizedText("佐证材料填了“无”", "the evidence says 无"),
        lambda: _rows("attestations", {**TASK, "evidence": "无"}),
    ),
    Case(
        "ditto",
        LocalizedText("产地填了“同上”", "the origin says 同上"),
        lambda: _rows("purchases", PURCHASE, {**PURCHASE, "product": "香菇", "origin": "同上"}),
    ),
    Case("split-column", LocalizedText("“金额(元)”下分“计划”“实际”两列", "金额(元) stands over 计划 and 实际"), _split_amount),
    Case(
        "unit-unclear",
        LocalizedText("标题写“万元募集资金统计表”，表头只写“金额”", "万元 in a title, and a header that says 金额 alone"),
        lambda: _grid("募集资金", [["万元募集资金统计表"], _bare("donations"), [*ledger("donations", GIFT)["募集资金"][1]]]),
    ),
    Case(
        "sheet-by-header",
        LocalizedText("工作表名为“宣传报道”，表头是《媒体报道》的", "a sheet called 宣传报道 with the header of 媒体报道"),
        lambda: _grid("宣传报道", ledger("media_reports", REPORT)["媒体报道"]),
    ),
    Case(
        "picture-cell",
        LocalizedText("金额格里放了图片", "a picture stands in the cell of an amount"),
        lambda: _spoilt(
            "募集资金", lambda page: page.write_formula("F2", '_xlfn.DISPIMG("ID_1",1)', None, '=DISPIMG("ID_1",1)'), GIFT
        ),
    ),
    Case(
        "exchanged-columns",
        LocalizedText("日期和组团两列填反了", "dates and teams stand under each other's header"),
        lambda: _rows(
            "media_reports", *({**REPORT, "date": TEAM, "team": f"2022-03-0{n}", "title": f"丰收{n}"} for n in (5, 6))
        ),
    ),
    Case(
        "skipped-lines",
        LocalizedText("表下有签名和日期", "a signature and a date below the table"),
        lambda: _grid(
            "媒体报道", [*ledger("media_reports", REPORT)["媒体报道"], ["单位负责人（签字）："], [None, "2022年6月30日"]]
        ),
    ),
    Case(
        "unread-evidence",
        LocalizedText("佐证材料为空，格上有批注", "the evidence is blank under a comment"),
        lambda: _rows("attestations", TASK, tweak=lambda _, pages: pages["任务清单"].write_comment("E2", "见附件")),
    ),
    Case(
        "left-out-file",
        LocalizedText("文件夹里有一个 .rar 压缩包", "a .rar archive lies in the folder"),
        lambda: {"data.xlsx": book(rosters()), "甲组.rar": b"Rar!"},
        in_folder=True,
    ),
    Case(
        "waiver-sheet",
        LocalizedText("组团在自己的工作簿里附了一张备案表", "a team's own workbook has a sheet of waivers"),
        lambda: _grid("备案", [list(WAIVER), [*WAIVER.values()]]),
    ),
    Case(
        "waiver-expired",
        LocalizedText("备案的有效期已过", "the last day of a waiver has gone by"),
        lambda: _rows("media_reports", REPORT),
        waivers=f"rule: R05.2, subject: {TEAM}, expires: 2022-03-31",
    ),
    Case(
        "waiver-unmatched",
        LocalizedText("备案的责任主体少写了一个字", "the subject of a waiver lacks a character"),
        lambda: _rows("media_reports", REPORT),
        waivers=f"rule: R05.2, subject: {TEAM[:-1]}",
    ),
    Case(
        "waiver-unneeded",
        LocalizedText("备案的月份已有信息报送", "the month of a waiver has its briefing"),
        lambda: _rows("briefings", {"date": DAY, "reporter": TEAM, "title": "信息", "recipients": "驻市县工作组"}),
        waivers=f"rule: R05.4, subject: {TEAM}, period: 2022-03",
    ),
)
"""Every code of the table of problems once, in the table's order."""
