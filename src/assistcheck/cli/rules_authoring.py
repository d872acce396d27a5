"""``assistcheck rules``, for writers of packs: start one, copy one to the next year, test one, write schemas, compile."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistcheck import DEFAULT_PACK, api, pack_api
from assistcheck.cli import options as opt
from assistcheck.cli.command import Command
from assistcheck.cli.language import LANG, say
from assistcheck.cli.output import STDOUT, echo_err, write_result
from assistcheck.cli.output_folder import target_folder, write_files
from assistcheck.cli.progress import progress_bar
from assistcheck.cli.protected_inputs import Inputs
from assistcheck.cli.rules import Pack, app, view_of
from assistcheck.errors import writing
from assistcheck.exit_codes import ExitCode

Name = Annotated[
    str,
    typer.Argument(
        metavar=say("名称", "NAME"),
        help=say("新规则包的名称，如 my-pack-2023", "the new pack's name, such as dongguan-2023"),
        show_default=False,
    ),
]
Source = Annotated[
    str,
    typer.Option("--from", metavar=say("规则包", "PACK"), help=say("复制哪个规则包", "the pack to copy"), show_default=False),
]
Year = Annotated[
    int, typer.Option("--year", metavar="2023", help=say("新的年度", "the new programme year"), show_default=False)
]
StartYear = Annotated[
    int | None,
    typer.Option(
        "--year", metavar="2023", help=say("年度；默认今年", "the programme year; default: this one"), show_default=False
    ),
]
Folder = Annotated[
    str,
    typer.Option("--output", "-o", metavar=say("文件夹", "FOLDER"), help=say("写到哪个文件夹", "the folder to write into")),
]
RuleIds = Annotated[
    list[str] | None,
    typer.Option("--rule", metavar="R05.2", help=say("只测试这些规则，可重复", "test these rules alone; repeatable")),
]
Mutate = Annotated[
    bool,
    typer.Option(
        "--mutate",
        help=say(
            "把每条规则逐处改错，列出没有用例发觉的改动",
            "break each rule in every way, and name the mutants that no case notices",
        ),
    ),
]
Packs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=say("规则包...", "PACK..."),
        help=say("随程序发布的规则包；默认全部", "packs that ship; default: all"),
        show_default=False,
    ),
]


@app.command(
    "new",
    cls=Command,
    help=say(
        "把规则包复制到另一年度：日期顺移，规则都待按新文件确认",
        "copy a pack to another year: its dates moved, every rule to be confirmed by the new document",
    ),
)
def new_pack(name: Name, source: Source, year: Year, *, output: Folder = ".", lang: opt.Lang = None) -> None:  # noqa: ARG001
    """Copy a pack to another year."""
    with writing(output):
        folder = pack_api.new_pack(name, source, year, Path(output), LANG)
    document, words = folder / api.load_pack(str(folder)).manifest.source, f"assistcheck rules check {folder}"
    zh = f"已写入 {folder}：把新文件的全文放到 {document}，再运行 {words}"
    echo_err(say(zh, f"wrote {folder}; put the text of the new document into {document}, then run {words}"))


@app.command(
    "init",
    cls=Command,
    help=say("新建规则包：一个能用的小例子，每个键都有说明", "start a pack: a tiny one that works, with each key explained"),
)
def init_pack(name: Name, *, year: StartYear = None, output: Folder = ".", lang: opt.Lang = None) -> None:  # noqa: ARG001
    """Start a pack."""
    today = date.today()  # noqa: DTZ011 - the user's own calendar
    with writing(output):
        folder = pack_api.init_pack(name, Path(output), year or today.year)
    words = f"assistcheck rules check {folder}"
    echo_err(say(f"已写入 {folder}；改好后运行 {words}", f"wrote {folder}; when you have changed it, run {words}"))


@app.command(
    "test",
    cls=Command,
    help=say(
        "用规则包自带的用例测试规则（不成立为退出码 1）",
        "test the rules against the pack's own cases (exit code 1 if any fails)",
    ),
)
def try_pack(
    pack: Pack = None,
    *,
    rule: RuleIds = None,
    mutate: Mutate = False,
    rules: opt.Rules = DEFAULT_PACK,
    lang: opt.Lang = None,  # noqa: ARG001
    output: opt.Output = STDOUT,
) -> int:
    """Test the rules of a pack against its cases."""
    name = pack or rules
    Inputs((), name).refuse(output)
    with progress_bar(wanted=mutate) as progress:
        found = list(pack_api.try_pack(name, rule or (), mutate=mutate, progress=progress))
    write_result(pack_api.render_tests(api.load_pack(name).manifest.name, found, view_of(output)), output)
    return ExitCode.FINE if all(one.passed for one in found) else ExitCode.FAILED


@app.command(
    "schema",
    cls=Command,
    help=say(
        "写出各文件的 JSON Schema，供编辑器补全和检查",
        "write the JSON Schemas by which an editor completes and checks the files",
    ),
)
def write_schemas(*, output: Folder = "schemas", lang: opt.Lang = None) -> None:  # noqa: ARG001
    """Write the schemas."""
    write_files(target_folder(output), pack_api.pack_schemas(), Inputs(()))


@app.command(
    "compile",
    cls=Command,
    help=say("编译随程序发布的规则包（安装时已编译）", "compile the packs that ship (installing has done so)"),
)
def compile_packs(packs: Packs = None, *, lang: opt.Lang = None) -> None:  # noqa: ARG001
    """Compile the packs that ship."""
    for path in pack_api.compile_packs(packs or ()):
        echo_err(say(f"已写入 {path}", f"wrote {path}"))
