"""The codes of problems of files as they lie on a drive: open, changing, copied."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText
from assistcheck.problem_terms import Code

FILE_CODES: dict[str, Code] = {
    "changed-while-reading": Code(
        "error",
        LocalizedText("文件在读取时被改动，没有采用", "the file changed while it was read, and was not used"),
        LocalizedText(
            "等文件保存完、传完或同步完，然后重新运行", "wait till it has been saved, copied or synchronised, and run again"
        ),
        LocalizedText("读取期间不变的文件", "a file that stays as it is while it is read"),
    ),
    "open-file": Code(
        "note",
        LocalizedText(
            "文件可能正被打开，已按最后一次保存的内容读取", "the file seems to be open; it was read as it was last saved"
        ),
        LocalizedText("编辑完保存并关闭，然后重新运行", "save and close it when the work on it is done, and run again"),
        LocalizedText("已关闭的文件", "a file that is closed"),
    ),
    "repeated-file": Code(
        "note",
        LocalizedText(
            "与另一份文件的内容完全相同，只计一次", "the content is the same as another file's to the byte; it counts once"
        ),
        LocalizedText("删除多余的一份", "remove the one that is not needed"),
    ),
    "likely-copy": Code(
        "warning",
        LocalizedText(
            "按文件名像是另一份的副本，但内容不同，两份都计入了",
            "by its name a copy of another file, but the content differs; both count",
        ),
        LocalizedText(
            "核对后只保留有效的一份；不是副本的，请改名，并填写是谁报送的",
            "keep only the one that is valid; if it is no copy, rename it and fill in who sends it",
        ),
    ),
}
"""Part of :data:`assistcheck.problem_codes.CODES`."""
