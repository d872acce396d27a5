"""The sheets as the workbook contract lists them, written down apart from the models.

Each line: the header (``*``: required), the column id, and the words of a choice.
"""

from __future__ import annotations

SHEETS: dict[tuple[str, str], str] = {
    ("组团名册", "teams"): """
        组团* team
        牵头单位* lead_unit
        帮扶市* city
        县（市、区）* county
        重点镇* town
    """,
    ("单位名册", "units"): """
        单位* unit
        组团* team
        单位类别* kind 镇街/党政机关/企事业单位/科研单位
        派出单位* sends_cadres 是/否
        第一书记 first_secretary 是/否
    """,
    ("重点村名册", "villages"): """
        重点镇* town
        重点村* village
        组团* team
    """,
    ("工作组名册", "work_groups"): """
        工作组* work_group
        层级* level 市/县
        帮扶市* city
        县（市、区） county
    """,
    ("市级互访", "city_exchanges"): """
        日期* date
        类型* kind 调研/联席会议
        帮扶市* city
        带队领导 role 市党政主要负责同志/市分管领导/其他
        备注 note
    """,
    ("调研互访", "visits"): """
        日期* date
        单位* unit
        带队人员* role 主要负责同志/分管负责同志/其他
        重点镇* town
        备注 note
    """,
    ("关爱干部", "cadre_care"): """
        日期* date
        单位* unit
        类型* kind 听取汇报/走访慰问
        负责人员* role 主要负责同志/分管负责同志/其他
        备注 note
    """,
    ("工作保障", "safeguards"): """
        单位* unit
        年度* year
        经费上限标准(元)* funds_ceiling
        经费落实(元)* funds_paid
        帮扶干部人数* cadres
        已发补贴人数* subsidised
        已购意外险人数* insured
    """,
    ("媒体报道", "media_reports"): """
        日期* date
        组团* team
        标题* title
        媒体名称* outlet
        媒体级别* level 中央/省/市/县/县级以下
        链接 link
    """,
    ("工作亮点", "highlights"): """
        组团* team
        亮点名称* title
        用于影像拍摄* filmed 是/否
        日期 date
    """,
    ("信息报送", "briefings"): """
        日期* date
        报送主体* reporter
        标题* title
        报送对象* recipients 驻市县工作组/市经协办
    """,
    ("财政资金", "fiscal_funds"): """
        帮扶市* city
        年度* year
        列入预算* budgeted 是/否
        预算通过日期 approved_on
        应承担金额(元)* amount_due
        预算安排金额(元)* amount_budgeted
        拨付完成日期 paid_on
        拨付金额(元) amount_paid
    """,
    ("募集资金", "donations"): """
        日期* date
        单位* unit
        重点镇* town
        重点村 village
        方式* form 资金/物资折价
        金额(元)* amount
        来源 source 单位自筹/村（社区）/社会组织/企业/干部职工
        凭证号 voucher
    """,
    ("资金使用", "fund_usage"): """
        季度* quarter
        统计年度* fiscal_year
        重点镇* town
        重点村 village
        专项资金安排(元)* allocated
        已使用(元)* used
    """,
    ("产业项目", "industry_projects"): """
        日期* date
        组团* team
        类型* kind 企业投资/乡村振兴车间/增收项目
        项目名称* project
        企业名称 enterprise
        重点镇 town
        重点村 village
        金额(元) amount
    """,
    ("消费帮扶", "purchases"): """
        日期* date
        组团* team
        渠道* channel 农产品批发市场/商贸流通企业/莞香情/供联e家/其他
        方式* form 采购/帮助销售
        产品* product
        产地* origin
        金额(元)* amount
        凭证号 voucher
    """,
    ("就业情况", "employment"): """
        重点镇* town
        年度* year
        上年度就业人数 employed_last_year
        本年度就业人数* employed
    """,
    ("农民收入", "rural_income"): """
        县（市、区）* county
        年度* year
        农民收入增速(%)* growth
        全省农民平均增速(%)* provincial_growth
    """,
    ("村集体收入", "village_income"): """
        重点镇* town
        重点村* village
        年度* year
        村集体经济年收入(元)* income
    """,
    ("示范项目", "demo_projects"): """
        县（市、区）* county
        项目名称* project
        日期 date
    """,
    ("结对", "pairings"): """
        类型* kind 学校/医疗机构/文化单位
        帮扶市* city
        县（市、区） county
        东莞单位* home
        结对单位* partner
        日期 date
    """,
    ("电脑捐赠", "computers"): """
        日期* date
        捐赠单位* donor
        重点镇* town
        数量(台)* quantity
        使用机构 user
    """,
    ("社会参与", "social_partners"): """
        日期* date
        组团* team
        名称* name
        类型* kind 企业/社会组织
    """,
    ("民企结对", "private_pairs"): """
        民营企业* enterprise
        重点镇* town
        重点村* village
        日期 date
    """,
    ("培训", "trainings"): """
        日期* date
        组织单位* organiser
        类型* kind 全员专题培训/业务培训
        联合单位 co_organiser
        应训人数 expected
        参训人数 attended
    """,
    ("任务清单", "attestations"): """
        任务编号* duty
        责任主体* subject
        状态* state 已完成/推进中/未开展
        完成日期 date
        佐证材料 evidence
    """,
}
"""(title, id) -> the columns."""

KNOWN_BY: dict[str, str] = {
    "city_exchanges": "whole row",
    "visits": "whole row",
    "cadre_care": "whole row",
    "safeguards": "unit + year",
    "media_reports": "team + title + outlet",
    "highlights": "team + title",
    "briefings": "reporter + title + date",
    "fiscal_funds": "city + year",
    "donations": "voucher if given, else whole row",
    "fund_usage": "quarter + fiscal_year + town + village",
    "industry_projects": "team + kind + project + village",
    "purchases": "voucher if given, else whole row",
    "employment": "town + year",
    "rural_income": "county + year",
    "village_income": "town + village + year",
    "demo_projects": "county + project",
    "pairings": "kind + home + partner",
    "computers": "whole row",
    "social_partners": "team + name",
    "private_pairs": "enterprise + town + village",
    "trainings": "whole row",
    "attestations": "duty + subject",
}
"""What one evidence is known by."""
