/**
 * One worker from its start to its end: its calls one after another, and a watch over the time that it is silent.
 */

import { CallError } from "./call_error.mjs";

/** Seconds of silence after which a worker is ended: while it loads, and in a call that has told no time of its own. */
const SILENCE = { booting: 120, call: 300 };
/** A file's own seconds are those of a native reader: WebAssembly is slower, and so may be the computer. */
const SLOWER = 4;
const MORE_SECONDS = 10;

/** Why a worker is no more. */
export class WorkerEnd extends Error {
  /** @param {"stopped"|"time"|"memory"|"died"} why @param {string} [path] the file that was read then */
  constructor(why, path = "", words = undefined, detail = "") {
    super(detail || why);
    this.why = why;
    this.path = path;
    this.words = words;
  }
}

export class RunningWorker {
  #worker;
  #url;
  #call = null;
  #ids = 0;
  #limit = SILENCE.booting;
  #silent = 0;
  #clock;
  #onBooting;
  #boot;
  ended = false;
  about = null;
  /** Bytes of memory that Python had when it last answered; it gives none back. */
  memory = 0;

  /** @param {URL} assets @param {(booting: {done: number, total: number}) => void} onBooting */
  constructor(assets, onBooting) {
    this.#onBooting = onBooting;
    this.ready = new Promise((resolve, reject) => {
      this.#boot = { resolve, reject };
    });
    this.ready.catch(() => {});
    // A worker of a blob is held to the policy of this page; one of a file only to what the server sends with the file.
    this.#url = URL.createObjectURL(new Blob([`import ${JSON.stringify(new URL("worker.mjs", assets).href)};`], { type: "text/javascript" }));
    this.#worker = new Worker(this.#url, { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onmessageerror = () => this.end("died");
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.end("died", undefined, event.message || "worker.mjs");
    };
    this.#clock = setInterval(() => this.#tick(), 1000);
  }

  /** Whether a call is being answered. */
  get busy() {
    return this.#call !== null;
  }

  /** @returns {Promise<any>} the result @throws {CallError|WorkerEnd} */
  request(call, args, files = undefined, onProgress = () => {}) {
    if (this.ended) return Promise.reject(new WorkerEnd("died"));
    return new Promise((resolve, reject) => {
      this.#call = { id: ++this.#ids, resolve, reject, onProgress, path: "" };
      this.#await(SILENCE.call);
      const copies = files?.map(({ path, bytes }) => ({ path, bytes: bytes.slice(0) }));
      this.#worker.postMessage({ id: this.#call.id, call, args, files: copies }, (copies ?? []).map(({ bytes }) => bytes));
    });
  }

  /** End the worker now, and with it the call that it was answering. */
  end(why, words = undefined, detail = "") {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.#clock);
    this.#worker.terminate();
    URL.revokeObjectURL(this.#url);
    const error = new WorkerEnd(why, this.#call?.path, words, detail);
    this.#boot.reject(error);
    this.#call?.reject(error);
  }

  #hear(message) {
    if (this.ended) return;
    this.#silent = 0;
    if (message.booting) this.#onBooting(message.booting);
    else if (message.ready) this.#started(message.ready);
    else if (message.fatal !== undefined) this.#die(message);
    else if (message.id === this.#call?.id) this.#hearOfCall(message);
  }

  #started(about) {
    this.about = about;
    this.#await(0);
    this.#boot.resolve(about);
  }

  #die({ fatal, why = "died" }) {
    if (typeof fatal === "string") this.end(why, undefined, fatal);
    else this.end(why, fatal);
  }

  #hearOfCall({ progress, result, error, memory }) {
    const call = this.#call;
    if (progress) {
      call.path = progress.done < progress.total ? progress.path : "";
      this.#await(call.path && progress.seconds ? progress.seconds * SLOWER + MORE_SECONDS : SILENCE.call);
      call.onProgress(progress);
      return;
    }
    this.#call = null;
    this.memory = memory;
    this.#await(0);
    if (error) call.reject(new CallError("refused", error));
    else call.resolve(result);
  }

  /** Allow so many seconds of silence; 0: for ever. */
  #await(seconds) {
    this.#limit = seconds;
    this.#silent = 0;
  }

  /** Seconds are counted while this page runs: those that a computer sleeps are none. */
  #tick() {
    this.#silent += 1;
    if (this.#limit && this.#silent > this.#limit) this.end("time");
  }
}
