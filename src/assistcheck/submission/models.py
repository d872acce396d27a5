"""One Pydantic model per sheet: the single source of headers, types and choices; the rest stands in the catalogue.

Reading, the template, the docs and the frames are all drawn from these. The Chinese headers are what people type; the ids are
what code, rule packs and JSON use.
"""

from typing import Annotated, ClassVar, Literal

from assistcheck.submission import catalogue
from assistcheck.submission.catalogue import Sheet
from assistcheck.submission.fields import (
    CHOICE,
    CHOICES,
    Amount,
    CityName,
    CountyName,
    Day,
    OrganiserName,
    Percent,
    Quarter,
    ReporterName,
    Row,
    SubjectName,
    TeamName,
    Text,
    TownName,
    UnitName,
    VillageName,
    Whole,
    Year,
    column,
)

YesNo = Annotated[Literal["是", "否"], CHOICE, "choice"]
UnitKind = Annotated[Literal["镇街", "党政机关", "企事业单位", "科研单位"], CHOICE, "choice"]
GroupLevel = Annotated[Literal["市", "县"], CHOICE, "choice"]
CityLeader = Annotated[Literal["市党政主要负责同志", "市分管领导", "其他"], CHOICE, "choice"]
UnitLeader = Annotated[Literal["主要负责同志", "分管负责同志", "其他"], CHOICE, "choice"]
ExchangeKind = Annotated[Literal["调研", "联席会议"], CHOICE, "choice"]
CareKind = Annotated[Literal["听取汇报", "走访慰问"], CHOICE, "choice"]
MediaLevel = Annotated[Literal["中央", "省", "市", "县", "县级以下"], CHOICE, "choice"]
Recipients = Annotated[tuple[Literal["驻市县工作组", "市经协办"], ...], CHOICES, "choices"]
GiftForm = Annotated[Literal["资金", "物资折价"], CHOICE, "choice"]
GiftSource = Annotated[Literal["单位自筹", "村(社区)", "社会组织", "企业", "干部职工"], CHOICE, "choice"]
ProjectKind = Annotated[Literal["企业投资", "乡村振兴车间", "增收项目"], CHOICE, "choice"]
Channel = Annotated[Literal["农产品批发市场", "商贸流通企业", "莞香情", "供联e家", "其他"], CHOICE, "choice"]
PurchaseForm = Annotated[Literal["采购", "帮助销售"], CHOICE, "choice"]
PairKind = Annotated[Literal["学校", "医疗机构", "文化单位"], CHOICE, "choice"]
PartnerKind = Annotated[Literal["企业", "社会组织"], CHOICE, "choice"]
TrainingKind = Annotated[Literal["全员专题培训", "业务培训"], CHOICE, "choice"]
DutyState = Annotated[Literal["已完成", "推进中", "未开展"], CHOICE, "choice"]


class Team(Row):
    """组团名册: which team (组团) assists which key town."""

    sheet: ClassVar[Sheet] = catalogue.TEAMS
    team: Text = column("组团")
    lead_unit: Text = column("牵头单位")
    city: CityName = column("帮扶市")
    county: Text = column("县（市、区）")
    town: Text = column("重点镇")


class Unit(Row):
    """单位名册: the assisting units (帮扶单位), one row for each team a unit stands in."""

    sheet: ClassVar[Sheet] = catalogue.UNITS
    unit: Text = column("单位")
    team: TeamName = column("组团")
    kind: UnitKind = column("单位类别")
    sends_cadres: YesNo = column("派出单位")
    first_secretary: YesNo | None = column("第一书记", required=False)


class Village(Row):
    """重点村名册: the key villages; a village is always town + village."""

    sheet: ClassVar[Sheet] = catalogue.VILLAGES
    town: TownName = column("重点镇")
    village: Text = column("重点村")
    team: TeamName = column("组团")


class WorkGroup(Row):
    """工作组名册: the resident work groups."""

    sheet: ClassVar[Sheet] = catalogue.WORK_GROUPS
    work_group: Text = column("工作组")
    level: GroupLevel = column("层级")
    city: CityName = column("帮扶市")
    county: CountyName | None = column("县（市、区）", required=False)


class CityExchange(Row):
    """市级互访: visits and joint meetings of the two sides' leaders (clause 1)."""

    sheet: ClassVar[Sheet] = catalogue.CITY_EXCHANGES
    date: Day = column("日期")
    kind: ExchangeKind = column("类型")
    city: CityName = column("帮扶市")
    role: CityLeader | None = column("带队领导", required=False, spoils=True)
    note: Text | None = column("备注", required=False)


class Visit(Row):
    """调研互访: a unit's visits to its paired town (clause 1)."""

    sheet: ClassVar[Sheet] = catalogue.VISITS
    date: Day = column("日期")
    unit: UnitName = column("单位")
    role: UnitLeader = column("带队人员")
    town: TownName = column("重点镇")
    note: Text | None = column("备注", required=False)


class CadreCare(Row):
    """关爱干部: hearing and visiting the cadres sent (clause 4)."""

    sheet: ClassVar[Sheet] = catalogue.CADRE_CARE
    date: Day = column("日期")
    unit: UnitName = column("单位")
    kind: CareKind = column("类型")
    role: UnitLeader = column("负责人员")
    note: Text | None = column("备注", required=False)


class Safeguard(Row):
    """工作保障: working funds, subsidies and insurance of the cadres sent (clause 4)."""

    sheet: ClassVar[Sheet] = catalogue.SAFEGUARDS
    unit: UnitName = column("单位")
    year: Year = column("年度")
    funds_ceiling: Amount = column("经费上限标准(元)")
    funds_paid: Amount = column("经费落实(元)")
    cadres: Whole = column("帮扶干部人数", counted="persons")
    subsidised: Whole = column("已发补贴人数", counted="persons")
    insured: Whole = column("已购意外险人数", counted="persons")


class MediaReport(Row):
    """媒体报道: reports in the media (clause 5)."""

    sheet: ClassVar[Sheet] = catalogue.MEDIA_REPORTS
    date: Day = column("日期")
    team: TeamName = column("组团")
    title: Text = column("标题")
    outlet: Text = column("媒体名称")
    level: MediaLevel = column("媒体级别")
    link: Text | None = column("链接", required=False)


class Highlight(Row):
    """工作亮点: highlights chosen for filming (clause 5)."""

    sheet: ClassVar[Sheet] = catalogue.HIGHLIGHTS
    team: TeamName = column("组团")
    title: Text = column("亮点名称")
    filmed: YesNo = column("用于影像拍摄")
    date: Day | None = column("日期", required=False, spoils=True)


class Briefing(Row):
    """信息报送: briefings of teams and work groups (clause 5)."""

    sheet: ClassVar[Sheet] = catalogue.BRIEFINGS
    date: Day = column("日期")
    reporter: ReporterName = column("报送主体")
    title: Text = column("标题")
    recipients: Recipients = column("报送对象")


class FiscalFund(Row):
    """财政资金: the city's own share of the assistance funds (clause 6)."""

    sheet: ClassVar[Sheet] = catalogue.FISCAL_FUNDS
    city: CityName = column("帮扶市")
    year: Year = column("年度")
    budgeted: YesNo = column("列入预算")
    approved_on: Day | None = column("预算通过日期", required=False, spoils=True)
    amount_due: Amount = column("应承担金额(元)")
    amount_budgeted: Amount = column("预算安排金额(元)")
    paid_on: Day | None = column("拨付完成日期", required=False, spoils=True)
    amount_paid: Amount | None = column("拨付金额(元)", required=False, spoils=True)


class Donation(Row):
    """募集资金: money and goods raised for villages and towns (clause 7)."""

    sheet: ClassVar[Sheet] = catalogue.DONATIONS
    date: Day = column("日期")
    unit: UnitName = column("单位")
    town: TownName = column("重点镇")
    village: VillageName | None = column("重点村", required=False, spoils=True)
    form: GiftForm = column("方式")
    amount: Amount = column("金额(元)")
    source: GiftSource | None = column("来源", required=False)
    voucher: Text | None = column("凭证号", required=False, spoils=True)


class FundUsage(Row):
    """资金使用: the quarterly return of the use of the special funds (clause 8)."""

    sheet: ClassVar[Sheet] = catalogue.FUND_USAGE
    quarter: Quarter = column("季度")
    fiscal_year: Year = column("统计年度")
    town: TownName = column("重点镇")
    village: VillageName | None = column("重点村", required=False, spoils=True)
    allocated: Amount = column("专项资金安排(元)")
    used: Amount = column("已使用(元)")


class IndustryProject(Row):
    """产业项目: enterprises, workshops and income projects (clause 10)."""

    sheet: ClassVar[Sheet] = catalogue.INDUSTRY_PROJECTS
    date: Day = column("日期")
    team: TeamName = column("组团")
    kind: ProjectKind = column("类型")
    project: Text = column("项目名称")
    enterprise: Text | None = column("企业名称", required=False, required_when=("kind", "企业投资"))
    town: TownName | None = column("重点镇", required=False)
    village: VillageName | None = column("重点村", required=False, required_when=("kind", "增收项目"))
    amount: Amount | None = column("金额(元)", required=False)


class Purchase(Row):
    """消费帮扶: purchases and help in selling (clause 11)."""

    sheet: ClassVar[Sheet] = catalogue.PURCHASES
    date: Day = column("日期")
    team: TeamName = column("组团")
    channel: Channel = column("渠道")
    form: PurchaseForm = column("方式")
    product: Text = column("产品")
    origin: Text = column("产地")
    amount: Amount = column("金额(元)")
    voucher: Text | None = column("凭证号", required=False, spoils=True)


class Employment(Row):
    """就业情况: employed persons of each key town (clause 12)."""

    sheet: ClassVar[Sheet] = catalogue.EMPLOYMENT
    town: TownName = column("重点镇")
    year: Year = column("年度")
    employed_last_year: Whole | None = column("上年度就业人数", required=False, spoils=True, counted="persons")
    employed: Whole = column("本年度就业人数", counted="persons")


class RuralIncome(Row):
    """农民收入: growth of rural income, county against province (clause 10)."""

    sheet: ClassVar[Sheet] = catalogue.RURAL_INCOME
    county: CountyName = column("县（市、区）")
    year: Year = column("年度")
    growth: Percent = column("农民收入增速(%)")
    provincial_growth: Percent = column("全省农民平均增速(%)")


class VillageIncome(Row):
    """村集体收入: a village's collective income (clause 10)."""

    sheet: ClassVar[Sheet] = catalogue.VILLAGE_INCOME
    town: TownName = column("重点镇")
    village: VillageName = column("重点村")
    year: Year = column("年度")
    income: Amount = column("村集体经济年收入(元)")


class DemoProject(Row):
    """示范项目: demonstration projects of a county (clause 14)."""

    sheet: ClassVar[Sheet] = catalogue.DEMO_PROJECTS
    county: CountyName = column("县（市、区）")
    project: Text = column("项目名称")
    date: Day | None = column("日期", required=False, spoils=True)


class Pairing(Row):
    """结对: paired schools, medical and cultural institutions (clauses 15, 16, 18)."""

    sheet: ClassVar[Sheet] = catalogue.PAIRINGS
    kind: PairKind = column("类型")
    city: CityName = column("帮扶市")
    county: CountyName | None = column("县（市、区）", required=False)
    home: Text = column("东莞单位")
    partner: Text = column("结对单位")
    date: Day | None = column("日期", required=False, spoils=True)


class Computers(Row):
    """电脑捐赠: office computers given to key towns (clause 17)."""

    sheet: ClassVar[Sheet] = catalogue.COMPUTERS
    date: Day = column("日期")
    donor: Text = column("捐赠单位")
    town: TownName = column("重点镇")
    quantity: Whole = column("数量(台)", counted="computers")
    user: Text | None = column("使用机构", required=False)


class SocialPartner(Row):
    """社会参与: enterprises and social organisations that take part (clause 19)."""

    sheet: ClassVar[Sheet] = catalogue.SOCIAL_PARTNERS
    date: Day = column("日期")
    team: TeamName = column("组团")
    name: Text = column("名称")
    kind: PartnerKind = column("类型")


class PrivatePair(Row):
    """民企结对: private enterprises paired with key villages (clause 19)."""

    sheet: ClassVar[Sheet] = catalogue.PRIVATE_PAIRS
    enterprise: Text = column("民营企业")
    town: TownName = column("重点镇")
    village: VillageName = column("重点村")
    date: Day | None = column("日期", required=False, spoils=True)


class Training(Row):
    """培训: trainings of the cadres (clause 20)."""

    sheet: ClassVar[Sheet] = catalogue.TRAININGS
    date: Day = column("日期")
    organiser: OrganiserName = column("组织单位")
    kind: TrainingKind = column("类型")
    co_organiser: Text | None = column("联合单位", required=False)
    expected: Whole | None = column("应训人数", required=False, spoils=True, counted="persons")
    attended: Whole | None = column("参训人数", required=False, spoils=True, counted="persons")


class Attestation(Row):
    """任务清单: the state of each duty without a number, with its evidence."""

    sheet: ClassVar[Sheet] = catalogue.ATTESTATIONS
    duty: Text = column("任务编号")
    subject: SubjectName = column("责任主体")
    state: DutyState = column("状态")
    date: Day | None = column("完成日期", required=False, spoils=True)
    evidence: Text | None = column("佐证材料", required=False, spoils=True)


class Declaration(Row):
    """填报信息: who filled in the workbook; two columns, 项目 and 内容, one line for each field."""

    sheet: ClassVar[Sheet] = catalogue.SUBMISSION
    reporter: Text | None = column("填报主体", required=False)
    as_of: Day | None = column("统计截止", required=False)
    filled_by: Text | None = column("填报人", required=False)
    template: Text | None = column("模板版本", required=False)


ROSTERS: tuple[type[Row], ...] = (Team, Unit, Village, WorkGroup)
"""The sheets that say who owes what."""

LEDGERS: tuple[type[Row], ...] = (
    CityExchange,
    Visit,
    CadreCare,
    Safeguard,
    MediaReport,
    Highlight,
    Briefing,
    FiscalFund,
    Donation,
    FundUsage,
    IndustryProject,
    Purchase,
    Employment,
    RuralIncome,
    VillageIncome,
    DemoProject,
    Pairing,
    Computers,
    SocialPartner,
    PrivatePair,
    Training,
    Attestation,
)
"""The sheets of evidence (台账), in the order of the document."""

TABLES: tuple[type[Row], ...] = (*ROSTERS, *LEDGERS)
SHEETS: tuple[type[Row], ...] = (*TABLES, Declaration)
"""Every sheet of a workbook."""

BY_ID: dict[str, type[Row]] = {model.sheet.id: model for model in TABLES}
NOTES_SHEET = "填表说明"
"""The sheet of the template that explains the others; it holds no evidence and is not read."""
TEMPLATE_VERSION = "1"
"""The version that a new template carries in 填报信息."""
