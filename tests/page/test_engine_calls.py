"""What the engine does where workers die, are silent or cannot be started: with workers of a script instead of Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from page.engine_room import EngineRoom, bare
from page.site import handed_out

_WORKERS = """
  window.workers = [];
  window.behave = (worker, {id, args}) => worker.say({id, result: args});
  window.Worker = class {
    asked = [];
    constructor() { workers.push(this); setTimeout(() => window.begin(this)); }
    say(data) { setTimeout(() => this.isEnded || this.onmessage({data})); }
    postMessage(asked) {
      this.asked.push(asked);
      const usual = {clear: null, put: {renamed: []}}[asked.call];
      if (usual === undefined) behave(this, asked);
      else this.say({id: asked.id, result: usual, memory: 0});
    }
    terminate() { this.isEnded = true; }
  };
  window.begin = (worker) => worker.say({ready: {version: "1"}});
  window.reading = (id, path, seconds = 1) => ({id, progress: {done: 0, total: 9, path, seconds}});
"""
"""Workers that answer a call with its arguments; ``behave`` and ``begin`` may be set otherwise."""


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with handed_out(bare(built, tmp_path_factory.mktemp("scripted") / "page")) as site:
        yield site.url()


@pytest.fixture
def room(browser: Browser, address: str) -> Iterator[EngineRoom]:
    """Return a room whose workers are those of the script."""
    room = EngineRoom.enter(browser, address, _WORKERS)
    yield room
    room.page.context.close()
    assert room.errors == []


def test_a_file_that_ends_a_worker_though_it_was_left_out_ends_the_call(room: EngineRoom) -> None:
    failed, workers = room.run(
        "window.behave = (worker, {id}) => { worker.say(reading(id, 'x.xlsx')); worker.say({fatal: 'a trap', why: 'died'}); };"
        "return [await told(audit('x.xlsx')), workers.length]"
    )
    assert failed["text"]["en"].startswith("x.xlsx: ended the check once more")
    assert workers == 3
    assert room.lost() == [("x.xlsx", "died")]


def test_twenty_files_may_end_a_worker_and_the_next_ends_the_call(room: EngineRoom) -> None:
    failed, workers = room.run(
        "window.behave = (worker, {id, args}) => {"
        "  worker.say(reading(id, `${(args.lost ?? []).length}.xlsx`)); worker.say({fatal: 'a trap', why: 'memory'}); };"
        "return [await told(audit('x.xlsx')), workers.length]"
    )
    assert failed["why"] == "memory"
    assert failed["text"]["en"].startswith("21 files have ended the check")
    assert (len(room.lost()), workers) == (20, 22)


def test_the_files_are_sent_again_and_the_lost_are_named_after_a_death(room: EngineRoom) -> None:
    args, sent, kept = room.run(
        "window.behave = (worker, {id, args}) => { worker.say(reading(id, 'x.xlsx'));"
        "  worker.say(workers.length === 1 ? {fatal: 'a trap', why: 'died'} : {id, result: args}); };"
        "const args = await audit('x.xlsx', 'y.xlsx');"
        "const put = workers[1].asked.find(({call}) => call === 'put').files;"
        "return [args, put.map(({path, bytes}) => [path, bytes.byteLength]), sample.byteLength]"
    )
    assert args["lost"] == [{"path": "x.xlsx", "why": "died"}]
    assert sent == [["x.xlsx", kept], ["y.xlsx", kept]]


def test_a_silent_file_has_four_times_its_seconds_and_ten(room: EngineRoom) -> None:
    room.stop_clock()
    room.run(
        "window.behave = (worker, {id, args}) => {"
        "  if (args.lost) worker.say({id, result: args}); else worker.say(reading(id, 'x.xlsx', 15)); };"
        "window.done = null; audit('x.xlsx').then((args) => { done = args; })"
    )
    room.page.clock.run_for(69_000)
    assert room.lost() == []
    room.page.clock.run_for(5_000)
    assert room.lost() == [("x.xlsx", "time")]
    assert room.run("return done")["lost"] == [{"path": "x.xlsx", "why": "time"}]


def test_progress_gives_new_time(room: EngineRoom) -> None:
    room.stop_clock()
    room.run(
        "window.behave = (worker, {id}) => setInterval(() => worker.say(reading(id, 'x.xlsx', 1)), 10_000);"
        "window.ended = false; told(audit('x.xlsx')).then(() => { ended = true; })"
    )
    room.page.clock.run_for(300_000)
    assert room.lost() == []
    assert not room.run("return ended")


def test_what_comes_while_it_loads_gives_new_time_and_two_minutes_of_silence_end_it(room: EngineRoom) -> None:
    room.stop_clock()
    room.run(
        "window.begin = (worker) => { for (const at of [1, 2, 3])"
        "  setTimeout(() => worker.say({booting: {done: at, total: 9}}), at * 100_000); };"
        "engine.boot().catch(() => {})"
    )
    room.page.clock.run_for(410_000)
    assert room.heard() == ["booting"]
    room.page.clock.run_for(20_000)
    assert room.heard() == ["booting", "broken"]


def test_an_answer_to_another_call_is_none(room: EngineRoom) -> None:
    assert room.run(
        "window.behave = (worker, {id, args}) => { worker.say({id: id - 1, result: 'late'}); worker.say({id, result: args}); };"
        "return engine.call('x', {n: 1})"
    ) == {"n": 1}


def test_silence_outside_a_file_is_an_error_after_five_minutes(room: EngineRoom) -> None:
    room.stop_clock()
    room.run("window.behave = () => {}; window.failed = null; engine.call('report').catch(({text}) => { failed = text.en; })")
    room.page.clock.run_for(299_000)
    assert room.run("return failed") is None
    room.page.clock.run_for(5_000)
    assert room.run("return failed").startswith("This took too long and was stopped.")


def test_a_worker_that_never_begins_is_started_once_for_each_call(room: EngineRoom) -> None:
    failed, workers = room.run(
        "window.begin = (worker) => worker.say({fatal: 'no python.wasm', why: 'died'});"
        "return [[await told(engine.boot()), await told(engine.call('about'))], workers.length]"
    )
    assert [one["why"] for one in failed] == ["boot", "boot"]
    assert "(no python.wasm)" in failed[0]["text"]["en"]
    assert workers == 2
    assert room.heard() == ["broken"]


def test_words_of_a_worker_that_cannot_begin_are_told_as_they_are(room: EngineRoom) -> None:
    failed = room.run(
        "window.begin = (worker) => worker.say({fatal: {zh: '一', en: 'one'}, why: 'died'}); return told(engine.boot())"
    )
    assert failed["text"] == {"zh": "一", "en": "one"}


def test_a_stop_while_python_loads_ends_the_calls_and_not_the_loading(room: EngineRoom) -> None:
    first, about, workers, asked = room.run(
        "window.begin = (worker) => setTimeout(() => worker.say({ready: {version: '1'}}), 200);"
        "const call = told(audit('x.xlsx')); await pause(50); engine.stop();"
        "const found = [await call, await engine.boot(), workers.length];"
        "await engine.call('about'); return [...found, workers[0].asked.map(({call}) => call)]"
    )
    assert (first["why"], about, workers) == ("stopped", {"version": "1"}, 1)
    assert asked == ["about"]


def test_a_stop_of_an_idle_engine_ends_nothing(room: EngineRoom) -> None:
    assert room.run("await engine.boot(); engine.stop(); return [await engine.call('x', {n: 1}), workers.length]") == [
        {"n": 1},
        1,
    ]


def test_an_error_of_the_session_leaves_its_worker(room: EngineRoom) -> None:
    failed, workers = room.run(
        "window.behave = (worker, {id}) => worker.say({id, error: {zh: '一', en: 'one'}, memory: 0});"
        "return [await told(audit('x.xlsx')), workers.length]"
    )
    assert (failed["why"], failed["text"], workers) == ("refused", {"zh": "一", "en": "one"}, 1)


def test_a_call_that_ends_its_worker_leaves_the_audit_to_be_made_again_once(room: EngineRoom) -> None:
    failed, calls = room.run(
        "await audit('x.xlsx');"
        "window.behave = (worker, {id, call, args}) =>"
        "  worker.say(call === 'report' ? {fatal: 'x', why: 'memory'} : {id, result: args});"
        "const failed = await told(engine.call('report'));"
        "await engine.call('explain');"
        "return [failed, workers.map(({asked}) => asked.map(({call}) => call))]"
    )
    assert failed["why"] == "memory"
    assert calls == [["clear", "put", "audit", "report"], ["clear", "put", "audit", "explain"]]


def test_what_was_to_be_forgotten_is_forgotten_though_the_worker_is_no_more(room: EngineRoom) -> None:
    cleared, calls = room.run(
        "await audit('x.xlsx');"
        "window.behave = (worker, {id, call, args}) =>"
        "  worker.say(call === 'report' ? {fatal: 'x', why: 'died'} : {id, result: args});"
        "window.begin = (worker) => worker.say({fatal: 'no python.wasm', why: 'died'});"
        "await told(engine.call('report')); const cleared = await told(engine.call('clear'));"
        "window.begin = (worker) => worker.say({ready: {version: '1'}});"
        "await engine.call('template');"
        "return [cleared, workers.at(-1).asked.map(({call}) => call)]"
    )
    assert cleared["why"] == "boot"
    assert calls == ["template"]
