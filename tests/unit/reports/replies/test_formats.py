"""What came back of lists, in every format: the same figures, harmless, as wide as the screen, known as our own."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from functools import cache
from typing import Any

import jsonschema
import openpyxl
import pytest

from assistcheck import api
from assistcheck.i18n import LANGUAGES, Lang
from assistcheck.output_marker import OWN_MARK
from assistcheck.replies.model import Replies
from assistcheck.reports import REPLY_FORMATS, View
from assistcheck.reports.replies.schema import SCHEMA_FILE, schema_text
from assistcheck.sanitize import visible
from assistcheck.workbook.file_properties import properties_of
from builders.replies import Words, answered, folder_of
from unit.reports.half_year import content_of, files, team_lists

EVIL = "=cmd|' /C calc'!A0<script>\u202e&"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Replies:
    """Return what came back of two lists of thirteen, one of them with hostile words."""
    several = [one for one in team_lists() if len(one.items) > 3][:2]
    first = {1: {"measures": Words(EVIL), "finish": date(2022, 7, 15), "person": Words("@科长"), "state": "推进中"}}
    second = {2: {"measures": "补报", "finish": "尽快", "state": "已完成"}, 3: {"proof": "照片", "state": "已完成"}}
    pairs = zip(several, (first, second), strict=True)
    contents = [answered(content_of(one, "xlsx"), cells) for one, cells in pairs]
    folder = tmp_path_factory.mktemp("replies")
    back = folder_of(folder / "back", {f"{number}.xlsx": content for number, content in enumerate(contents)})
    sent = folder_of(folder / "sent", files("xlsx"))
    return api.read_replies([back], sent=[sent], as_of=date(2022, 7, 20))


def text_of(found: Replies, form: str, lang: Lang = "zh", **view: Any) -> str:
    return "".join(map(str, api.render_replies(found, form, View(lang, **view))))


def bytes_of(found: Replies, lang: Lang = "zh") -> bytes:
    return b"".join(piece for piece in api.render_replies(found, "xlsx", View(lang)) if isinstance(piece, bytes))


def test_the_published_schema_is_that_of_the_types() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_is_as_its_schema_says_and_adds_up(found: Replies, lang: Lang) -> None:
    data = json.loads(text_of(found, "json", lang))
    jsonschema.validate(data, json.loads(schema_text()))
    items = [item for one in data["lists"] for item in one["items"]]
    assert sum(data["summary"]["items"].values()) == len(items) + sum(one["not_named"] for one in data["lists"])
    assert sum(data["summary"]["verdicts"].values()) == len(items)
    assert sum(data["summary"]["lists"].values()) == sum(bool(one["items"]) for one in data["lists"])
    assert data["summary"]["exit_code"] == 3  # a day that cannot be read


def test_json_has_no_character_that_a_terminal_acts_on(found: Replies) -> None:
    assert not set(text_of(found, "json")) & set("\x1b\u202e")


@cache
def expected() -> dict[tuple[str, str, str], tuple[Any, Any, Any]]:
    """Return have, need and gap of each item as the audit has them."""
    return {
        (one.name, item.outcome.rule.id, item.outcome.subject.name): (item.have, item.need, item.gap)
        for one in team_lists()
        for item in one.items
    }


def test_every_figure_of_the_json_is_that_of_the_audit(found: Replies) -> None:
    data = json.loads(text_of(found, "json"))
    told = {
        (one["name"], item["rule"], item["subject"][1]): (item["have"], item["need"], item["gap"])
        for one in data["lists"]
        for item in one["items"]
    }
    assert told == expected()


def test_csv_has_a_mark_of_order_and_no_formula_and_each_item_once(found: Replies) -> None:
    text = text_of(found, "csv")
    assert text.startswith("\ufeff清单,规则,")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert len(rows) == len(expected())
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+"))]
    assert any(cell.startswith("'=cmd") for row in rows for cell in row)
    at = {name: head.index(name) for name in ("清单", "规则", "发出时现有", "应有", "发出时差额")}
    numbers = sorted((row[at["清单"]], row[at["规则"]], row[at["发出时现有"]], row[at["应有"]]) for row in rows)
    assert numbers == sorted((name, rule, str(have), str(need)) for (name, rule, _), (have, need, _) in expected().items())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_csv_is_known_as_our_own(found: Replies, lang: Lang) -> None:
    assert properties_of("text", text_of(found, "csv", lang).encode()).is_own


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_is_known_as_our_own_and_holds_no_formula(found: Replies, lang: Lang) -> None:
    content = bytes_of(found, lang)
    assert properties_of("xlsx", content).is_own
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert OWN_MARK in (book.properties.keywords or "")
    assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert book.worksheets[0].page_setup.orientation == "landscape"
    assert content == bytes_of(found, lang)


def test_a_workbook_has_each_item_with_its_figures(found: Replies) -> None:
    page = openpyxl.load_workbook(io.BytesIO(bytes_of(found)))["各项答复"]
    head = [cell.value for cell in page[1]]
    rows = [dict(zip(head, [cell.value for cell in row], strict=True)) for row in page.iter_rows(min_row=2)]
    told = sorted(
        (row["清单"], row["事项及对象"].split()[0], float(row["发出时现有"]), float(row["发出时差额"])) for row in rows
    )
    assert told == sorted((name, rule, float(have), float(gap)) for (name, rule, _), (have, _, gap) in expected().items())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 160])
def test_text_is_as_wide_as_the_screen_and_says_who_has_not_answered(found: Replies, lang: Lang, width: int) -> None:
    from rich.cells import cell_len  # noqa: PLC0415

    text = text_of(found, "text", lang, width=width)
    assert max(map(cell_len, text.splitlines())) <= width
    assert not set(text) & set("\x1b\u202e")
    flat = "".join(text.split())
    for one in found.lists:
        if one.owed and one.answered == "no":
            assert visible(one.key.name) in flat


def test_text_shows_twenty_of_a_long_list_and_all_of_it_when_asked(found: Replies) -> None:
    assert len(text_of(found, "text", everything=True).splitlines()) >= len(text_of(found, "text").splitlines())


def test_quiet_is_the_conclusion_alone(found: Replies) -> None:
    assert len(text_of(found, "text", quiet=True).splitlines()) == 4


def test_an_english_text_has_no_chinese_but_what_was_written(found: Replies) -> None:
    text = text_of(found, "text", "en", quiet=True)
    assert text.isascii()


def test_every_format_is_the_same_bytes_each_time(found: Replies) -> None:
    for form in REPLY_FORMATS:
        assert list(api.render_replies(found, form, View())) == list(api.render_replies(found, form, View()))


def test_a_format_that_is_none_is_refused(found: Replies) -> None:
    with pytest.raises(api.UsageError, match="no format pdf"):
        api.render_replies(found, "pdf", View())
