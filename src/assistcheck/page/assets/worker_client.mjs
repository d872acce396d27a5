/**
 * The engine of the page: calls to the worker in which Python runs, and new workers for those that end.
 *
 * @typedef {import("./engine_words.mjs").Text} Text
 * @typedef {{path: string, bytes: ArrayBuffer}} FileBytes  a file, by its path as it was dropped (`folder/file.xlsx`)
 * @typedef {{path: string, why: "died"|"time"|"memory"}} Lost  a file that ended a worker
 *
 * What `notice` hears, one object each:
 * - `{kind: "booting", done, total, again}`: bytes of what is loaded; `again`: instead of a worker that ended
 * - `{kind: "ready", about}`: calls are answered; `about` as the session says it
 * - `{kind: "progress", call, done, total, path, seconds}`: files of a call; `path` is the one that is read now, empty once all are
 * - `{kind: "lost", path, why, text}`: a file ended the worker; it is left out and the rest is audited
 * - `{kind: "broken", text}`: no worker could be started; the next call tries again
 */

import { CallError } from "./call_error.mjs";
import { endedCall, lostFile, lostTwice, notLoaded, tooManyLost } from "./engine_words.mjs";
import { RunningWorker, WorkerEnd } from "./running_worker.mjs";

/** Files that may end a worker in one call before the call is given up. */
const MOST_LOST = 20;
/** Bytes of a worker's memory with which no other audit is begun in it, nor anything kept once all is cleared: a new worker gives them back. */
const MUCH_MEMORY = 768 * 2 ** 20;
/** The calls that need nothing of an earlier audit. */
const ALONE = new Set(["about", "audit", "clear", "put"]);

export class Engine {
  #assets;
  #notice;
  #worker = null;
  #queue = Promise.resolve();
  #stop = stopSignal();
  /** The last audit that succeeded, and the worker that knows of it. */
  #audited = null;

  /**
   * @param {{assets?: string|URL, notice?: (state: object) => void}} [options] `assets`: the folder of manifest.json
   */
  constructor({ assets = new URL("./", import.meta.url), notice = () => {} } = {}) {
    this.#assets = new URL(assets, import.meta.url);
    this.#notice = notice;
  }

  /** Start Python; give what `about` answers. A second time it gives the same. @throws {CallError} */
  boot() {
    return this.#booted(false).then((worker) => worker.about);
  }

  /**
   * Have the session answer a call, after those that were made before it.
   *
   * @param {string} name
   * @param {object} [args]
   * @param {FileBytes[]} [files] of an audit: all that it reads; they take the place of those of an earlier one
   * @returns {Promise<any>} the result; with files, `renamed` too: those that are not called what they were dropped as, and why
   * @throws {CallError} in words: refused, stopped, or ended with the worker
   */
  call(name, args = {}, files = undefined) {
    const stop = this.#stop;
    const answer = this.#queue.then(() => this.#answered({ name, args, files, stop }));
    this.#queue = answer.catch(() => {});
    return Promise.race([answer, stop.asked]);
  }

  /** End what runs now and what waits, as the user asks: those calls fail with `why` "stopped". A worker that was busy is replaced. */
  stop() {
    this.#stop.ask();
    this.#stop = stopSignal();
    if (!this.#worker?.busy) return;
    this.#worker.end("stopped");
    this.#restart();
  }

  async #answered(call) {
    if (call.name === "clear") this.#audited = null;
    try {
      if ((call.files || call.name === "clear") && this.#worker?.memory > MUCH_MEMORY) this.#worker.end("memory");
      await this.#remembered(await this.#booted(false), call);
      return await this.#withoutLost(call);
    } catch (error) {
      if (error instanceof WorkerEnd) {
        this.#restart();
        throw new CallError(error.why, endedCall(error.why));
      }
      throw error;
    }
  }

  /** Audit once more in a worker that has not seen the last audit, if a call is about it. */
  async #remembered(worker, { name, stop }) {
    if (ALONE.has(name) || !this.#audited || this.#audited.worker === worker) return;
    await this.#withoutLost({ ...this.#audited.call, stop });
  }

  /** Answer a call, anew without each file that ends its worker. */
  async #withoutLost(call) {
    const lost = [...(call.args.lost ?? [])];
    for (;;) {
      const worker = await this.#booted(lost.length > 0);
      const args = lost.length ? { ...call.args, lost } : call.args;
      await call.stop.passed();
      try {
        const result = await this.#sent(worker, { ...call, args });
        if (call.name === "audit") this.#audited = { worker, call: { ...call, args } };
        return result;
      } catch (error) {
        if (!(error instanceof WorkerEnd) || call.name !== "audit" || !error.path || error.why === "stopped") throw error;
        this.#lose(error, lost);
      }
    }
  }

  #lose({ path, why }, lost) {
    this.#restart();
    if (lost.some((one) => one.path === path)) throw new CallError(why, lostTwice(path, why));
    if (lost.length >= MOST_LOST) throw new CallError(why, tooManyLost(lost.length + 1));
    lost.push({ path, why });
    this.#notice({ kind: "lost", path, why, text: lostFile(path, why) });
  }

  async #sent(worker, { name, args, files }) {
    const hear = (progress) => this.#notice({ kind: "progress", call: name, ...progress });
    if (!files) return worker.request(name, args, undefined, hear);
    await worker.request("clear", {});
    const { renamed } = await worker.request("put", {}, files);
    return { ...(await worker.request(name, args, undefined, hear)), renamed };
  }

  /** Start a worker in the background; whoever calls next hears if it fails. */
  #restart() {
    this.#booted(true).catch(() => {});
  }

  /** The worker that runs, or a new one. */
  async #booted(again) {
    if (!this.#worker || this.#worker.ended) {
      this.#worker = new RunningWorker(this.#assets, (booting) => this.#notice({ kind: "booting", again, ...booting }));
      this.#worker.ready.then((about) => this.#notice({ kind: "ready", about }), () => {});
    }
    const worker = this.#worker;
    try {
      await worker.ready;
    } catch (error) {
      throw this.#broken(error);
    }
    return worker;
  }

  #broken(error) {
    if (error.why === "stopped") return new CallError("stopped", endedCall("stopped"));
    const words = error.words ?? notLoaded(lastLine(error.message) || error.why);
    this.#notice({ kind: "broken", text: words });
    return new CallError("boot", words);
  }
}

/** What an error says in the end: before it, Python tells the way it came. */
const lastLine = (message = "") => message.trim().split("\n").at(-1);

/** Whether the user has asked to stop: `asked` fails then, and so does `passed`. */
function stopSignal() {
  const signal = {};
  signal.asked = new Promise((_, reject) => {
    signal.ask = () => reject(new CallError("stopped", endedCall("stopped")));
  });
  signal.asked.catch(() => {});
  signal.passed = () => Promise.race([signal.asked, Promise.resolve()]);
  return signal;
}
