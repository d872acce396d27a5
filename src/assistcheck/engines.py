"""Engines beyond this machine on which files can be read, by name."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from concurrent.futures import Executor

ENGINES = ("dask",)
"""The engines that :func:`open_engine` knows."""
_FOR_SCHEDULER, _FOR_WORKER = 5.0, 5.0
"""Seconds to wait for a scheduler to answer, and then for a first worker."""
_INSTALL = "pip install 'assistcheck[dask]'"


@contextmanager
def open_engine(name: str, scheduler: str) -> Iterator[Executor]:
    """Yield the executor of an engine, and leave the engine at the end.

    Args:
        name: One of :data:`ENGINES`.
        scheduler: Its address, such as ``tcp://10.0.0.1:8786``. Whoever answers there is trusted with the files.

    Raises:
        UsageError: there is no such engine, it is not installed, or no scheduler with a worker answers.
    """
    if name not in ENGINES:
        raise UsageError(LocalizedText(f"没有引擎 {name}；可用：dask", f"there is no engine {name}; there is dask"))
    try:
        dask: Any = import_module("dask")  # an extra
        client_of: Any = import_module("distributed").Client
    except ImportError:
        raise UsageError(LocalizedText(f"dask 引擎须先安装：{_INSTALL}", f"for the engine dask, install: {_INSTALL}")) from None
    for logger in ("distributed", "distributed.client"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)  # what goes wrong is told by us
    whole = {"distributed.admin.large-graph-warning-threshold": "1TiB"}  # files travel with their task
    with dask.config.set(whole), _connected(client_of, scheduler) as client:
        yield client.get_executor(pure=False)  # else each file is hashed once more


@contextmanager
def _connected(client_of: Any, scheduler: str) -> Iterator[Any]:  # noqa: ANN401 - the class of an extra
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions of its packages; what matters is looked at with each task
            client = client_of(scheduler, timeout=_FOR_SCHEDULER, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError, ImportError, AssertionError) as error:
        why = str(error).split("\n", maxsplit=1)[0] or type(error).__name__  # its thread may not have started, for one
        raise UsageError(_unreachable(scheduler, why)) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_FOR_WORKER)
        except TimeoutError:
            zh, en = f"调度器 {scheduler} 没有工作进程", f"the scheduler {scheduler} has no worker"
            raise UsageError(LocalizedText(zh, en)) from None
        yield client


def _unreachable(scheduler: str, why: str) -> LocalizedText:
    return LocalizedText(
        f"连不上调度器 {scheduler}（{why}）；地址应写成 tcp://主机:端口",
        f"the scheduler {scheduler} cannot be reached ({why}); an address is such as tcp://HOST:PORT",
    )
