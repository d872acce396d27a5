"""The options that mean the same everywhere, each declared once.

Each is a setting too, by its name: a variable and a key of a file, see :mod:`assistcheck.cli.settings.keys`. What an option
takes is known by its metavar: a FILE or DIR in a file of settings is relative to that file's folder.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistcheck import api
from assistcheck.cli.language import say

if TYPE_CHECKING:
    Format = StrEnum
else:
    Format = StrEnum("Format", {name.upper(): name for name in api.FORMATS})
    """The formats of an audit's report: those of the one table."""


class FailLevel(StrEnum):
    """What makes a run fail."""

    SHORTFALL = "shortfall"
    BEHIND = "behind"
    ANY = "any"
    NEVER = "never"


class EngineName(StrEnum):
    """The engines beyond this machine."""

    DASK = "dask"


class Language(StrEnum):
    """The languages of help, messages and reports."""

    ZH = "zh"
    EN = "en"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar=say("路径...", "PATH..."),
        help=say("工作簿、文件夹、压缩包或通配符；- 表示标准输入", "workbooks, folders, .zip or globs; - is standard input"),
        show_default=False,
    ),
]
_RULES = typer.Option("--rules", metavar=say("规则包", "PACK"), help=say("规则包：名称或路径", "rule pack: a name or a path"))
Rules = Annotated[str, _RULES]
RulesIfAny = Annotated[str | None, _RULES]
"""The same, where whatever there is may be taken."""
RosterFile = Annotated[
    str | None,
    typer.Option(
        "--roster",
        metavar=say("文件", "FILE"),
        help=say("名册工作簿；给出后以它为准", "workbook of rosters, which then stand for all"),
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar=say("年-月-日", "YYYY-MM-DD"),
        help=say(
            "统计截止日；默认今天，但不晚于年度最后一天",
            "the day of judgement; default: today, but never past the last day of the programme year",
        ),
    ),
]
Quarter = Annotated[
    str | None,
    typer.Option(
        "--quarter",
        metavar=say("季度", "QUARTER"),
        help=say("统计截止到该季度最后一天，如 2022Q2", "as of the last day of this quarter, such as 2022Q2"),
    ),
]
RuleIds = Annotated[
    list[str] | None,
    typer.Option("--rule", metavar="R05.2", help=say("只核对这些规则，可重复", "only these rules; repeatable")),
]
SubjectNames = Annotated[
    list[str] | None,
    typer.Option(
        "--subject", metavar=say("名称", "NAME"), help=say("只核对这些责任主体，可重复", "only these subjects; repeatable")
    ),
]
Within = Annotated[
    list[str] | None,
    typer.Option(
        "--within",
        metavar=say("类别=名称", "KIND=NAME"),
        help=say("只核对属于它的责任主体，可重复", "only subjects that belong to it; repeatable"),
    ),
]
Readings = Annotated[
    list[str] | None,
    typer.Option(
        "--reading",
        metavar=say("规则=口径", "RULE=NAME"),
        help=say("采用另一种口径，可重复", "use a named alternative reading; repeatable"),
    ),
]
WaiverFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--waivers",
        metavar=say("文件", "FILE"),
        help=say("备案：YAML、JSON 或含“备案”表的工作簿，可重复", "recorded waivers: YAML, JSON or a workbook; repeatable"),
    ),
]
Issuer = Annotated[
    str | None,
    typer.Option(
        "--issuer",
        metavar=say("单位", "OFFICE"),
        help=say("督办通知、一页报告的发文单位", "the office that signs a notice or one page"),
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar=say("联系人及电话", "CONTACT"),
        help=say("督办通知的联系人及电话", "whom to ask about a notice: name and telephone"),
    ),
]
ReplyBy = Annotated[
    str | None,
    typer.Option(
        "--reply-by",
        metavar=say("年-月-日", "YYYY-MM-DD"),
        help=say("反馈截止日期", "the last day for an answer"),
    ),
]
IssuedOn = Annotated[
    str | None,
    typer.Option(
        "--issued-on",
        metavar=say("年-月-日", "YYYY-MM-DD"),
        help=say("督办通知、一页报告的成文日期", "the day of a notice or one page"),
    ),
]
DocumentNumber = Annotated[
    str | None,
    typer.Option(
        "--document-number",
        metavar=say("发文字号", "NUMBER"),
        help=say("督办通知的发文字号", "the reference of a notice"),
    ),
]
BaselineFile = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar=say("文件", "FILE"),
        help=say(
            "以前的 JSON 报告作基线：只有新增或变差的才算不通过",
            "an earlier JSON report: the run fails only on what is new or worse",
        ),
    ),
]
UpdateBaseline = Annotated[
    bool,
    typer.Option(
        "--update-baseline",
        help=say(
            "更新基线：已销号和好转的计入，新增和变差的不计入；基线尚不存在时写入本次结果",
            "update the baseline: take in what is closed or better, not what is new or worse; write it where there is none",
        ),
    ),
]
AllowGrowth = Annotated[
    bool,
    typer.Option(
        "--allow-growth",
        help=say("更新基线时新增和变差的也计入", "with --update-baseline: take in what is new or worse too"),
    ),
]
AliasesFile = Annotated[
    str | None,
    typer.Option(
        "--aliases",
        metavar=say("文件", "FILE"),
        help=say("写法对照表（.csv：写法,正式名称）", "recorded spellings (.csv: alias,name)"),
    ),
]
PasswordFile = Annotated[
    str | None,
    typer.Option(
        "--password-file",
        metavar=say("文件", "FILE"),
        help=say(
            "打开加密文件的密码，每行一个（或用 ASSISTCHECK_PASSWORD）",
            "passwords for encrypted files, one a line (or ASSISTCHECK_PASSWORD)",
        ),
    ),
]
LimitTexts = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar=say("名称=数值", "NAME=VALUE"),
        help=say("调整一项读取限制，如 rows=2000000，可重复", "change a limit of reading; repeatable"),
    ),
]
CacheFolder = Annotated[
    str | None,
    typer.Option(
        "--cache",
        metavar=say("文件夹", "DIR"),
        help=say("把读出的内容存在这里，未改动的文件不再读取", "keep what was read here; unchanged files are not read again"),
    ),
]
CacheLimit = Annotated[
    int,
    typer.Option(
        "--cache-limit",
        metavar=say("兆字节", "MIB"),
        min=1,
        help=say("--cache 最多占用的空间，最久未用的先删除", "what --cache may take; what was used longest ago goes first"),
    ),
]
NoArchives = Annotated[
    bool,
    typer.Option("--no-archives", help=say("不读取压缩包中的工作簿", "leave workbooks in archives (.zip) unread")),
]
Engine = Annotated[
    EngineName | None,
    typer.Option(
        "--engine",
        metavar="|".join(EngineName),
        help=say("由别的机器读取文件的引擎", "engine on which other machines read the files"),
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar=say("地址", "ADDRESS"),
        help=say("引擎的调度器，如 tcp://主机:8786", "scheduler of the engine, such as tcp://HOST:8786"),
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar=say("个数", "NUMBER"),
        min=0,
        help=say(
            "读取文件的进程数，0 为只用本进程；默认看处理器",
            "how many processes read files, 0: none but this one; default: as there are processors",
        ),
    ),
]
Lang = Annotated[
    Language | None,
    typer.Option(
        "--lang",
        metavar="|".join(Language),
        help=say("语言；默认看系统语言", "language; default: that of the locale"),
    ),
]
OutputFormat = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="|".join(Format),
        help=say(
            "输出格式；默认看 -o 的后缀，否则 text",
            "format of the report; default: as the name of -o ends, else text",
        ),
    ),
]
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar=say("文件", "FILE"),
        help=say("写入文件；- 为标准输出", "write to this file; - is standard output"),
    ),
]
All = Annotated[bool, typer.Option("--all", help=say("长列表不截断", "long lists uncut"))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say("只输出结论", "the conclusion alone"))]
NoProgress = Annotated[bool, typer.Option("--no-progress", help=say("不显示进度", "no progress bar"))]
ShowTimings = Annotated[bool, typer.Option("--timings", help=say("显示各阶段用时和内存", "tell time and memory of each stage"))]
FailOn = Annotated[
    FailLevel,
    typer.Option(
        "--fail-on",
        metavar="|".join(FailLevel),
        help=say("达到哪一级算不通过（退出码 1）", "what makes the run fail (exit code 1)"),
    ),
]
