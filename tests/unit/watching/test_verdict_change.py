"""What has become of the verdict, in a line."""

from __future__ import annotations

from collections import Counter

from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import untranslated
from assistcheck.watching.verdict_change import Standing, verdict_line

OLD = Standing(
    Counter({"shortfall": 12, "behind": 5}), Counter({untranslated("甲"): 3, untranslated("乙"): 9}), 2, 1, ExitCode.FAILED
)
NEW = OLD._replace(
    statuses=Counter({"shortfall": 11, "behind": 5}), short=Counter({untranslated("甲"): 1, untranslated("乙"): 10})
)


def test_the_first_audit_has_nothing_to_compare_with() -> None:
    assert verdict_line(None, OLD).zh == "未达标 12；滞后 5；填报错误 2；未报送 1；退出码 1"
    assert verdict_line(None, OLD).en == "short 12; behind 5; faults in the data 2; not sent 1; exit code 1"


def test_what_has_changed_is_said_with_whose_it_is() -> None:
    assert verdict_line(OLD, NEW).zh.startswith("未达标 12 → 11（甲 3 → 1、乙 9 → 10）；滞后 5；")
    assert verdict_line(OLD, NEW).en.startswith("short 12 -> 11 (甲 3 -> 1, 乙 9 -> 10); behind 5;")


def test_an_equal_sum_of_other_parts_names_them() -> None:
    new = OLD._replace(short=Counter({untranslated("甲"): 4, untranslated("乙"): 8}))
    assert verdict_line(OLD, new).en.startswith("short 12 (乙 9 -> 8, 甲 3 -> 4);")


def test_what_is_none_is_said_only_where_it_was_some() -> None:
    done = Standing(Counter(), Counter(), 0, 0, ExitCode.FINE)
    assert verdict_line(None, done).en == "short 0"
    assert verdict_line(OLD, done).en == (
        "short 12 -> 0 (乙 9 -> 0, 甲 3 -> 0); behind 5 -> 0; faults in the data 2 -> 0; not sent 1 -> 0; exit code 1 -> 0"
    )


def test_of_many_the_first_are_named() -> None:
    many = OLD._replace(short=Counter({untranslated(f"镇{number}"): 1 for number in range(7)}))
    assert verdict_line(OLD, many).zh.startswith("未达标 12（乙 9 → 0、甲 3 → 0、镇0 0 → 1、镇1 0 → 1、镇2 0 → 1 等 9 个）")
    assert " and 4 more)" in verdict_line(OLD, many).en
