"""Errors cross whole from process to process."""

from __future__ import annotations

import copy
import errno
import os
import pickle
import re
from collections.abc import Callable
from functools import partial
from multiprocessing.pool import ThreadPool

import pytest

from assistcheck.errors import (
    AssistCheckError,
    RefusedFileError,
    RulePackError,
    SideFileError,
    UsageError,
    WorkbookError,
    reason,
)
from assistcheck.i18n import LocalizedText

WORDS = LocalizedText("第一行\n第二行", "line one\nline two")
PLAIN = (AssistCheckError, UsageError, SideFileError, RulePackError)
ERRORS = [*(kind(WORDS) for kind in PLAIN), WorkbookError("too-large", WORDS)]


def pickled(error: AssistCheckError, protocol: int) -> AssistCheckError:
    found = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301 - what was pickled here
    assert isinstance(found, AssistCheckError)
    return found


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, *(partial(pickled, protocol=n) for n in range(6))])
def test_every_error_arrives_whole(error: AssistCheckError, again: Callable[[AssistCheckError], AssistCheckError]) -> None:
    error.add_note("noted")
    found = again(error)
    assert type(found) is type(error)
    assert (found.words, str(found), found.exit_code) == (WORDS, "line one\nline two", error.exit_code)
    assert getattr(found, "code", None) == getattr(error, "code", None)
    assert "noted" in found.__notes__
    assert found.args == error.args


def test_every_error_of_the_module_is_tried() -> None:
    kinds, open_ends = {AssistCheckError}, [AssistCheckError]
    while open_ends:
        more = {kind for kind in open_ends.pop().__subclasses__() if kind.__module__ == "assistcheck.errors"}
        kinds |= more
        open_ends += more
    assert kinds == {type(error) for error in ERRORS}


def test_a_pool_raises_what_its_worker_raised() -> None:
    def fail(_: int) -> None:
        raise UsageError(WORDS)

    with ThreadPool(1) as pool, pytest.raises(UsageError) as caught:
        pool.map(fail, [1])
    assert caught.value.words == WORDS


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), LocalizedText("磁盘已满", "No space left on device")),
        (OSError(71, "Protocol error"), LocalizedText("Protocol error", "Protocol error")),
        (OSError("odd"), LocalizedText("OSError", "OSError")),
    ],
)
def test_what_the_system_says_is_said_in_both_languages(error: OSError, words: LocalizedText) -> None:
    assert reason(error) == words


COMMON = [
    "ENOENT",
    "EEXIST",
    "ENOTDIR",
    "EISDIR",
    "ENOTEMPTY",
    "EACCES",
    "EPERM",
    "EROFS",
    "ENOSPC",
    "EDQUOT",
    "EFBIG",
    "EXDEV",
]
COMMON += ["EIO", "EINVAL", "EBUSY", "EMFILE", "ENOMEM", "ESTALE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ECONNREFUSED"]
COMMON += ["ENAMETOOLONG", "ELOOP", "EPIPE", "ENXIO", "ENODEV", "ENOTCONN", "ECONNRESET", "EAGAIN", "EBADF", "ENOTSUP"]


@pytest.mark.parametrize("name", COMMON)
def test_whatever_the_system_says_is_told_in_each_language(name: str) -> None:
    number = getattr(errno, name)
    words = reason(OSError(number, os.strerror(number)))
    assert re.findall("[A-Za-z]", words.zh) == []
    assert words.en.isascii()
    assert words.en


def test_a_system_that_speaks_another_language_is_told_in_that_of_the_run() -> None:
    assert reason(OSError(errno.ENOENT, "系统找不到指定的文件。")).en == "No such file or directory"


def test_a_file_that_is_refused_has_words_of_its_own() -> None:
    assert reason(RefusedFileError(errno.EINVAL, WORDS)) == WORDS
