/**
 * The session of Python (`assistcheck.in_browser.worker_entry`), as the worker calls it.
 */

const FOLDER = "/home/pyodide/session";

export class SessionBridge {
  #entry;
  #files;
  #hear = () => {};

  /** @param {object} pyodide */
  constructor(pyodide) {
    const { WorkerEntry } = pyodide.pyimport("assistcheck.in_browser.worker_entry");
    this.#entry = WorkerEntry(FOLDER, (said) => this.#hear(JSON.parse(said)));
    this.#files = pyodide.FS;
  }

  /**
   * Have the session answer a call.
   *
   * @param {string} call
   * @param {object} args
   * @param {(said: {progress: object}) => void} [hear]
   * @returns {{result: any} | {error: import("./engine_words.mjs").Text}} the bytes of a download as `result.bytes`
   */
  answer(call, args, hear = () => {}) {
    this.#hear = hear;
    const answer = this.#entry.call(call, JSON.stringify(args));
    const { content } = answer;
    const told = JSON.parse(answer.text);
    if (content) {
      told.result.bytes = content.toJs();
      content.destroy();
    }
    answer.destroy();
    return told;
  }

  /** Put files where the session wants them. @param {{path: string, bytes: ArrayBuffer}[]} files */
  put(files) {
    const told = this.answer("put", { paths: files.map(({ path }) => path) });
    told.result?.places.forEach((place, at) => this.#files.writeFile(place, new Uint8Array(files[at].bytes), { canOwn: true }));
    return told;
  }
}
