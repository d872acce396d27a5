"""Waivers and passwords are read strictly: what is wrong is named with its line, what stands there, and what to do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.errors import SideFileError, UsageError
from builders.support import TEAM

PLAIN = {"rule": "R05.2", "subject": TEAM, "reason": "汛期", "approved_by": "某办", "expires": "2022-12-31"}


def saved(folder: Path, text: str) -> str:
    path = folder / "备案.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def written(folder: Path, **change: object) -> str:
    """Return a file of one waiver in YAML, one line for each field; ``None`` leaves it out, other values stand as they are."""
    fields = {**PLAIN, **change}
    lines = [f"  {name}: {value}" for name, value in fields.items() if value is not None]
    return saved(folder, "- " + "\n".join(lines).strip() + "\n")


def faults(path: str) -> list[tuple[str, str]]:
    """Return where each fault stands and what is said of it, in Chinese."""
    with pytest.raises(SideFileError) as caught:
        api.load_waivers(path)
    zh, en = caught.value.words.zh.split("\n"), caught.value.words.en.split("\n")
    assert all(one.startswith(f"{path}:") for one in (*zh, *en))
    assert len(zh) == len(en)
    return [(place, words) for place, _, words in (one.removeprefix(f"{path}:").partition("：") for one in zh)]


def test_every_field_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path, rule="r05.4", subject="\u3000青禾镇组团 ", period="2022q2", document="备案〔2022〕1号", expires="2022-9-30"
    )
    (found,) = api.load_waivers(path)
    assert (found.rule, found.subject, found.period, found.document) == ("R05.4", TEAM, "2022Q2", "备案〔2022〕1号")
    assert (found.reason, found.approved_by, found.expires) == ("汛期", "某办", date(2022, 9, 30))


@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_json_is_read_as_it_is_written(indent: str | int | None, tmp_path: Path) -> None:
    text = json.dumps([{**PLAIN, "period": None, "reason": "雨\U0001f327"}, {**PLAIN, "rule": "R05.3"}], indent=indent)
    assert "\\ud83c" in text
    assert [(one.rule, one.reason, one.period) for one in api.load_waivers(saved(tmp_path, text))] == [
        ("R05.2", "雨\U0001f327", None),
        ("R05.3", "汛期", None),
    ]


@pytest.mark.parametrize("text", ["[]", "[ ]\n", "# 没有备案\n[]\n"])
def test_an_empty_list_has_no_waivers(text: str, tmp_path: Path) -> None:
    assert api.load_waivers(saved(tmp_path, text)) == ()


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"expires": "2022-09-31"}, "5:12", "expires 的值“2022-09-31”不对；请写成日期，如 2022-09-30"),
        ({"expires": "20220930"}, "5:12", "expires 的值“20220930”不对；请写成日期，如 2022-09-30"),
        ({"expires": '"20220930"'}, "5:12", "expires 的值“20220930”不对；请写成日期，如 2022-09-30"),
        ({"expires": "2022-09-30 10:00:00"}, "5:12", "expires 的值“2022-09-30 10:00:00”不对；请写成日期，如 2022-09-30"),
        ({"expires": "年底"}, "5:12", "expires 的值“年底”不对；请写成日期，如 2022-09-30"),
        ({"expires": ""}, "5:11", "expires 的值（空白）不对；请写成日期，如 2022-09-30"),
        ({"rule": "5.2"}, "1:9", "rule 的值“5.2”不对；请写成规则编号，如 R05.2"),
        ({"rule": "媒体报道"}, "1:9", "rule 的值“媒体报道”不对；请写成规则编号，如 R05.2"),
        ({"period": "202205"}, "6:11", "period 的值“202205”不对；请写成月份或季度，如 2022-05、2022Q2"),
        ({"period": "2022-13"}, "6:11", "period 的值“2022-13”不对；请写成月份或季度，如 2022-05、2022Q2"),
        ({"document": "12"}, "6:13", "document 的值“12”不对；请写成文字；数字请加引号"),
        ({"reason": "[a, b]"}, "3:11", "reason 的值（列表）不对；请写成文字"),
        ({"approved_by": "{a: b}"}, "4:16", "approved_by 的值（对照）不对；请写成文字"),
        ({"approved_by": "yes"}, "4:16", "approved_by 的值“yes”不对；请写成文字；数字请加引号"),
        ({"subject": '" "'}, "2:12", "subject 的值“ ”不对；请写成责任主体的名称"),
        ({"reason": None}, "1:3", "缺少 reason；请补上"),
    ],
)
def test_a_wrong_value_is_named_with_its_place_and_remedy(
    change: dict[str, object], place: str, words: str, tmp_path: Path
) -> None:
    assert faults(written(tmp_path, **change)) == [(place, words)]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, expires="2022-02-30", colour="red", rule="5")
    assert [place for place, _ in faults(path)] == ["1:9", "5:12", "6:3"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (
            "- rule: R05.2\n  rule: R05.3\n  subject: 甲\n  reason: 乙\n  approved_by: 丙\n  expires: 2022-09-30\n",
            "2:3",
            "写了两次",
        ),
        ('[\n {"rule": "R05.2", "rule": "R05.3"}\n]', "2:20", "rule 写了两次；请只留一个"),
        ("", "1:1", "（空白）不是备案清单"),
        ("# 无\n", "1:1", "（空白）不是备案清单"),
        ("null\n", "1:1", "“null”不是备案清单"),
        ("{}\n", "1:1", "（对照）不是备案清单"),
        ("rule: R05.2\n", "1:1", "（对照）不是备案清单"),
        ("汛期\n", "1:1", "“汛期”不是备案清单"),
        ("- 汛期\n", "1:3", "“汛期”不是一项备案"),
        ("- - R05.2\n", "1:3", "（列表）不是一项备案"),
        ("- [\n", "2:1", "不合 YAML 或 JSON 的写法"),
        ("- rule: R05.2\n subject: 甲\n", "2:2", "“subject: 甲”不合 YAML 或 JSON 的写法"),
        ("- &a [*a]\n", "1:3", "（列表）不是一项备案"),
        ("- rule: *none\n", "1:9", "不合 YAML 或 JSON 的写法"),
        ("- a\n---\n- b\n", "2:1", "不合 YAML 或 JSON 的写法"),
        ("[" * 100_000, "1:1", "层次太深"),
    ],
)
def test_what_is_no_list_of_waivers_is_named(text: str, place: str, words: str, tmp_path: Path) -> None:
    found = faults(saved(tmp_path, text))
    assert any(one == place and words in told for one, told in found), found


def test_one_duty_is_waived_once(tmp_path: Path) -> None:
    again = {**PLAIN, "expires": "2022-06-30"}
    periods = [{**PLAIN, "rule": "R05.4", "period": period} for period in ("2022-05", "2022-06", "2022-05")]
    path = saved(tmp_path, "\n".join(["[", *(f"{json.dumps(one)}," for one in (PLAIN, again, *periods)), "]"]))
    found = faults(path)
    assert [place for place, _ in found] == ["3:1", "6:1"]
    assert found[0][1] == f"R05.2 {TEAM} 的备案写了两次（另一次在第 2 行）；请只留一项"


def test_a_field_that_there_is_not_lists_those_there_are(tmp_path: Path) -> None:
    ((place, words),) = faults(written(tmp_path, color="red"))
    assert (place, words.startswith("没有 “color” 这一项"), "approved_by" in words) == ("6:3", True, True)


def test_a_file_in_another_encoding_is_wrong_usage(tmp_path: Path) -> None:
    path = tmp_path / "备案.yaml"
    path.write_bytes("- rule: R05.2 # 汛期".encode("gb18030"))
    with pytest.raises(UsageError, match="save it as UTF-8"):
        api.load_waivers(str(path))


# --- passwords ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "passwords"), [(b"a\r\nb\n", ("a", "b")), (b"\xef\xbb\xbfa", ("a",)), (b"\n a b \n\n  \n", (" a b ",))]
)
def test_each_line_is_a_password(content: bytes, passwords: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "密码.txt").write_bytes(content)
    assert api.load_passwords(str(tmp_path / "密码.txt")) == passwords


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"\n  \n", "empty"), (b"secret\nsecret\xff\n", "line 2"), (b"\xffsecret", "line 1")]
)
def test_a_wrong_password_file_is_named_without_what_stands_in_it(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "密码.txt").write_bytes(content)
    with pytest.raises(UsageError, match=words) as caught:
        api.load_passwords(str(tmp_path / "密码.txt"))
    assert "secret" not in f"{caught.value.words}"
