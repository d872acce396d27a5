"""What a person does with the page: by the words that stand on it, as whoever sees or hears it finds them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from page.inputs import Job, Lang
from page.trace import Trace

READY_MS = 120_000
"""Time in which Python has to be there; the machine may be busy."""
RESULT_MS = 40_000


@dataclass
class Clerk:
    """A person before a window with the page."""

    page: Page
    trace: Trace
    words: dict[str, dict[str, str]]
    lang: Lang = "zh"

    def say(self, key: str, **values: object) -> str:
        """Return a text of the page in the language that is chosen."""
        return self.words[key][self.lang].format(**values)

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=self.say(key), exact=True)

    def open(self, url: str) -> None:
        """Open the page, and wait till it can be used."""
        self.page.goto(url)
        self.wait_ready()

    def wait_ready(self) -> None:
        expect(self.page.locator("#page")).to_be_visible(timeout=READY_MS)
        expect(self.page.locator("#options option").first).to_be_attached(timeout=READY_MS)
        expect(self.page.locator("#booting")).to_be_hidden(timeout=READY_MS)

    def wait_kept(self) -> None:
        """Wait till the service worker has kept everything, and asks for nothing any more."""
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")

    def speak(self, lang: Lang) -> None:
        """Choose a language."""
        self.page.locator(f"[data-lang={lang}]").click()
        self.lang = lang

    def drop(self, *paths: Path, over: str = "#drop") -> None:
        """Drag files and folders from the disk onto the page, to a place if it is in sight, and let go."""
        session = self.page.context.new_cdp_session(self.page)
        box = self.page.locator(over).bounding_box()
        at = {"x": box["x"] + 20, "y": box["y"] + 20} if box else {"x": 400, "y": 300}
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
        for step in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": step, **at, "data": data})
        session.detach()

    def pick(self, key: str, *paths: Path) -> None:
        """Choose files by one of the page's buttons and the dialog that it opens."""
        with self.page.expect_file_chooser() as chosen:
            self.button(key).click()
        chosen.value.set_files(paths)

    def wait_listed(self, count: int) -> None:
        """Wait till so many files and folders are listed."""
        expect(self.page.locator("#list > li")).to_have_count(count, timeout=RESULT_MS)

    def give(self, job: Job) -> None:
        """Put in everything of a job, and choose what it asks for."""
        if job.paths:
            self.drop(*(job.folder / path for path in job.paths))
        if job.roster:
            self.pick("pick_roster", job.folder / job.roster)
        if job.waivers:
            self.pick("pick_waivers", *(job.folder / path for path in job.waivers))
        self.choose(job)

    def choose(self, job: Job) -> None:
        """Choose pack, day and language of a job."""
        if job.lang != self.lang:
            self.speak(job.lang)
        self.page.get_by_label(self.say("pack"), exact=True).select_option(job.pack)
        self.page.get_by_label(self.say("when_day")).check()
        self.page.get_by_label(self.say("day"), exact=True).fill(job.as_of)

    def start(self) -> None:
        self.page.locator("#start").click()

    def wait_result(self, patience_ms: float = RESULT_MS) -> None:
        """Wait till the result of the audit that was started stands there."""
        result, trouble = self.page.locator("#result"), self.page.locator("#trouble")
        expect(result.or_(trouble).filter(visible=True).first).to_be_visible(timeout=patience_ms)
        assert self.shown("#trouble") == []

    def audit(self, job: Job, patience_ms: float = RESULT_MS) -> None:
        """Have the files of a job audited."""
        self.give(job)
        self.start()
        self.wait_result(patience_ms)

    def start_over(self) -> None:
        """Clear all that is there."""
        for button in self.page.locator("#bar-over:visible, #start-over:visible").all()[:1]:
            button.click()
        self.wait_listed(0)

    def tab(self, key: str) -> None:
        self.page.get_by_role("tab", name=re.compile(f"^{re.escape(self.say(key))}")).click()

    def verdict(self) -> Locator:
        """Return the first verdict in sight of the report, once it can be asked how it came about."""
        return self.page.frame_locator(".report iframe").locator(".badge[data-subject][tabindex='0']:visible").first

    def download(self, key: str, **values: object) -> tuple[str, bytes]:
        """Return the name and the bytes of what a button of the downloads gives."""
        self.tab("tab_downloads")
        with self.page.expect_download(timeout=RESULT_MS) as given:
            self.page.get_by_role("button", name=self.say(key, **values), exact=True).first.click()
        return given.value.suggested_filename, Path(given.value.path()).read_bytes()

    def report(self, form: str) -> bytes:
        """Return the report that the page gives in a format."""
        return self.download(f"report_{form}")[1]

    def json(self) -> dict[str, Any]:
        """Return the JSON report that the page gives."""
        found: dict[str, Any] = json.loads(self.report("json"))
        return found

    def shown(self, selector: str) -> list[str]:
        """Return the texts of the elements in sight."""
        return [text for text in self.page.locator(f"{selector}:visible").all_inner_texts() if text]


def words_of(folder: Path) -> dict[str, dict[str, str]]:
    """Return what a built page says, by key and language."""
    (file,) = folder.glob("app-*/words.json")
    found: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def only(found: Iterable[Any]) -> Any:
    """Return the one that there is."""
    (one,) = found
    return one
