"""Which files are read again, and which are not: what they say is the same either way."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from assistcheck import api
from assistcheck.errors import WorkbookError
from assistcheck.i18n import EMPTY_TEXT
from assistcheck.ledgers.source import SheetSource
from assistcheck.pending import facts_of
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.read_cache import key, reader
from assistcheck.submission.read_cache.folder import PREFIX, CacheFolder
from assistcheck.submission.read_cache.reader import CachedReaders
from assistcheck.submission.sources.local_file import LocalFile
from assistcheck.submission.workers.pool import WorkerPool
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.limits import MIB, Limits, ReadOptions
from builders.evidence import FILES
from builders.library import LIBRARY
from builders.library import SHEETS as LIBRARY_SHEETS
from builders.packs import LEDGERS, PACK
from builders.support import TEAM, YEAR_END, book, declaration, ledger, rosters
from unit.submission.workers.known import SHEETS

NEWS = {"date": YEAR_END, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
FACTS = facts_of(PACK)
LINES = ledger("media_reports", NEWS)["媒体报道"]
TEXT = "\n".join(",".join("" if cell is None else str(cell) for cell in line) for line in LINES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "returned"
    made.mkdir()
    (made / "a.xlsx").write_bytes(book({**rosters(), **declaration(TEAM), **ledger("media_reports", NEWS)}))
    (made / "b.xlsx").write_bytes(book(ledger("media_reports", {**NEWS, "date": "2022.1"})))
    (made / "媒体报道.csv").write_text(TEXT, "utf-8")
    shutil.copy(FILES / "year.xls", made / "c.xls")
    shutil.copy(FILES / "year.ods", made / "d.ods")
    return made


class Run:
    """Reads a folder with a cache beside it, and knows which files were read."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.cache, self.read = folder, folder.parent / "cache", list[str]()
        self.options = ReadOptions()

    def begin(self, jobs: Sequence[Job], sheets: SheetSource) -> WorkerPool:
        self.read = [Path(job.source.shown).name for job in jobs]
        return WorkerPool(jobs, sheets, 0, self.options)

    def __call__(self, aliases: Mapping[str, str] | None = None, *, roster_only: bool = False) -> list[ParsedWorkbook]:
        self.read = []
        jobs = [Job(LocalFile(str(path)), roster_only) for path in sorted(self.folder.iterdir())]
        kept = CachedReaders(jobs, SHEETS, CacheFolder(self.cache, MIB), self.options.limits, self.begin)
        return list(kept.books(facts_of(PACK, aliases), LEDGERS))

    def entries(self) -> list[Path]:
        return sorted(self.cache.glob(f"{PREFIX}*"))


@pytest.fixture
def run(folder: Path) -> Run:
    return Run(folder)


ALL = ["a.xlsx", "b.xlsx", "c.xls", "d.ods", "媒体报道.csv"]


def test_unchanged_files_are_read_once_and_say_the_same(run: Run) -> None:
    first = run()
    assert run.read == ALL
    assert len(run.entries()) == len(ALL)
    second = run()
    assert run.read == []
    assert second == first
    assert all(sheet.sheet is LEDGERS[sheet.sheet.id] for one in second for sheet in one.sheets)


def test_a_file_that_has_changed_is_the_only_one_read(run: Run) -> None:
    run()
    (run.folder / "b.xlsx").write_bytes(book(ledger("media_reports", NEWS, NEWS)))
    found = run()
    assert run.read == ["b.xlsx"]
    assert [Path(one.path).name for one in found] == ALL
    assert found[1].sheets[0].rows == [2, 3]


def test_a_new_file_is_read_and_one_that_is_gone_is_not_missed(run: Run) -> None:
    run()
    (run.folder / "a.xlsx").unlink()
    (run.folder / "e.xlsx").write_bytes(book(ledger("donations")))
    assert len(run()) == len(ALL)
    assert run.read == ["e.xlsx"]


def test_a_file_that_was_moved_says_where_it_is_now(run: Run) -> None:
    run()
    (run.folder / "b.xlsx").rename(run.folder / "z.xlsx")
    moved = run()[-2]
    assert run.read == []
    assert moved.path == str(run.folder / "z.xlsx")
    assert "b.xlsx" not in repr(moved)
    assert {problem.place.path for problem in moved.sheets[0].found()} == {moved.path}


def test_a_csv_that_is_called_otherwise_is_another_sheet(run: Run) -> None:
    run()
    (run.folder / "媒体报道.csv").rename(run.folder / "捐赠.csv")
    again = run()[-1]
    assert run.read == ["捐赠.csv"]
    assert [sheet.title for sheet in again.sheets] != ["媒体报道"]


def test_a_workbook_with_another_ending_is_told_so(run: Run) -> None:
    run()
    (run.folder / "b.xlsx").rename(run.folder / "b.xls")
    found = run()
    assert run.read == ["b.xls"]
    assert [problem.code for problem in found[1].problems] == ["other-kind"]


def test_equal_files_are_each_where_they_are(run: Run) -> None:
    shutil.copy(run.folder / "b.xlsx", run.folder / "b2.xlsx")
    for _ in range(2):
        paths = [one.sheets[0].path for one in run()]
        assert paths == [str(path) for path in sorted(run.folder.iterdir())]


def test_recorded_spellings_are_part_of_what_was_read(run: Run) -> None:
    run()
    run({"日报": "晚报"})
    assert run.read == ALL
    run({"日报": "晚报"})
    assert run.read == []


def test_other_limits_and_other_uses_of_a_file_are_read_anew(run: Run) -> None:
    run()
    run.options = ReadOptions(Limits(rows=5))
    assert any(one.error for one in run())
    assert run.read == ALL
    run.options = ReadOptions()
    run(roster_only=True)
    assert run.read == ALL


def test_another_pack_version_or_code_is_another_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def digest() -> str:
        return key.reading_digest(LEDGERS, FACTS, Limits())

    known = {digest(), key.reading_digest(LIBRARY_SHEETS, facts_of(LIBRARY), Limits())}
    known.add(key.reading_digest(LIBRARY_SHEETS, FACTS, Limits()))
    assert digest() in known
    with monkeypatch.context() as patch:
        patch.setattr(key, "fingerprint", lambda: "assistcheck 9.9")
        known.add(digest())
    assert len(known) == 4
    assert key.reading_digest(LEDGERS, FACTS._replace(year=PACK.programme_year._replace(number=2023)), Limits()) not in known


def test_a_damaged_entry_is_read_again_and_written_anew(run: Run) -> None:
    first = run()
    for old, new in ((b"]]", b""), (TEAM.encode(), TEAM.encode()[::-1]), (b"assistcheck-cache", b"")):
        for path in run.entries():
            path.write_bytes(path.read_bytes().replace(old, new))
        assert run() == first
        assert run.read == ALL
        assert run() == first
        assert run.read == []


def test_an_entry_that_says_nothing_of_use_is_read_again(run: Run) -> None:
    first = run()
    kept = CacheFolder(run.cache, MIB)
    for path in run.entries():
        kept.save(path.name.removeprefix(PREFIX), b"[[],[]]")
    assert run() == first
    assert run.read == ALL


def test_entries_of_other_files_are_not_believed(run: Run) -> None:
    first = run()
    one, *others = run.entries()
    for path in others:
        path.write_bytes(one.read_bytes())
    assert run() == first
    assert len(run.read) == len(others)


def test_files_that_cannot_be_read_are_tried_again(run: Run) -> None:
    (run.folder / "b.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    for _ in range(2):
        assert run()[1].error
    assert run.read == ["b.xlsx"]


def test_what_took_a_password_is_never_kept(run: Run) -> None:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO((run.folder / "b.xlsx").read_bytes())).encrypt("secret", out)
    (run.folder / "b.xlsx").write_bytes(out.getvalue())
    run.options = ReadOptions(passwords=("secret",))
    for _ in range(2):
        assert run()[1].sheets[0].rows == [2]
    assert run.read == ["b.xlsx"]
    assert len(run.entries()) == len(ALL) - 1


def test_a_file_that_changes_while_it_is_read_is_not_kept_as_what_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    as_it_is = run.begin

    def begin(jobs: Sequence[Job], sheets: SheetSource) -> WorkerPool:
        (run.folder / "b.xlsx").write_bytes(book(ledger("media_reports", NEWS, NEWS)))
        return as_it_is(jobs, sheets)

    monkeypatch.setattr(run, "begin", begin)
    run()
    assert len(run.entries()) == len(ALL) - 1


def test_a_failure_of_the_run_is_not_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(jobs: Sequence[Job], _: SheetSource) -> Failing:
        return Failing(jobs)

    monkeypatch.setattr(run, "begin", failing)
    assert all(one.error for one in run())
    assert not run.entries()


class Failing:
    """A reader that dies of every file."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.jobs, self.sheets = jobs, SHEETS

    def __exit__(self, *_: object) -> None:
        pass

    def books(self, *_: object) -> Iterator[ParsedWorkbook]:
        for job in self.jobs:
            yield ParsedWorkbook.unread(job.source.shown, WorkbookError("too-large", EMPTY_TEXT), roster_only=False)


def test_something_that_has_no_encoding_is_read_each_time(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "encode", partial(int, "none"))
    run()
    assert not run.entries()


def test_progress_counts_every_file_once(run: Run) -> None:
    jobs = [Job(LocalFile(str(path)), roster_only=False) for path in sorted(run.folder.iterdir())]
    run()
    (run.folder / "b.xlsx").write_bytes(book(ledger("donations")))
    told: list[tuple[int, str]] = []
    kept = CachedReaders(jobs, SHEETS, CacheFolder(run.cache, MIB), Limits(), run.begin)
    list(kept.books(FACTS, LEDGERS, lambda done, path: told.append((done, Path(path).name))))
    assert told == [(0, "a.xlsx"), (1, "b.xlsx"), (1, "c.xls"), (2, "d.ods"), (3, "媒体报道.csv"), (4, "b.xlsx")]


# --- through the interface ----------------------------------------------------------------------


@pytest.mark.parametrize("workers", [0, 2])
def test_a_report_is_the_same_bytes_with_and_without(folder: Path, workers: int) -> None:
    def report(cache: Path | None) -> str | bytes:
        submission = api.read_submissions([str(folder)], PACK, YEAR_END, workers=workers, cache=cache)
        return api.render(api.audit(PACK, submission, api.Request(YEAR_END)), "json", api.View("zh"))

    cache = folder.parent / "cache"
    plain = report(None)
    assert [report(cache), report(cache)] == [plain, plain]
    assert len(list(cache.iterdir())) == len(ALL)


def test_a_cache_within_the_folder_that_is_read_is_no_submission(folder: Path) -> None:
    for paths in ([str(folder)], [str(folder / "*")], [str(folder / "**")]):
        for cache in (folder / "cache", folder):
            for _ in range(2):
                with api.start_reading(paths, workers=0, cache=cache) as reading:
                    assert sorted(Path(path).name for path in reading.paths) == ALL
                    reading.submission(PACK, YEAR_END)


def test_a_pack_that_is_loaded_late_is_the_one_that_counts(folder: Path) -> None:
    for _ in range(2):
        with api.start_reading(
            [str(folder)], rules="county-library-grants", workers=0, cache=folder.parent / "cache"
        ) as reading:
            found = reading.submission(PACK, YEAR_END)
        assert len(found.tables["media_reports"]) > 0


def test_the_limit_is_in_mib(folder: Path, tmp_path: Path) -> None:
    api.read_submissions([str(folder)], PACK, YEAR_END, workers=0, cache=tmp_path / "cache", cache_limit=1)
    held = CacheFolder(tmp_path / "cache", MIB)
    held.save("a" * 64, b"x" * (MIB - MIB // 5))
    assert sum(path.stat().st_size for path in (tmp_path / "cache").iterdir()) <= MIB
