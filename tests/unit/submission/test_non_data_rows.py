"""Words that make a line no evidence, and words that only look like them."""

from __future__ import annotations

from datetime import date

import pytest

from assistcheck.submission.non_data_rows import (
    any_marked,
    begins_as_line,
    ends_in_total,
    is_below,
    is_ditto,
    is_note,
    is_number_of_column,
    is_part,
    is_remark,
    is_title,
    is_total,
    is_total_of_part,
)
from assistcheck.workbook.cell_markers import (
    BARE_LABELS,
    DITTO_MARKS,
    ISSUER_ENDS,
    LABEL_ENDS,
    LINE_LABELS,
    LINE_STARTS,
    LINE_WORDS,
    NUMBERING_WORDS,
    SENTENCE_WORDS,
    TOTAL_OF,
    TOTAL_PARTS,
    TOTAL_WORDS,
)
from assistcheck.workbook.cell_values import normalize

# --- totals -------------------------------------------------------------------------------------

AROUND = ["{}", " {} ", "{}：", "{}:", "（{}）", "【{}】", "——{}——", "{}(元)", "{}（3笔）", "{}：3笔", "{}：100,000.5元"]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(
    "word", [*TOTAL_WORDS, *(f"合计{of}" for of in TOTAL_OF), "总金额", "Total", "GRAND TOTAL", "Sub-total"]
)
def test_a_total_word_is_a_total_with_what_stands_around_it(word: str, around: str) -> None:
    cell = (
        around.format(word)
        .replace("（", "【" if around == "（{}）" else "（")
        .replace("）", "】" if around == "（{}）" else "）")
    )
    assert is_total(cell)


@pytest.mark.parametrize("word", TOTAL_WORDS)
def test_a_total_word_may_have_spaces_inside(word: str) -> None:
    assert is_total("　".join(word))
    assert is_total("\n".join(word))


@pytest.mark.parametrize(
    "cell",
    [
        *("本页合计", "本季度合计", "本页小计", "本月小计", "全年总计", "全市合计", "一季度小计", "第一季度合计", "1月合计"),
        *(
            "1-3月合计",
            "2022年总计",
            "2022年6月合计",
            "青禾镇小计",
            "青禾镇组团小计",
            "甲街道小计（3笔）",
            "莞禾实业集团有限公司小计",
        ),
        *(
            "（一）小计",
            "一、小计",
            "采购小计",
            "青禾镇组团 汇总",
            "一季度　汇总",
            "2022-03-05 汇总",
            "青禾镇 计数",
            "青禾镇 Total",
        ),
        *("总计数", "合计：2家", "合计：3笔，共100,000元", "合计（大写）：叁万元整", "合计：人民币叁万元整", "小计：〇"),
    ],
)
def test_totals_as_people_write_them(cell: str) -> None:
    assert is_total(cell)
    assert any_marked(["丰收", normalize(cell)], "丰收\n" + normalize(cell))


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "两村合计",
            "甲街道合计（3笔）",
            "三项总计",
            "本月累计",
            "本年累计",
            "上半年累计",
            "截至6月底累计",
            "一季度总额",
            "第一季度共计",
        ),
        *("合计3笔", "合计人民币叁万元整", "共计3家", "累计5次", "合计100,000元"),
    ],
)
def test_totals_that_may_be_remarks(cell: str) -> None:
    assert is_total_of_part(cell)
    assert not is_total(cell)
    assert any_marked(["丰收", normalize(cell)], "丰收\n" + normalize(cell))


@pytest.mark.parametrize("end", TOTAL_PARTS)
def test_a_subtotal_of_a_long_name_is_a_total(end: str) -> None:
    assert is_total(f"莞禾实业第一第二第三{end}小计")


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "一季度帮扶工作情况汇总",
            "消费帮扶累计突破百万",
            "帮扶资金累计",
            "工作汇总",
            "数据汇总",
            "汇总表",
            "汇总：2022年帮扶工作",
        ),
        *(
            "总统计",
            "总统计表",
            "统计",
            "设计",
            "审计",
            "会计",
            "预计",
            "合计数",
            "合计算",
            "总计划",
            "合计工程",
            "小计器",
            "总额度",
        ),
        *(
            "累计三年帮扶显成效",
            "共计100名干部参加培训",
            "消费帮扶合计300万元",
            "全市消费帮扶总计破千万",
            "驻村工作小计",
            "总经理",
        ),
        *(
            "一季度工作情况 汇总",
            "青禾镇组团汇总",
            "一季度汇总",
            "totally",
            "道达尔total站",
            "合" * 61 + "合计",
            5,
            None,
            date(2022, 1, 1),
        ),
    ],
)
def test_titles_and_names_that_only_end_or_begin_so_are_no_totals(cell: object) -> None:
    assert not is_total(cell)  # type: ignore[arg-type]
    assert not is_total_of_part(cell)  # type: ignore[arg-type]


@pytest.mark.parametrize("word", SENTENCE_WORDS)
def test_a_word_of_sentences_makes_a_title_of_it(word: str) -> None:
    assert not is_total(f"本月{word}小计")
    assert not is_total(f"本月{word} 汇总")


def test_what_ends_as_a_total_may_be_one_where_no_title_stands() -> None:
    assert ends_in_total("青禾镇组团汇总")
    assert not ends_in_total("青禾镇组团")


@pytest.mark.parametrize("cell", ["其中：采购", "其中:", "其中", "其中 采购", "（其中：物资）", "其中1：甲", " 其中，省级"])
def test_parts_of_the_row_above(cell: str) -> None:
    assert is_part(cell)


@pytest.mark.parametrize("cell", ["其中包括", "其中一家企业", "在其中", None, 3])
def test_no_parts_of_the_row_above(cell: object) -> None:
    assert not is_part(cell)  # type: ignore[arg-type]


# --- the cell above -----------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [*sorted(DITTO_MARKS), "″", "＂", "同上。", "同 上"])
def test_ditto_marks(mark: str) -> None:
    assert is_ditto(normalize(mark))


@pytest.mark.parametrize("text", ["", "。", "上", "同上村", "同心村", "同上述", "'"])
def test_what_is_no_ditto_mark(text: str) -> None:
    assert not is_ditto(text)


# --- remarks and signatures ---------------------------------------------------------------------


@pytest.mark.parametrize("label", [*LINE_LABELS, *BARE_LABELS, *(f"某某{end}" for end in LABEL_ENDS)])
@pytest.mark.parametrize("rest", ["：", "(签字)：", "：某某", " : 2022年6月30日"])
def test_a_label_with_a_colon_is_a_remark(label: str, rest: str) -> None:
    assert is_note(label + rest)


@pytest.mark.parametrize(
    "word", [*BARE_LABELS, *LINE_WORDS, "（盖章）", "（公章）", "（签字）", "甲街道（盖章）", "——以下空白——", "第1页 共2页"]
)
def test_some_words_are_remarks_alone(word: str) -> None:
    assert is_note(word)


@pytest.mark.parametrize(
    "cell", ["青禾镇组团", "甲街道", "某公司", "丰收", "日报", "印章厂", "单位", "日期", "2022年6月30日", 5, None]
)
def test_values_are_no_remarks(cell: object) -> None:
    assert not is_note(cell)  # type: ignore[arg-type]


def test_a_remark_takes_names_and_days_with_it() -> None:
    assert is_remark(["单位负责人：", "某某", "填表人", "某某", date(2022, 6, 30)])
    assert not is_remark(["单位负责人：", "某某", "某某"])
    assert not is_remark([date(2022, 6, 30)])
    assert not is_remark(["二、青禾镇"])
    assert is_title("二、青禾镇")


# --- below a table ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        *(f"{start}某某" for start in LINE_STARTS),
        *(f"东莞市某某{end}" for end in ISSUER_ENDS),
        *(
            "2.一式两份",
            "1、按月填报",
            "（2）截至6月底",
            "全部属实。",
            "共3家",
            "年  月  日",
            "2022年6月30日",
            "二〇二二年六月三十日",
        ),
    ],
)
def test_a_line_below_a_table(cell: str) -> None:
    assert is_below([(cell, "text")])


@pytest.mark.parametrize("cell", ["翠屏县", "果园", "共享农庄", "农产品展销中心", "注塑园", "数据赋能中心", date(2022, 6, 30)])
def test_one_cell_that_may_be_evidence_is_no_line(cell: object) -> None:
    assert not is_below([(cell, "date")])  # type: ignore[list-item]


def test_of_several_cells_one_is_plainly_no_evidence() -> None:
    day = date(2022, 6, 30)
    assert is_below([("东莞市某某局", "name"), ("2022年6月30日", "text")])
    assert is_below([("以上属实", "name"), (day, "date")])
    assert not is_below([(day, "date"), ("某某局", "name")])
    assert not is_below([(day, "date"), ("青禾镇组团", "name"), ("青禾：丰收", "text")])
    assert not is_below([("2022年6月30日", "text"), ("果园", "text")])


@pytest.mark.parametrize(
    "cell",
    [
        *("1", 1.0, "12", "(1)", "（1）", "①", "⑴", "㈠", "甲", "丁", "A", "a", "c1", "一", "Ⅲ", "III", "栏1", "第1栏"),
        *("9=10+11", "(5)=(3)/(4)", "C=A+B", "6=5/4×100%", "100%", "—", *NUMBERING_WORDS, date(1900, 1, 3)),
    ],
)
def test_numbers_of_columns(cell: object) -> None:
    assert is_number_of_column(cell)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", [None, 2022, "2022", 1.5, "东村", "AB", "甲街道", date(2022, 1, 3), "一季度"])
def test_what_numbers_no_column(cell: object) -> None:
    assert not is_number_of_column(cell)  # type: ignore[arg-type]


def test_a_row_that_begins_as_a_line_does_is_looked_at() -> None:
    assert all(map(begins_as_line, ["单位负责人：", "甲", "以上属实", "某某局"]))
    assert not begins_as_line("翠屏县")
