"""``assistcheck rules``: the commands for writers of packs, as a shell sees them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from unit.cli.console import Shell
from unit.pack_tools.packs import GRANTS, change, copy_of


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copy_of(GRANTS, tmp_path)


@pytest.fixture
def next_year(shell: Shell, tmp_path: Path) -> Path:
    ran = shell.run("rules", "new", "grants-2027", "--from", "county-library-grants", "--year", "2027", "-o", str(tmp_path))
    assert ran.code == 0, ran.err
    assert "把新文件的全文放到" in ran.err
    return tmp_path / "grants-2027"


def test_check_says_what_disagrees_with_the_document_and_passes(shell: Shell, pack: Path) -> None:
    change(pack, "clauses/clause-05.yaml", "target: {at_least: 4}", "target: {at_least: 5}")
    ran = shell.run("rules", "check", str(pack))
    flat = " ".join(ran.out.split())
    assert ran.code == 0
    assert "22 条规则，没有错误。" in flat
    assert "R05.1 原文的数是 four，规则的指标是 5" in flat
    assert f"{pack / 'clauses' / 'clause-05.yaml'}:6" in "".join(ran.out.split())


def test_check_refuses_a_rule_that_cannot_be_meant(shell: Shell, pack: Path) -> None:
    change(pack, "clauses/clause-05.yaml", "target: {at_least: 4}", "target: {at_least: 0}")
    ran = shell.run("rules", "check", str(pack))
    assert ran.code == 2
    assert "clause-05.yaml:15:14: rules.0.target.at_least: 数总是不小于 0，这条规则不会不达标" in ran.err


def test_a_pack_of_another_year_fails_until_it_is_confirmed(shell: Shell, next_year: Path) -> None:
    ran = shell.run("rules", "check", str(next_year))
    assert ran.code == 1
    assert "文件仍是原来的" in ran.out
    assert shell.run("rules", "check", str(next_year), "--confirm").code == 2
    change(next_year, "source.txt", "list of awards", "list of all awards")
    ran = shell.run("rules", "check", str(next_year), "--confirm")
    assert ran.code == 1
    assert "已确认 25 条。" in ran.out
    assert "未确认：引文不在新文件中（1）" in ran.out
    change(next_year, "clauses/clause-08.yaml", "list of awards\n", "list of all awards\n")
    assert shell.run("rules", "check", str(next_year), "--confirm").code == 0
    assert shell.run("rules", "check", str(next_year)).code == 0


def test_rules_that_are_not_confirmed_are_named_in_the_list_and_in_an_audit(
    shell: Shell, next_year: Path, tmp_path: Path
) -> None:
    words = "22条规则复制自另一年度，尚未按新文件确认"
    assert words in "".join(shell.run("rules", "list", "--rules", str(next_year)).out.split())
    book = tmp_path / "sent.csv"
    book.write_text("Grantee,Region\nQuillfen Library District,Upper Fells Region\n")
    book = book.rename(tmp_path / "Grantees.csv")
    ran = shell.run("audit", str(book), "--rules", str(next_year), "--as-of", "2027-06-30")
    assert words in "".join(ran.out.split()), ran.err


def test_against_compares_with_the_document_of_another_pack(shell: Shell, pack: Path) -> None:
    change(pack, "source.txt", "Programs shall be welcoming to every resident.", "")
    change(pack, "clauses/clause-04.yaml", "judged:\n", "# judged\n")
    text = (pack / "clauses" / "clause-04.yaml").read_text(encoding="utf-8")
    (pack / "clauses" / "clause-04.yaml").write_text(text[: text.index("# judged")], encoding="utf-8")
    ran = shell.run("rules", "check", str(pack), "--against", "county-library-grants")
    assert ran.code == 0
    assert "删去  Programs shall be welcoming to every resident." in ran.out


def test_test_passes_and_fails_by_its_exit_code(shell: Shell, pack: Path) -> None:
    ran = shell.run("rules", "test", str(pack), "--rule", "r05.1", "--mutate")
    assert ran.code == 0
    assert "1 条规则，18 个用例，0 个不成立；9 种改动，0 种没有发觉" in ran.out
    change(pack, "clauses/clause-05.yaml", "target: {at_least: 4}", "target: {at_least: 5}")
    ran = shell.run("rules", "test", str(pack), "--rule", "R05.1")
    assert ran.code == 1
    assert "不成立的用例" in ran.out
    assert "status 为 shortfall，应为 met" in ran.out


def test_test_names_what_rules_lack_and_mutants_that_nobody_notices(shell: Shell, pack: Path) -> None:
    change(pack, "cases/R04.3.yaml", "[Story Time, Open House, Talk, Other]", "[Story Time, Talk, Other]")
    (pack / "cases" / "R05.1.yaml").unlink()
    ran = shell.run("rules", "test", str(pack), "--mutate", "--rule", "R04.3", "--rule", "R05.1")
    assert ran.code == 1
    assert "没有用例" in ran.out
    assert "where one_of kind with Open House" in ran.out


def test_test_of_a_pack_without_cases_is_wrong_usage(shell: Shell, pack: Path) -> None:
    (pack / "cases").rename(pack.parent / "cases")
    ran = shell.run("rules", "test", str(pack))
    assert ran.code == 2
    assert "没有用例" in ran.err


def test_coverage_is_a_text_or_a_page(shell: Shell, tmp_path: Path) -> None:
    ran = shell.run("rules", "coverage", "county-library-grants")
    assert ran.code == 0
    assert "没有规则" in ran.out
    target = tmp_path / "coverage.html"
    assert shell.run("rules", "coverage", "county-library-grants", "-o", str(target)).code == 0
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert '<small title="公布补助名单">R08.1</small>' in page
    assert "<script" not in page
    assert shell.run("rules", "coverage", "-o", str(tmp_path / "coverage.md")).code == 2


def test_a_page_shows_what_a_document_says_and_runs_none_of_it(shell: Shell, pack: Path, tmp_path: Path) -> None:
    change(pack, "source.txt", "All sums are in US dollars.", 'All sums are in <b onclick="x()">US</b> dollars.')
    target = tmp_path / "coverage.html"
    assert shell.run("rules", "coverage", str(pack), "-o", str(target)).code == 0
    page = target.read_text(encoding="utf-8")
    assert "&lt;b onclick=&quot;x()&quot;&gt;US&lt;/b&gt;" in page
    assert "<b onclick" not in page


def test_diff_names_keys_and_sentences(shell: Shell, pack: Path) -> None:
    change(pack, "clauses/clause-05.yaml", "target: {at_least: 4}", "target: {at_least: 5}")
    change(pack, "source.txt", "short, plain and candid", "very short, plain and candid")
    change(pack, "clauses/clause-03.yaml", "short, plain", "very short, plain")
    ran = shell.run("rules", "diff", "county-library-grants", str(pack))
    flat = " ".join(ran.out.split())
    assert ran.code == 0
    assert "规则 R05.1：有改动" in flat
    assert "target.at_least 4 5" in flat
    assert "改为 Returns should be very short, plain and candid." in flat
    same = shell.run("rules", "diff", "county-library-grants", "county-library-grants")
    assert "两个规则包相同。" in same.out


def test_init_starts_a_pack_that_checks_and_tests(shell: Shell, tmp_path: Path) -> None:
    assert shell.run("rules", "init", "my-pack", "--year", "2031", "-o", str(tmp_path)).code == 0
    folder = str(tmp_path / "my-pack")
    assert shell.run("rules", "check", folder).code == 0
    assert shell.run("rules", "test", folder, "--mutate").code == 0
    assert shell.run("rules", "init", "my-pack", "-o", str(tmp_path)).code == 2
    assert shell.run("rules", "init", "My Pack", "-o", str(tmp_path)).code == 2


def test_new_refuses_what_is_there_and_what_is_no_pack(shell: Shell, next_year: Path, tmp_path: Path) -> None:
    again = ("rules", "new", next_year.name, "--from", "county-library-grants", "--year", "2027", "-o", str(tmp_path))
    ran = shell.run(*again)
    assert (ran.code, "已经存在" in ran.err) == (2, True)
    assert shell.run("rules", "new", "x", "--from", "nothing", "--year", "2027", "-o", str(tmp_path)).code == 2


def test_new_into_a_folder_that_cannot_be_written_is_a_sentence(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = shell.run("rules", "new", "x", "--from", "county-library-grants", "--year", "2027", "-o", str(tmp_path / "file"))
    assert ran.code == 2
    assert "无法写入" in ran.err


def test_schema_writes_the_schemas(shell: Shell, tmp_path: Path) -> None:
    assert shell.run("rules", "schema", "-o", str(tmp_path / "schemas")).code == 0
    names = sorted(path.name for path in (tmp_path / "schemas").iterdir())
    assert names == [f"{name}.schema.json" for name in ("cases", "clause", "ledger", "pack", "subjects", "synonyms", "world")]
    assert json.loads((tmp_path / "schemas" / "pack.schema.json").read_text(encoding="utf-8"))["title"] == "Manifest"


def test_compile_is_for_packs_that_ship(shell: Shell, pack: Path) -> None:
    ran = shell.run("rules", "compile", str(pack))
    assert ran.code == 2
    assert "只有随程序发布的规则包才编译" in ran.err


def test_every_command_speaks_english_too(pack: Path) -> None:
    change(pack, "clauses/clause-05.yaml", "target: {at_least: 4}", "target: {at_least: 5}")
    commands = (("check", str(pack)), ("test", str(pack), "--rule", "R05.1"), ("diff", "county-library-grants", str(pack)))
    for words in commands:
        done = subprocess.run(
            [sys.executable, "-m", "assistcheck", "rules", *words, "--lang", "en"], capture_output=True, check=False, timeout=60
        )
        assert done.returncode in {0, 1}
        assert re.findall("[\u4e00-\u9fff：；（）]+", done.stdout.decode()) == []
