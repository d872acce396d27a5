"""One broken pack for each way of being wrong; the error names file:line:column and key.

Each folder of ``broken`` holds what differs from ``good``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.errors import RulePackError, UsageError
from assistcheck.rules.loader import pack_folder

HERE = Path(__file__).parent
FAULTS = """
unknown-key                   clause-05.yaml:21:5: rules.0.severity: Extra inputs are not permitted; remove the key
duplicate-key                 clause-05.yaml:21:5: pace: the key stands twice; keep one
missing-quote                 clause-05.yaml:4:5: rules.0.quote: Field required; add this key
blank-quote                   clause-05.yaml:6:5: rules.0.quote: String should have at least 1 character
quote-not-in-source           clause-05.yaml:6:5: rules.0.quote: these words are not in source.txt; quote the document verbatim
judged-quote-not-in-source    clause-05.yaml:30:5: judged.0.quote: these words are not in source.txt
missing-criterion-english     clause-05.yaml:7:5: rules.0.criterion.en: Field required; add this key
unknown-ledger                clause-05.yaml:10:7: rules.0.measure.ledger: there is no ledger media; known: teams, units
unknown-column-in-by          clause-05.yaml:11:12: rules.0.measure.by.0: media_reports has no column squad; it has date, team
unknown-column-in-where       clause-05.yaml:13:26: rules.0.measure.where.0.column: media_reports has no column grade
unknown-column-in-figure      clause-05.yaml:14:27: rules.0.measure.figure.column: media_reports has no column clicks
unknown-column-in-reading     clause-05.yaml:27:46: rules.0.readings.0.measure.figure.columns.0: media_reports has no column
unknown-test                  clause-05.yaml:13:11: rules.0.measure.where.0: Input tag 'like' found using 'test' does not match
unknown-figure                clause-05.yaml:14:7: rules.0.measure.figure: Input tag 'median' found using 'kind' does not match
figure-without-column         clause-05.yaml:14:7: rules.0.measure.figure.sum.column: Field required; add this key
wrong-clause-in-id            clause-05.yaml:4:5: rules.0.id: R06.2 is not of clause 5; its id begins with R05
id-of-wrong-shape             clause-05.yaml:4:5: rules.0.id: String should match pattern
two-targets                   clause-05.yaml:15:5: rules.0.target: Value error, a target is one of at_least, more_than
no-target                     clause-05.yaml:15:5: rules.0.target: Value error, a target is one of at_least, more_than
upside-down-range             clause-05.yaml:15:5: rules.0.target: Value error, between: the lower end is above the upper end
target-no-number              clause-05.yaml:15:14: rules.0.target.at_least: Input should be a valid decimal
half-a-report                 clause-05.yaml:15:5: rules.0.target: a count is compared with a whole number
wrong-quantity                clause-05.yaml:16:5: rules.0.quantity: the figure is a count, not a money; correct one of them
unknown-quantity              clause-05.yaml:16:5: rules.0.quantity: Input should be 'count', 'money', 'ratio' or 'points'
pace-without-at-least         clause-05.yaml:19:5: rules.0.pace: only a yearly target of the kind at_least has a quarterly pace
pace-without-year             clause-05.yaml:19:5: rules.0.pace: only a yearly target of the kind at_least has a quarterly pace
unknown-pace                  clause-05.yaml:19:5: rules.0.pace: Input should be 'quarterly' or 'none'
unknown-level                 clause-05.yaml:20:5: rules.0.level: Input should be 'binding', 'general'
unknown-subject               clause-05.yaml:8:15: rules.0.subject.kind: Input should be 'programme', 'city', 'county'
narrowed-without-words        clause-05.yaml:8:5: rules.0.subject: Value error, 'only' and 'outside' go together
deadline-from-no-date         clause-05.yaml:18:30: rules.0.period.column: title is not a date column of media_reports
deadline-of-no-days           clause-05.yaml:18:44: rules.0.period.deadline.days: Input should be greater than 0
by-no-date                    clause-05.yaml:18:24: rules.0.period.by.date: Input should be a valid date
reading-of-wrong-shape        clause-05.yaml:22:9: rules.0.readings.0.name: String should match pattern
reading-that-changes-nothing  clause-05.yaml:22:9: rules.0.readings.0.name: the reading changes nothing
reading-twice                 clause-05.yaml:28:9: rules.0.readings.1.name: two readings of one rule have this name
repeated-rule                 clause-05.yaml:1:1: clause: clause 5 has more than one file; put its rules into one
repeated-rule-in-one-clause   clause-05.yaml:4:5: rules.0.id: rule R05.2 stands in the pack more than once; give each its own id
word-that-never-stands-there  clause-05.yaml:13:41: rules.0.measure.where.0.values: level never holds 省级; it holds 中央
clause-with-another-ending    clause-06.yml: not read; clause files are called clause-NN.yaml
synonyms-under-another-name   synonym.yaml: not read; clause files are called clause-NN.yaml, other spellings synonyms.yaml
synonyms-of-no-ledger         synonyms.yaml:5:1: media_report: there is no ledger media_report; perhaps media_reports
synonyms-of-no-column         synonyms.yaml:2:3: media_reports.levels: levels is no choice of media_reports; perhaps level
synonyms-of-no-choice         synonyms.yaml:2:3: media_reports.title: title is no choice of media_reports; perhaps level
synonyms-of-no-set            synonyms.yaml:2:3: all.是/不是: no column holds just 是/不是; perhaps 是/否
synonyms-of-no-word           synonyms.yaml:3:5: media_reports.level.县以下: level never holds 县以下; perhaps 县级以下
synonym-twice                 synonyms.yaml:4:13: media_reports.level.县.1: 省級 stands for 省 already; list it once
synonym-twice-folded          synonyms.yaml:3:16: media_reports.level.省.1: ｓheng stands for 省 already; list it once
synonym-twice-under-all       synonyms.yaml:6:9: highlights.filmed.否.0: yes stands for 是 already; list it once
synonym-that-is-a-word        synonyms.yaml:3:9: media_reports.level.省.0: 市 stands for 市 already; list it once
synonym-blank                 synonyms.yaml:3:9: media_reports.level.省.0: String should have at least 1 character
synonyms-not-listed           synonyms.yaml:3:5: media_reports.level.省: Input should be a valid tuple
synonyms-of-one-word-twice    synonyms.yaml:4:5: 省: the key stands twice; keep one
not-yaml                      clause-05.yaml:4:3: not YAML: did not find expected node content
two-documents                 clause-05.yaml:31:1: not YAML: but found another document
not-utf-8                     clause-05.yaml:1:1: not UTF-8; save the file as UTF-8
a-list                        clause-05.yaml:1:1: : Input should be a valid dictionary
empty                         clause-05.yaml:1:1: clause: Field required; add this key
clause-no-number              clause-05.yaml:1:1: clause: Input should be a valid integer
manifest-unknown-key          pack.yaml:7:1: version: Extra inputs are not permitted; remove the key
manifest-missing-year         pack.yaml:1:1: year: Field required; add this key
manifest-duplicate-key        pack.yaml:7:1: year: the key stands twice; keep one
manifest-without-cities       pack.yaml:8:1: cities: Tuple should have at least 1 item
manifest-bad-date             pack.yaml:4:1: issued: Input should be a valid date
debtor-of-unknown-kind        pack.yaml:11:6: debtors.0.of: Input should be 'city', 'county', 'unit', 'town' or 'village'
debtor-unknown-key            pack.yaml:11:26: debtors.0.who: Extra inputs are not permitted; remove the key
debtor-work-group-without-level pack.yaml:11:5: debtors.0: Value error, 'level' belongs to 'by: work_group'
debtor-team-of-a-city         pack.yaml:11:5: debtors.0: Value error, a city has no team
debtor-work-group-of-a-city   pack.yaml:11:5: debtors.0: Value error, a city has no county
debtor-words-of-one-language  pack.yaml:11:31: debtors.0.words.en: Field required; add this key
debtor-words-with-other-braces pack.yaml:11:5: debtors.0: Value error, words hold {name} for the subject
debtor-words-with-an-open-brace pack.yaml:11:5: debtors.0: Value error, words hold {name} for the subject
manifest-name-of-wrong-shape  pack.yaml:1:1: name: String should match pattern
missing-source                document.txt: No such file or directory; put the file there, or correct its name in pack.yaml
"""
CASES = [tuple(line.split(maxsplit=1)) for line in FAULTS.strip().splitlines()]


def faults(folder: Path) -> list[str]:
    """Return the lines of the error that loading a pack gives, without the folder."""
    with pytest.raises(RulePackError) as caught:
        api.load_pack(str(folder))
    assert caught.value.exit_code == 2
    title, *lines = caught.value.words.en.replace(f"{folder}/", "").splitlines()
    assert title == "the rule pack is wrong:"
    assert caught.value.words.zh.splitlines()[0] == "规则包有误："
    return lines


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "good", tmp_path / "pack"))


def test_the_pack_that_all_broken_ones_differ_from_is_good(good: Path) -> None:
    pack = api.load_pack(str(good))
    assert [rule.id for rule in pack.rules] == ["R05.2"]
    assert api.load_pack(str(good / "pack.yaml")) == pack


def test_every_broken_pack_has_its_case() -> None:
    assert sorted(name for name, _ in CASES) == sorted(folder.name for folder in (HERE / "broken").iterdir())


@pytest.mark.parametrize(("name", "fault"), CASES, ids=[name for name, _ in CASES])
def test_a_broken_pack_is_refused_at_its_line_and_column(good: Path, name: str, fault: str) -> None:
    shutil.copytree(HERE / "broken" / name, good, dirs_exist_ok=True)
    assert faults(good)[0][: len(fault)] == fault


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("source.txt", "每个组团".encode("gb18030")),
        ("clause-05.yaml", b"clause: 5\ntitle: &a {zh: *a, en: x}\n"),
        ("clause-05.yaml", b"clause: " + b"[" * 3000 + b"]" * 3000),
    ],
    ids=["source-not-utf-8", "alias-of-itself", "nested-too-deep"],
)
def test_a_pack_that_cannot_be_read_is_refused_with_its_file(good: Path, name: str, content: bytes) -> None:
    (good / name).write_bytes(content)
    assert faults(good)[0].startswith(f"{name}:")


def test_every_fault_of_a_file_is_told_at_once(good: Path) -> None:
    file = good / "clause-05.yaml"
    text = file.read_text(encoding="utf-8").replace("level: binding", "level: strict").replace("pace: quarterly", "pace: daily")
    file.write_text(text, encoding="utf-8")
    assert [line.split(": ")[1] for line in faults(good)] == ["rules.0.pace", "rules.0.level"]


def test_both_places_of_a_repeated_id_in_one_file_are_told(good: Path) -> None:
    shutil.copytree(HERE / "broken" / "repeated-rule-in-one-clause", good, dirs_exist_ok=True)
    assert [line.split(": ")[0] for line in faults(good)] == ["clause-05.yaml:4:5", "clause-05.yaml:21:5"]


def test_a_quote_may_run_over_lines_and_pages(good: Path) -> None:
    source = good / "source.txt"
    source.write_text(" \n\f".join(source.read_text(encoding="utf-8")), encoding="utf-8")
    assert len(api.load_pack(str(good)).rules) == 1


def test_a_pack_without_a_clause_is_refused(good: Path) -> None:
    (good / "clause-05.yaml").unlink()
    assert "no clause-*.yaml" in faults(good.parent / "pack")[0]


def test_a_pack_may_list_other_spellings_by_column_and_by_allowed_words(good: Path) -> None:
    assert api.load_pack(str(good)).synonyms == ()
    text = "all:\n  是/否:\n    否: [no, N]\nmedia_reports:\n  level:\n    省: [省级]\n    市: [ 市级 ]\n"
    (good / "synonyms.yaml").write_text(text, encoding="utf-8")
    pack = api.load_pack(str(good))
    assert pack.spellings("media_reports", "level") == {"省": ("省级",), "市": ("市级",)}
    filmed = pack.spellings("highlights", "filmed")
    assert filmed == pack.spellings("units", "sends_cadres") == {"否": ("no", "N")}
    assert pack.spellings("media_reports", "title") == {}


def test_other_spellings_of_one_column_from_both_places_are_joined(good: Path) -> None:
    text = "all:\n  是/否:\n    否: [N]\nhighlights:\n  filmed:\n    否: [未拍摄]\n"
    (good / "synonyms.yaml").write_text(text, encoding="utf-8")
    assert api.load_pack(str(good)).spellings("highlights", "filmed") == {"否": ("N", "未拍摄")}


def test_an_empty_list_of_spellings_is_none(good: Path) -> None:
    (good / "synonyms.yaml").write_text("# none\n", encoding="utf-8")
    assert api.load_pack(str(good)).synonyms == ()


def test_no_and_dates_stay_the_text_they_are(good: Path) -> None:
    file = good / "clause-05.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "column: level, values: [中央, 省]", "column: title, values: [no, 2022-01-01, 007]"
        ),
        encoding="utf-8",
    )
    condition = api.load_pack(str(good)).rules[0].measure.where[0]
    assert condition.test == "one_of"
    assert condition.values == ("no", "2022-01-01", "007")


def test_one_changed_byte_changes_the_digest(good: Path) -> None:
    (good / "synonyms.yaml").write_text("media_reports:\n  level:\n    省: [省级]\n", encoding="utf-8")
    before = api.load_pack(str(good)).sha256
    for name in ("source.txt", "pack.yaml", "clause-05.yaml", "synonyms.yaml"):
        file = good / name
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
