"""The engine without the page around it: a bare document of the built folder, and a reader that misbehaves by a file's name."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from page.inputs import SAMPLES

_BRIDGE = "    const { WorkerEntry }"
_MISBEHAVING = r"""
import js, pyodide_js
from assistcheck.in_browser import told
from assistcheck.pending import PendingSubmission
from assistcheck.submission.workers import in_process

read_job, audited, notices = in_process.read_job, told.audited, []

def misbehave(name):
    if "endless" in name:
        while True:
            pass
    if "hungry" in name or "starved" in name:
        held = []
        try:
            while True:
                held.append(bytes(50_000_000))
        except MemoryError:
            if "hungry" in name:
                raise
    if "trap" in name or "starved" in name:
        pyodide_js._api.fatal_error(js.Error.new("a trap"))
    if "closed" in name:
        for call in (lambda: js.fetch("./"), lambda: js.WebSocket.new("ws://127.0.0.1/"), lambda: js.eval("1")):
            try:
                call()
                raise SystemExit("something is open")
            except Exception as error:
                notices.append("policy" if "Content Security Policy" in str(error) else str(error)[:50])
        raise OSError(", ".join(notices))

def reading(job, *rest):
    misbehave(job.source.shown)
    return read_job(job, *rest)

def judged(report, *rest):
    if any("dies later" in one.path for one in report.inputs):
        misbehave("trap")
    return audited(report, *rest)

in_process.read_job, told.audited = reading, judged
PendingSubmission.seconds_for = lambda self, path: 0.1
"""
"""Run in the browser before the session is there. Files have a tenth of a second, so that a watch need not be waited for."""
_ENGINE = """async () => {
  const app = document.querySelector("meta[name=app]").content;
  for (const name of ["worker_client", "basket", "files", "boot_checks"])
    Object.assign(window, await import(`./${app}/${name}.mjs`));
  window.notices = [];
  window.start = () => { window.engine = new Engine({notice: (state) => notices.push(state)}); };
  window.told = (call) => call.then((result) => ({result}), ({why, text, message}) => ({why, text, message}));
  window.audit = (...paths) => engine.call("audit",
    {paths, waivers: [], pack: "dongguan-2022", as_of: "2022-12-31", lang: "en"}, paths.map((path) => ({path, bytes: sample})));
  window.pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  start();
}"""


def bare(built: Path, folder: Path) -> Path:
    """Write the built page into ``folder`` with a document ``bare.html``, of the same policy, that runs nothing by itself."""
    shutil.copytree(built, folder, copy_function=os.link)
    (app,) = folder.glob("app-*")
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy"[^>]*>', (folder / "index.html").read_text("utf-8"))
    head = f'{policy}<meta name="app" content="{app.name}"><link rel="icon" href="data:,">'
    (folder / "bare.html").write_text(f"<!doctype html>{head}", "utf-8")
    return folder


def rewrite(file: Path, old: str, new: str) -> None:
    """Replace something in a file that may be another folder's too."""
    text = file.read_text("utf-8")
    assert old in text
    file.unlink()
    file.write_text(text.replace(old, new), "utf-8")


def misbehaving(folder: Path) -> Path:
    """Have the reader of a built folder misbehave: ``endless``, ``hungry``, ``trap``, … in the name of a file."""
    (bridge,) = folder.glob("app-*/session_bridge.mjs")
    rewrite(bridge, _BRIDGE, f"    pyodide.runPython({json.dumps(_MISBEHAVING)});\n{_BRIDGE}")
    return folder


@dataclass
class EngineRoom:
    """A window with the bare document, and an engine that has not been started."""

    page: Page
    errors: list[str] = field(default_factory=list)

    @classmethod
    def enter(cls, browser: Browser, url: str, script: str = "") -> EngineRoom:
        """Open the document at the address of a built folder; ``script`` runs before the engine is there."""
        page = browser.new_context().new_page()
        page.set_default_timeout(120_000)
        room = cls(page)
        page.on("pageerror", lambda error: room.errors.append(str(error)))
        page.goto(f"{url}bare.html")
        content = base64.b64encode((SAMPLES / "one-team.xlsx").read_bytes()).decode("ascii")
        page.evaluate(
            f"window.sample = Uint8Array.from(atob('{content}'), (one) => one.charCodeAt(0)).buffer; {script}; undefined"
        )
        page.evaluate(_ENGINE)
        return room

    def stop_clock(self) -> None:
        """Have time pass only where a test runs it on, however long the machine takes for anything."""
        self.page.clock.install(time=0)
        self.page.clock.pause_at(1)

    def run(self, body: str) -> Any:
        """Run statements of JavaScript; they may wait, and return something."""
        return self.page.evaluate(f"async () => {{ {body} }}")

    def heard(self) -> list[str]:
        """Return the kinds of notices so far, each once where it was repeated."""
        kinds = [state["kind"] for state in self.run("return notices")]
        return [kind for at, kind in enumerate(kinds) if not at or kinds[at - 1] != kind]

    def lost(self) -> list[tuple[str, str]]:
        """Return the files that ended a worker, and how."""
        return [(state["path"], state["why"]) for state in self.run("return notices") if state["kind"] == "lost"]
