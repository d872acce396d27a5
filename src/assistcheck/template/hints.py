"""What to fill into a column, in words; shown on its header and on its cells."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.rules.model import Manifest, RulePack
from assistcheck.submission.fields import Column, NameKind, Row, columns
from assistcheck.submission.models import TABLES

_NAMES: dict[NameKind, str] = {
    "programme": "填《组团名册》所属的全市名称。",
    "team": "填《组团名册》中的组团全称。",
    "unit": "填《单位名册》中的单位全称。",
    "town": "填《组团名册》中的重点镇全称。",
    "village": "填《重点村名册》中该镇的重点村全称。",
    "city": "填帮扶市全称。",
    "county": "填《组团名册》中的县（市、区）全称。",
    "work_group": "填《工作组名册》中的工作组全称。",
    "reporter": "填组团或工作组的全称，与名册一致。",
    "organiser": "填工作组的全称；全市举办的填本市名称。",
    "subject": "填该事项责任主体的全称，与名册一致。",
}
_SPECIFIC = {
    ("teams", "team"): "填组团全称；其他各表写的组团名称要与这里一致。",
    ("teams", "lead_unit"): "填牵头单位全称。",
    ("teams", "county"): "填县（市、区）全称；其他各表要与这里一致。",
    ("teams", "town"): "填重点镇全称；其他各表要与这里一致。",
    ("units", "unit"): "填单位全称；一个单位在几个组团的，每个组团一行。",
    ("units", "first_secretary"): "留空的按“派出单位”一列计。",
    ("villages", "village"): "填重点村全称；不同镇的村可以同名。",
    ("work_groups", "work_group"): "填工作组全称；其他各表要与这里一致。",
    ("work_groups", "county"): "县级工作组填写所驻县（市、区）。",
    ("city_exchanges", "role"): "调研的填写带队领导。",
    ("media_reports", "title"): "填报道的完整标题。",
    ("media_reports", "outlet"): "填媒体全称。",
    ("media_reports", "link"): "填网址，便于核对；可不填。",
    ("highlights", "title"): "填亮点名称。",
    ("briefings", "title"): "填信息的完整标题。",
    ("donations", "village"): "捐给全镇的留空。",
    ("donations", "voucher"): "有凭证的填编号；同一凭证只计一次，两个组团不能都报。",
    ("fund_usage", "fiscal_year"): "填资金所属的年度。",
    ("fund_usage", "village"): "填报全镇使用情况的留空。",
    ("industry_projects", "project"): "填项目全称。",
    ("industry_projects", "enterprise"): "填企业全称。",
    ("purchases", "product"): "填产品名称。",
    ("purchases", "origin"): "从产地所在的市写起，如 {cities}；没有写明的不计入。",
    ("purchases", "voucher"): "有凭证的填编号；同一凭证只计一次，两个组团不能都报。",
    ("employment", "employed_last_year"): "填上年度同口径人数；空缺或为 0 的无法判定。",
    ("demo_projects", "project"): "填项目全称。",
    ("pairings", "home"): "填本市一方的单位全称。",
    ("pairings", "partner"): "填结对单位全称。",
    ("computers", "donor"): "填捐赠单位全称。",
    ("computers", "user"): "填使用机构，如村委会、卫生院、学校；可不填。",
    ("social_partners", "name"): "填企业或社会组织全称。",
    ("private_pairs", "enterprise"): "填民营企业全称。",
    ("trainings", "co_organiser"): "与属地联合举办的，填属地单位全称。",
    ("attestations", "duty"): "填《填表说明》所列事项的编号。",
    ("attestations", "date"): "状态为“已完成”的填写。",
    ("attestations", "evidence"): "状态为“已完成”的填写：文件名称、文号或存放位置。",
    ("submission", "reporter"): "填组团全称；全市汇总的工作簿填本市名称。",
    ("submission", "as_of"): "填本次统计的最后一天。",
    ("submission", "filled_by"): "可不填。",
    ("submission", "template"): "模板版本，请勿改动。",
}
"""What a column's type does not tell; ``{cities}`` stands for the assisted cities."""


def other_spellings(pack: RulePack) -> Iterator[tuple[str, str, dict[str, tuple[str, ...]]]]:
    """Yield each choice that has other spellings: its sheet's title, its header, and the spellings by allowed word."""
    for model in TABLES:
        for column in columns(model):
            if found := pack.spellings(*column.id):
                yield model.sheet.title, column.header, found


def hint(model: type[Row], column: Column, manifest: Manifest) -> str:
    """Return what to fill into a column: its own words, then those of its type, then whether it must be filled."""
    specific = _SPECIFIC.get((model.sheet.id, column.name), "").format(cities="、".join(manifest.cities))
    return specific + _of_type(column, manifest, alone=not specific) + _need(model, column, alone=not specific)


def _of_type(column: Column, manifest: Manifest, *, alone: bool) -> str:
    year = manifest.year
    match column.kind:
        case "choice":
            return f"从下拉框选填：{'、'.join(column.words)}。"
        case "choices":
            return f"填一项或多项，多项用顿号隔开：{'、'.join(column.words)}。"
        case "name":
            return _NAMES[column.name_of] if alone and column.name_of else ""
        case "text":
            return "填文字。" if alone else ""
        case kind:
            return {
                "day": f"填年月日，如 {year}-03-05 或 {year}年3月5日。",
                "amount": "填金额，单位为元；也可连单位写，如 5万元。不填负数。",
                "whole": "填不小于 0 的整数。",
                "percent": "填百分数，如 9.5 或 9.5%。",
                "year": f"填四位年份，如 {year}。",
                "quarter": f"填季度，如 {year}Q1 或 {year}年第一季度。",
            }[kind]


def _need(model: type[Row], column: Column, *, alone: bool) -> str:
    if column.required:
        return "必填。"
    if column.required_when:
        other, word = column.required_when
        header = next(one.header for one in columns(model) if one.name == other)
        return f"{header}为“{word}”时必填。"
    if not alone:
        return ""
    return "没有的留空。" if column.kind != "text" else "可不填。"
