"""docs/problems.md: what the checker says of each case, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.problem_codes import CODES, ProblemLevel
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.phrases import where
from docs.gallery.cases import AS_OF, CASES, Case

PAGE = Path(__file__).parents[3] / "docs" / "problems.md"
COMMAND = "cd tests && python -m docs.gallery"

_LEVELS: dict[ProblemLevel, tuple[str, LocalizedText]] = {
    "error": (
        "错误 Errors",
        LocalizedText(
            "有内容不能采用（一个值、一行或一个文件），或同一凭证被两个组团申报。",
            "A value, a row or a file could not be used, or is claimed twice.",
        ),
    ),
    "warning": (
        "提醒 Warnings",
        LocalizedText("需要有人核对；是否计入，见各项的说明。", "Somebody should look; whether it counts, each says itself."),
    ),
    "note": ("说明 Notes", LocalizedText("供知悉。", "Good to know.")),
}
_LINES: tuple[tuple[str, str], ...] = (
    ("位置", "Where"),
    ("问题", "What is wrong"),
    ("现为", "What stands there"),
    ("应为", "What was expected"),
    ("怎么改", "Remedy"),
)


def page() -> str:
    """Return the whole page."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# 问题图例 · Gallery of problems"
    yield ""
    yield f"数据中的每一种问题，各举一例，并列出核对时的实际提示。统计截止 {AS_OF}，年度 2022；所有名称均为虚构。"
    yield f"Each kind of problem in the data, an example and what is really said of it. As of {AS_OF}; all names are invented."
    yield ""
    yield f"本页由程序生成，勿手工修改；重新生成：`{COMMAND}`。This page is generated; to make it again: `{COMMAND}`."
    yield ""
    for level, (title, _) in _LEVELS.items():
        yield f"- **{title}**"
        for case in _of(level):
            words = case.problem().title
            yield f"  - [{case.code}](#{case.code}) {words.zh} · {words.en}"
    for level, (title, words) in _LEVELS.items():
        yield from ("", f"## {title}", "", words.zh, words.en)
        for case in _of(level):
            yield from _entry(case)


def _of(level: ProblemLevel) -> Iterator[Case]:
    return (case for case in CASES if CODES[case.code].level == level)


def _entry(case: Case) -> Iterator[str]:
    problem = case.problem()
    yield from ("", f"### {case.code}", "")
    yield f"例：{case.example.zh}。Example: {case.example.en}."
    yield from ("", "| | 中文 | English |", "|---|---|---|")
    for (zh, en), words in zip(_LINES, _words(problem), strict=True):
        if words != EMPTY_TEXT:
            yield f"| {zh} {en} | {_cell(words.zh)} | {_cell(words.en)} |"


def _words(problem: Problem) -> tuple[LocalizedText, ...]:
    value = f"`{problem.value}`" if problem.value else ""
    return (
        LocalizedText(where(problem.place, "zh"), where(problem.place, "en")),
        LocalizedText(problem.message("zh"), problem.message("en")),
        LocalizedText(value, value),
        problem.expected,
        problem.remedy,
    )


def _cell(text: str) -> str:
    return visible(text).replace("|", "\\|")
