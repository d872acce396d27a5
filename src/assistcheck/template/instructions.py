"""填表说明: how to fill in the workbook, and which duties each sheet serves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from assistcheck.rules.labels import SUBJECTS
from assistcheck.rules.model import Rule, RulePack
from assistcheck.submission.models import TABLES, Attestation, Declaration
from assistcheck.template.hints import other_spellings

_HOW = (
    f"先填《{Declaration.sheet.title}》：填报主体写组团全称，统计截止写本次统计的最后一天；模板版本请勿改动。",
    "名册写明谁参加帮扶；其他各表写到的组团、单位、镇、村、工作组，都要与名册一字不差。",
    "一件事填一行，按发生日期填；没有此项工作的，表可以空着，但不要删除。",
    "不要改工作表名称和表头；列的次序可以调整，也可以另加自己的列，另加的列不读取。",
    "日期写到日：2022-03-05、2022/3/5、2022年3月5日都可以；只写“2022.1”的不能识别。",
    "金额按表头的单位（元）填；写“5万元”也可以，但不要在“元”的列里只填万元的数。",
    "可以留合计行，读取时会跳过；不要合并不同事项的单元格。",
)
_COUNTS = (
    "只计本年度之内、统计截止日之前的；以后的日期到时再计。",
    "同一件事填了几行的只计一行；同一凭证由两个组团申报的，只计一个组团。",
    "有的内容对某一事项不计，见第四部分“怎样算达标”；这样的内容可以照填。",
    f"《{Attestation.sheet.title}》的事项：状态为“已完成”，并且完成日期和佐证材料都已填写，才算完成。",
    "一行怎样认定、为什么不计，审核报告都会写明所在的工作表和单元格。",
)
_CELLS = (
    "表头深色、带 * 号：必填。空缺的，整行不计入。",
    "表头浅色：选填。没有的留空，不要填“无”或“/”。",
    "有下拉框：从中选填；第六部分所列的其他写法也能识别，写别的词整行不计入。",
    "弹出提醒：与通常的填法不同，核对后可以继续。",
    "空白不等于 0：确实是 0 的请填 0。",
    "公式按保存的计算结果计；没有计算结果的公式和 #REF!、#N/A 等错误值，整行不计入。",
)
_SERVED = ("工作表", "编号", "事项", "条款", "责任主体", "怎样算达标")
_SPELT = ("工作表", "列", "选项：其他写法")
_ATTESTED = ("编号", "事项", "条款", "责任主体", "文件原文")


class Line(NamedTuple):
    """One line of the sheet, and how it looks."""

    look: Literal["title", "section", "text", "header", "cells"]
    cells: tuple[str, ...]


def note_lines(pack: RulePack) -> Iterator[Line]:
    """Yield the lines of 填表说明."""
    yield Line("title", (f"填表说明：{pack.manifest.title.zh}",))
    for section, texts in (("一、怎样填", _HOW), ("二、什么计入", _COUNTS), ("三、单元格的几种情况", _CELLS)):
        yield Line("section", (section,))
        yield from (Line("text", (f"{number}. {text}",)) for number, text in enumerate(texts, 1))
    yield Line("section", ("四、各表用于哪些事项",))
    yield Line("header", _SERVED)
    for model in TABLES:
        for rule in pack.rules:
            if rule.measure.ledger == model.sheet.id and not rule.attested:
                yield Line("cells", (model.sheet.title, *_named(rule), rule.criterion.zh))
    yield Line("section", (f"五、《{Attestation.sheet.title}》的事项",))
    yield Line("header", _ATTESTED)
    yield from (Line("cells", (*_named(rule), rule.quote)) for rule in pack.rules if rule.attested)
    yield Line("section", ("六、选项的其他写法",))
    yield Line("header", _SPELT)
    for title, header, spellings in other_spellings(pack):
        yield Line("cells", (title, header, "；".join(f"{word}：{'，'.join(others)}" for word, others in spellings.items())))


def _named(rule: Rule) -> tuple[str, str, str, str]:
    clause = f"第{rule.clause}条" if rule.clause else "前言"
    return rule.id, rule.title.zh, clause, SUBJECTS[rule.subject.kind].zh
