"""The sheets of the submission workbook: English ids, Chinese titles, columns, and what identifies one evidence."""

from __future__ import annotations

from dataclasses import dataclass

Row = dict[str, object]


@dataclass(frozen=True)
class Year:
    """One programme year: the rows of every sheet that exists, keyed by English sheet id."""

    sheets: dict[str, list[Row]]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its Chinese title, its columns (id to Chinese header), and the columns of its evidence.

    ``evidence`` is empty where the whole row is the evidence.
    """

    title: str
    columns: dict[str, str]
    evidence: tuple[str, ...] = ()


def _sheet(title: str, columns: str, evidence: str = "") -> Sheet:
    pairs = [part.split("=") for part in columns.split()]
    return Sheet(title, dict(pairs), tuple(evidence.split()))


ROSTERS: dict[str, Sheet] = {
    "teams": _sheet("组团名册", "team=组团 lead_unit=牵头单位 city=帮扶市 county=县（市、区） town=重点镇"),
    "units": _sheet("单位名册", "unit=单位 team=组团 kind=单位类别 sends_cadres=派出单位 first_secretary=第一书记"),
    "villages": _sheet("重点村名册", "town=重点镇 village=重点村 team=组团"),
    "work_groups": _sheet("工作组名册", "work_group=工作组 level=层级 city=帮扶市 county=县（市、区）"),
}

LEDGERS: dict[str, Sheet] = {
    "city_exchanges": _sheet("市级互访", "date=日期 kind=类型 city=帮扶市 role=带队领导 note=备注"),
    "visits": _sheet("调研互访", "date=日期 unit=单位 role=带队人员 town=重点镇 note=备注"),
    "cadre_care": _sheet("关爱干部", "date=日期 unit=单位 kind=类型 role=负责人员 note=备注"),
    "safeguards": _sheet(
        "工作保障",
        "unit=单位 year=年度 funds_ceiling=经费上限标准(元) funds_paid=经费落实(元) "
        "cadres=帮扶干部人数 subsidised=已发补贴人数 insured=已购意外险人数",
        "unit year",
    ),
    "media_reports": _sheet(
        "媒体报道",
        "date=日期 team=组团 title=标题 outlet=媒体名称 level=媒体级别 link=链接",
        "team title outlet",
    ),
    "highlights": _sheet("工作亮点", "team=组团 title=亮点名称 filmed=用于影像拍摄 date=日期", "team title"),
    "briefings": _sheet("信息报送", "date=日期 reporter=报送主体 title=标题 recipients=报送对象", "reporter title date"),
    "fiscal_funds": _sheet(
        "财政资金",
        "city=帮扶市 year=年度 budgeted=列入预算 approved_on=预算通过日期 amount_due=应承担金额(元) "
        "amount_budgeted=预算安排金额(元) paid_on=拨付完成日期 amount_paid=拨付金额(元)",
        "city year",
    ),
    "donations": _sheet(
        "募集资金",
        "date=日期 unit=单位 town=重点镇 village=重点村 form=方式 amount=金额(元) source=来源 voucher=凭证号",
    ),
    "fund_usage": _sheet(
        "资金使用",
        "quarter=季度 fiscal_year=统计年度 town=重点镇 village=重点村 allocated=专项资金安排(元) used=已使用(元)",
        "quarter fiscal_year town village",
    ),
    "industry_projects": _sheet(
        "产业项目",
        "date=日期 team=组团 kind=类型 project=项目名称 enterprise=企业名称 town=重点镇 village=重点村 amount=金额(元)",
        "team kind project village",
    ),
    "purchases": _sheet(
        "消费帮扶",
        "date=日期 team=组团 channel=渠道 form=方式 product=产品 origin=产地 amount=金额(元) voucher=凭证号",
    ),
    "employment": _sheet(
        "就业情况", "town=重点镇 year=年度 employed_last_year=上年度就业人数 employed=本年度就业人数", "town year"
    ),
    "rural_income": _sheet(
        "农民收入",
        "county=县（市、区） year=年度 growth=农民收入增速(%) provincial_growth=全省农民平均增速(%)",
        "county year",
    ),
    "village_income": _sheet(
        "村集体收入",
        "town=重点镇 village=重点村 year=年度 income=村集体经济年收入(元)",
        "town village year",
    ),
    "demo_projects": _sheet("示范项目", "county=县（市、区） project=项目名称 date=日期", "county project"),
    "pairings": _sheet(
        "结对",
        "kind=类型 city=帮扶市 county=县（市、区） home=东莞单位 partner=结对单位 date=日期",
        "kind home partner",
    ),
    "computers": _sheet("电脑捐赠", "date=日期 donor=捐赠单位 town=重点镇 quantity=数量(台) user=使用机构"),
    "social_partners": _sheet("社会参与", "date=日期 team=组团 name=名称 kind=类型", "team name"),
    "private_pairs": _sheet("民企结对", "enterprise=民营企业 town=重点镇 village=重点村 date=日期", "enterprise town village"),
    "trainings": _sheet(
        "培训",
        "date=日期 organiser=组织单位 kind=类型 co_organiser=联合单位 expected=应训人数 attended=参训人数",
    ),
    "attestations": _sheet(
        "任务清单",
        "duty=任务编号 subject=责任主体 state=状态 date=完成日期 evidence=佐证材料",
        "duty subject",
    ),
}

SHEETS: dict[str, Sheet] = {**ROSTERS, **LEDGERS}

PROGRAMME = "东莞市"
CITIES = ("韶关市", "揭阳市")
