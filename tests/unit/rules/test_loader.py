"""One broken pack for each way of being wrong; the error names file:line:column, the key, and what is allowed there."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.errors import RulePackError, UsageError
from assistcheck.rules.folders import pack_folder
from unit.one_language import english_in
from unit.rules.broken_packs import GOOD, Broken, broken_packs

CASES = list(broken_packs())
CLAUSE = "clauses/clause-05.yaml"


def faults(folder: Path) -> list[str]:
    """Return the lines of the error that loading a pack gives, without the folder."""
    with pytest.raises(RulePackError) as caught:
        api.load_pack(str(folder))
    assert caught.value.exit_code == 2
    title, *lines = caught.value.words.en.replace(f"{folder}/", "").splitlines()
    assert title == "the rule pack is wrong:"
    chinese, *told = caught.value.words.zh.replace(f"{folder}/", "").splitlines()
    assert chinese == "规则包有误："
    assert [line for line in told if english_in(line)] == []
    assert len(told) == len(lines)
    return lines


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "pack"))


def put(folder: Path, file: str, old: str, new: str) -> None:
    """Change a text that stands once in a file of a pack."""
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def test_the_pack_that_all_broken_ones_differ_from_is_good(good: Path) -> None:
    pack = api.load_pack(str(good))
    assert [rule.id for rule in pack.rules] == ["R05.2"]
    assert [sheet.id for sheet in pack.ledgers] == [
        *("teams", "units", "villages"),
        *("donations", "media_reports"),
        *("tasks", "cover"),
    ]
    assert api.load_pack(str(good / "pack.yaml")) == pack


def test_no_way_of_being_wrong_is_listed_twice() -> None:
    assert len(CASES) > 150
    assert [key for key, times in Counter((case.file, case.name) for case in CASES).items() if times > 1] == []


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}: {case.name}" for case in CASES])
def test_a_broken_pack_is_refused_at_its_line_and_column(tmp_path: Path, case: Broken) -> None:
    assert faults(case.make(tmp_path))[0][: len(case.fault)] == case.fault


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("source.txt", "每个组团".encode("gb18030")),
        (CLAUSE, "clause: 5\ntitle: 宣传".encode("gb18030")),
        ("ledgers/donations.yaml", b"id: &a {zh: *a, en: x}\n"),
        ("subjects.yaml", b"kinds: " + b"[" * 3000 + b"]" * 3000),
        ("pack.yaml", b"name: &a [x]\nb: &b [*a, *a]\n" + b"".join(b"k%d: &k%d [*b, *b]\n" % (n, n) for n in range(60_000))),
    ],
    ids=["source-not-utf-8", "clause-not-utf-8", "alias-of-itself", "nested-too-deep", "too-many-values"],
)
def test_a_file_that_cannot_be_read_is_named(good: Path, name: str, content: bytes) -> None:
    (good / name).write_bytes(content)
    assert faults(good)[0].startswith(f"{name}:")


@pytest.mark.parametrize(
    "name", ["pack.yaml", "subjects.yaml", "source.txt", "synonyms.yaml", "ledgers", "clauses/clause-05.yaml", "cases"]
)
def test_nothing_outside_its_folder_is_read_for_a_pack(good: Path, name: str) -> None:
    outside = good.parent / "outside"
    outside.mkdir()
    if (good / name).exists():
        (good / name).rename(outside / "it")
    else:
        (outside / "it").write_text("secret: 1", encoding="utf-8")
    (good / name).symlink_to(outside / "it")
    assert faults(good) == [f"{name}: leads out of the pack's folder, or nowhere; put the file itself there"]


def test_a_link_within_its_folder_is_a_file_of_the_pack(good: Path) -> None:
    (good / "source.txt").rename(good / "text.txt")
    (good / "source.txt").symlink_to("text.txt")
    assert api.load_pack(str(good)).manifest.source == "source.txt"


@pytest.mark.parametrize("name", ["synonyms.yaml", "source.txt", "ledgers/more.yaml", "cases/R05.2.yaml"])
def test_a_pipe_is_no_file_of_a_pack(good: Path, name: str) -> None:
    (good / name).unlink(missing_ok=True)
    (good / name).parent.mkdir(exist_ok=True)
    os.mkfifo(good / name)
    assert faults(good) == [f"{name}: not a file; put the file itself there"]


def test_a_file_in_capitals_is_not_left_out_in_silence(good: Path) -> None:
    (good / "ledgers" / "MORE.YAML").write_text("", encoding="utf-8")
    assert faults(good)[0].startswith("ledgers/MORE.YAML: not read")


@pytest.mark.parametrize("name", ["pack.yaml", "subjects.yaml", "source.txt"])
def test_a_file_that_is_not_there_is_named(good: Path, name: str) -> None:
    (good / name).unlink()
    if name == "pack.yaml":
        with pytest.raises(UsageError):
            api.load_pack(str(good))
    else:
        assert faults(good) == [
            f"{name}: No such file or directory; put the file there, or correct its name in pack.yaml",
        ]


@pytest.mark.parametrize("folder", ["ledgers", "clauses"])
def test_a_pack_without_any_sheet_or_clause_is_refused(good: Path, folder: str) -> None:
    shutil.rmtree(good / folder)
    assert f"no {folder}/" in faults(good)[0]


def test_every_fault_of_a_file_is_told_at_once(good: Path) -> None:
    put(good, CLAUSE, "level: binding", "level: strict")
    put(good, CLAUSE, "pace: quarterly", "pace: daily")
    assert [line.split(": ")[1] for line in faults(good)] == ["rules.0.pace", "rules.0.level"]


def test_a_fault_of_a_rule_is_not_told_again_for_its_readings(good: Path) -> None:
    put(good, CLAUSE, "target: {at_least: 4}", "target: {at_least: 3.5}")
    assert [line.split(": ")[1] for line in faults(good)] == ["rules.0.target"]


def test_both_places_of_a_repeated_id_in_one_file_are_told(good: Path) -> None:
    text = (good / CLAUSE).read_text(encoding="utf-8")
    rule = text[text.index("  - id: R05.2") : text.index("judged:")]
    put(good, CLAUSE, "judged:", f"{rule}judged:")
    assert [line.split(": ")[0] for line in faults(good)] == [f"{CLAUSE}:4:5", f"{CLAUSE}:28:5"]


def test_both_files_of_one_clause_are_named_by_the_first(good: Path) -> None:
    shutil.copy(good / CLAUSE, good / "clauses" / "clause-05-again.yaml")
    assert "clause 5 has more than one file" in faults(good)[0]


def test_a_quote_may_run_over_lines_and_pages(good: Path) -> None:
    source = good / "source.txt"
    source.write_text(" \n\f".join(source.read_text(encoding="utf-8")), encoding="utf-8")
    assert len(api.load_pack(str(good)).rules) == 1


def test_a_text_in_one_language_stands_for_both(good: Path) -> None:
    put(good, CLAUSE, "criterion: {zh: 不少于 4 条, en: At least 4}", "criterion: 不少于 4 条")
    put(good, CLAUSE, "unit: {zh: 条, en: reports}", "unit: {en: reports}")
    (rule,) = api.load_pack(str(good)).rules
    assert (rule.criterion.en, rule.unit.zh) == ("不少于 4 条", "reports")


def test_sheets_come_by_role_and_order_whatever_their_files_are_called(good: Path) -> None:
    put(good, "ledgers/media_reports.yaml", "role: ledger", "role: ledger\norder: 5")
    pack = api.load_pack(str(good))
    assert [sheet.id for sheet in pack.ledgers] == [
        "teams",
        "units",
        "villages",
        "media_reports",
        "donations",
        "tasks",
        "cover",
    ]


# --- other spellings ----------------------------------------------------------------------------


def test_a_pack_may_list_other_spellings_by_column_and_by_allowed_words(good: Path) -> None:
    assert api.load_pack(str(good)).synonyms == ()
    text = "all:\n  是/否:\n    否: [no, N]\nmedia_reports:\n  level:\n    省: [省级]\n    市: [ 市级 ]\n"
    (good / "synonyms.yaml").write_text(text, encoding="utf-8")
    pack = api.load_pack(str(good))
    assert pack.spellings("media_reports", "level") == {"省": ("省级",), "市": ("市级",)}
    thanked = pack.spellings("donations", "thanked")
    assert thanked == pack.spellings("units", "sends") == {"否": ("no", "N")}
    assert pack.spellings("media_reports", "title") == {}


def test_other_spellings_of_one_column_from_both_places_are_joined(good: Path) -> None:
    text = "all:\n  是/否:\n    否: [N]\ndonations:\n  thanked:\n    否: [未致谢]\n"
    (good / "synonyms.yaml").write_text(text, encoding="utf-8")
    assert api.load_pack(str(good)).spellings("donations", "thanked") == {"否": ("N", "未致谢")}


def test_an_empty_list_of_spellings_is_none(good: Path) -> None:
    (good / "synonyms.yaml").write_text("# none\n", encoding="utf-8")
    assert api.load_pack(str(good)).synonyms == ()


# --- what is read -------------------------------------------------------------------------------


def test_no_and_dates_stay_the_text_they_are(good: Path) -> None:
    put(good, CLAUSE, "column: level, values: [中央, 省]", "column: title, values: [no, 2022-01-01, 007]")
    condition = api.load_pack(str(good)).rules[0].measure.where[0]
    assert condition.test == "one_of"
    assert condition.values == ("no", "2022-01-01", "007")


def test_one_changed_byte_changes_the_digest(good: Path) -> None:
    (good / "synonyms.yaml").write_text("media_reports:\n  level:\n    省: [省级]\n", encoding="utf-8")
    before = api.load_pack(str(good)).sha256
    files = [path for path in good.rglob("*") if path.is_file()]
    assert len(files) == 12
    for file in files:
        kept = file.read_bytes()
        file.write_bytes(kept + b"\n")
        assert api.load_pack(str(good)).sha256 != before
        file.write_bytes(kept)
    assert api.load_pack(str(good)).sha256 == before


def test_a_pack_that_is_not_there_is_wrong_usage_and_names_those_that_are(tmp_path: Path) -> None:
    for name in ("dongguan-2021", str(tmp_path)):
        with pytest.raises(UsageError) as caught:
            pack_folder(name)
        assert "dongguan-2022" in caught.value.words.zh
        assert caught.value.exit_code == 2
