"""How one cell is read, in the words of the format: blanks, placeholders, ditto marks, names, and what cannot be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .tables import LEDGERS, Row


class Anything:
    """What stands in a cell that cannot be read: it might be any value, so it equals every one."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "?"


UNKNOWN = Anything()
PLACEHOLDERS = frozenset(["无", "/", "\\", "-", "—", "--", "——", "暂无", "待补", "待定", "未填", "n/a", "na", "不适用", "null"])
DITTO = frozenset({"〃", "′′", "同上", "同左", '"'})
"""Ditto marks, folded: ″ is two strokes."""
TOTALS = frozenset(
    [
        "合计",
        "小计",
        "总计",
        "共计",
        "汇总",
        "累计",
        "总额",
        "合计金额",
        "本页合计",
        "本季度合计",
        "total",
        "grandtotal",
        "subtotal",
    ]
)
DAYS = frozenset({"date", "approved_on", "paid_on"})
MONEY = frozenset({"amount", "funds_ceiling", "funds_paid", "amount_due", "amount_budgeted", "amount_paid", "allocated"})
MONEY |= {"used", "income", "growth", "provincial_growth"}
COUNTS = frozenset({"cadres", "subsidised", "insured", "employed_last_year", "employed", "quantity", "expected", "attended"})
COUNTS |= {"year", "fiscal_year"}
NAMES = frozenset({"team", "unit", "town", "village", "city", "county", "reporter", "organiser", "subject"})
"""The columns that are matched with the roster."""
WORDS: dict[str, frozenset[str]] = {
    "level": frozenset(["中央", "省", "市", "县", "县级以下"]),
    "state": frozenset(["已完成", "推进中", "未开展"]),
    "filmed": frozenset(["是", "否"]),
    "budgeted": frozenset(["是", "否"]),
    "channel": frozenset(["农产品批发市场", "商贸流通企业", "莞香情", "供联e家", "其他"]),
}
"""The columns of a few words whose wrong cells are drawn here."""
OPTIONAL: dict[str, str] = {
    "city_exchanges": "role note",
    "visits": "note",
    "cadre_care": "note",
    "media_reports": "link",
    "highlights": "date",
    "fiscal_funds": "approved_on paid_on amount_paid",
    "donations": "village source voucher",
    "fund_usage": "village",
    "industry_projects": "enterprise town village amount",
    "purchases": "voucher",
    "employment": "employed_last_year",
    "demo_projects": "date",
    "pairings": "county date",
    "computers": "user",
    "private_pairs": "date",
    "trainings": "co_organiser expected attended",
    "attestations": "date evidence",
}
"""The columns without an asterisk."""


@dataclass(frozen=True)
class Names:
    """The roster's names by column, and the recorded spellings of them."""

    known: Mapping[str, frozenset[str]]
    villages: frozenset[tuple[object, object]] = frozenset()
    town_of: Mapping[str, str] = field(default_factory=dict)
    """Team -> its key town."""
    aliases: Mapping[str, str] = field(default_factory=dict)

    def named(self, column: str, text: str) -> object:
        """Return the roster's name that a cell means, or ``UNKNOWN``."""
        name = self.aliases.get(text, text)
        return name if name in self.known.get(column, frozenset({name})) else UNKNOWN


def folded(text: str) -> str:
    """Return a text in plain width, without outer white space and invisible characters."""
    plain = unicodedata.normalize("NFKC", text).replace("\u200b", "")
    return plain.strip()


def squeezed(value: object) -> object:
    """Return a text without any white space, as identities are compared; anything else as it is."""
    return "".join(value.split()) if isinstance(value, str) else value


def is_blank(cell: object) -> bool:
    """Whether a cell is blank or holds a placeholder."""
    return cell is None or (isinstance(cell, str) and folded(cell).casefold() in PLACEHOLDERS | {""})


def is_total(row: Row) -> bool:
    """Whether a row is a total: one of its texts is a total word, alone, after something, or before a figure."""
    texts = [folded(cell) for cell in row.values() if isinstance(cell, str)]
    return any(squeezed(text.partition(":")[0].casefold()) in TOTALS or text.endswith("小计") for text in texts)


def optional(sheet: str) -> frozenset[str]:
    """Return the optional columns of a ledger."""
    return frozenset(OPTIONAL.get(sheet, "").split())


def required(sheet: str, row: Row) -> set[str]:
    """Return the columns that this row has to fill in."""
    found = {*LEDGERS[sheet].columns} - optional(sheet)
    if sheet == "industry_projects":
        found |= {"企业投资": {"enterprise"}, "增收项目": {"village"}}.get(str(row["kind"]), set())
    return found


def repeated(cells: Row, above: Row) -> Row:
    """Return the cells of a row with the cell above in place of a ditto mark, ``UNKNOWN`` where a mark repeats nothing."""
    return {column: _repeated(column, cell, above) for column, cell in cells.items()}


def _repeated(column: str, cell: object, above: Row) -> object:
    if not isinstance(cell, str) or folded(cell) not in DITTO:
        return cell
    return UNKNOWN if column in MONEY | COUNTS | {"voucher", "quarter"} else above.get(column, UNKNOWN)


def read_row(sheet: str, cells: Row, names: Names) -> tuple[Row, bool]:
    """Return the values of a row, ``UNKNOWN`` where a cell cannot be read, and whether the row is usable."""
    row = {column: _value(column, cell, names) for column, cell in cells.items()}
    if isinstance(row.get("village"), str) and _stands_in_the_roster(sheet, row):
        town = row["town"] or names.town_of.get(str(row.get("team")))
        row["village"] = row["village"] if town is UNKNOWN or (town, row["village"]) in names.villages else UNKNOWN
    missing = [column for column in required(sheet, row) if row[column] is None]
    row |= dict.fromkeys(missing, UNKNOWN)
    return row, not any(value is UNKNOWN for value in row.values())


def _stands_in_the_roster(sheet: str, row: Row) -> bool:
    """Whether the village of a row has to be one of the roster's: any but that of a project which brings it nothing."""
    return sheet != "industry_projects" or row["kind"] == "增收项目"


def _value(column: str, cell: object, names: Names) -> object:
    if is_blank(cell):
        return None
    if cell is UNKNOWN:
        return UNKNOWN
    if column in DAYS:
        return cell if isinstance(cell, date) else UNKNOWN
    if column in MONEY | COUNTS:
        return cell if isinstance(cell, int | Decimal) else UNKNOWN
    assert isinstance(cell, str), (column, cell)
    text = folded(cell)
    if column in NAMES - {"village"}:
        return names.named(column, text)
    return UNKNOWN if text not in WORDS.get(column, {text}) else text
