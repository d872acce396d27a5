/**
 * The files that the user gave to the page: found where they were dropped, told apart by their paths, read when an audit starts.
 *
 * @typedef {import("./engine_words.mjs").Text} Text
 * @typedef {{path: string, file: File}} FoundFile  `path` as it was dropped: `file.xlsx`, `folder/file.xlsx`
 * @typedef {{path: string, text: Text}} Refused  what was not taken, and why
 * @typedef {{found: FoundFile[], refused: Refused[]}} Taken
 * @typedef {"workbook"|"roster"|"waivers"} Role
 * @typedef {{path: string, role: Role, size: number}} Listed  a file of the basket
 */

import { badName, fileGone, fileLocked, fileTooLarge, folderClosed, tooManyFiles } from "./engine_words.mjs";

const MIB = 2 ** 20;
/** What is taken at most. */
export const LIMITS = Object.freeze({ fileBytes: 256 * MIB, files: 10_000 });
/** @type {readonly Role[]} */
export const ROLES = Object.freeze(["workbook", "roster", "waivers"]);

/**
 * The files of a drop, those of folders included. To be called while the event is handled: its data is gone afterwards.
 *
 * @param {DataTransfer} data
 * @returns {Promise<Taken>}
 */
export function dropped(data) {
  const entries = [...data.items].filter(({ kind }) => kind === "file").map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  return found(entries.filter(Boolean));
}

async function found(entries) {
  const taken = { found: [], refused: [] };
  for (const entry of entries) {
    if (entry instanceof File) keep(taken, entry.name, entry);
    else await walk(taken, entry, entry.name);
  }
  return taken;
}

/**
 * The files of an `<input type=file>`, with `multiple` or `webkitdirectory`.
 *
 * @param {Iterable<File>} files
 * @returns {Taken}
 */
export function picked(files) {
  const taken = { found: [], refused: [] };
  for (const file of files) keep(taken, file.webkitRelativePath || file.name, file);
  return taken;
}

async function walk(taken, entry, path) {
  if (full(taken)) return;
  try {
    if (entry.isFile) keep(taken, path, await new Promise((resolve, reject) => entry.file(resolve, reject)));
    else for await (const inside of members(entry)) await walk(taken, inside, `${path}/${inside.name}`);
  } catch (error) {
    taken.refused.push({ path, text: entry.isFile ? unreadable(path, error) : folderClosed(path) });
  }
}

/** What a folder holds, in the order of names; browsers give it in batches of a hundred. */
async function* members(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!batch.length) break;
    all.push(...batch);
    if (all.length > LIMITS.files) break;
  }
  yield* all.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function full(taken) {
  if (taken.found.length < LIMITS.files) return false;
  if (!taken.full) taken.refused.push({ path: "", text: tooManyFiles(LIMITS.files) });
  Object.defineProperty(taken, "full", { value: true });
  return true;
}

function keep(taken, given, file) {
  if (full(taken)) return;
  const path = wellFormed(given);
  if (path.split("/").some((part) => part === "" || part === "." || part === "..") || path.includes("\0")) {
    taken.refused.push({ path, text: badName(path) });
  } else if (file.size > LIMITS.fileBytes) {
    taken.refused.push({ path, text: fileTooLarge(path, Math.ceil(file.size / MIB), LIMITS.fileBytes / MIB) });
  } else {
    taken.found.push({ path, file });
  }
}

/** A name without halves of characters, which no other program could be told. */
const wellFormed = (name) => name.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

/** Why a file cannot be read, by what the browser says. */
const unreadable = (path, error) => (error?.name === "NotFoundError" ? fileGone(path) : fileLocked(path));

/** Whether the file is there as it was when it was dropped. */
async function isThere(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** What was dropped or picked so far. */
export class Basket {
  /** @type {Map<string, {file: File, role: Role}>} by path, in the order given */
  #files = new Map();

  /** @returns {Listed[]} in the order given */
  get files() {
    return [...this.#files].map(([path, { file, role }]) => ({ path, role, size: file.size }));
  }

  /** The arguments of an audit that say what its files are. @returns {{paths: string[], roster?: string, waivers: string[]}} */
  get args() {
    const of = (role) => this.files.filter((one) => one.role === role).map(({ path }) => path);
    const roster = of("roster")[0];
    return { paths: this.#paths(), ...(roster === undefined ? {} : { roster }), waivers: of("waivers") };
  }

  /**
   * Add what was found. The same file again changes nothing; a file that was changed since takes the place of what it was;
   * another one of the same path is kept beside it, under a name with a number.
   *
   * @param {FoundFile[]} files
   * @param {Role} [role]
   * @returns {Promise<{added: string[], replaced: string[], again: string[], renamed: {path: string, from: string}[], refused: Refused[]}>}
   */
  async add(files, role = "workbook") {
    const done = { added: [], replaced: [], again: [], renamed: [], refused: [] };
    const earlier = new Set(this.#files.keys());
    for (const { path, file } of files) {
      const same = this.#files.get(path);
      if (!same) {
        if (!this.#set(done, path, file, role)) break;
        done.added.push(path);
      } else if (earlier.has(path) && !(await isThere(same.file))) {
        this.#files.set(path, { file, role: same.role });
        done.replaced.push(path);
      } else if (same.file.size === file.size && same.file.lastModified === file.lastModified) {
        done.again.push(path);
      } else {
        const free = this.#freeName(path);
        if (!this.#set(done, free, file, role)) break;
        done.renamed.push({ path: free, from: path });
      }
    }
    if (role === "roster") this.#onlyRoster();
    return done;
  }

  /** Say what a file is. One file is the roster: an earlier one is a workbook again. @param {string} path @param {Role} role */
  setRole(path, role) {
    const one = this.#files.get(path);
    if (!one) return;
    one.role = role;
    if (role === "roster") this.#onlyRoster(path);
  }

  remove(path) {
    this.#files.delete(path);
  }

  clear() {
    this.#files.clear();
  }

  /**
   * Read every file as it is now.
   *
   * @param {(done: number, total: number) => void} [onProgress]
   * @returns {Promise<{files: import("./worker_client.mjs").FileBytes[], refused: Refused[]}>} what cannot be read is refused
   */
  async read(onProgress = () => {}) {
    const files = [];
    const refused = [];
    let done = 0;
    for (const [path, { file }] of this.#files) {
      try {
        files.push({ path, bytes: await file.arrayBuffer() });
      } catch (error) {
        refused.push({ path, text: unreadable(path, error) });
      }
      onProgress(++done, this.#files.size);
    }
    return { files, refused };
  }

  #set(done, path, file, role) {
    if (this.#files.size >= LIMITS.files) {
      done.refused.push({ path: "", text: tooManyFiles(LIMITS.files) });
      return false;
    }
    this.#files.set(path, { file, role });
    return true;
  }

  #freeName(path) {
    const dot = path.lastIndexOf(".");
    const end = dot > path.lastIndexOf("/") + 1 ? dot : path.length;
    for (let number = 2; ; number += 1) {
      const free = `${path.slice(0, end)} (${number})${path.slice(end)}`;
      if (!this.#files.has(free)) return free;
    }
  }

  /** One roster: that of `path`, else the latest. */
  #onlyRoster(path = this.files.filter(({ role }) => role === "roster").at(-1)?.path) {
    for (const [other, one] of this.#files) if (other !== path && one.role === "roster") one.role = "workbook";
  }

  /** What to audit, as it was dropped: a folder by its name, unless some of it is a roster, waivers, or was taken away. */
  #paths() {
    const tops = new Map();
    for (const { path, role } of this.files) {
      const top = path.split("/", 1)[0];
      tops.set(top, [...(tops.get(top) ?? []), { path, role }]);
    }
    const split = ([top, inside]) => {
      const workbooks = inside.filter(({ role }) => role === "workbook").map(({ path }) => path);
      return workbooks.length === inside.length ? [top] : workbooks;
    };
    return [...tops].flatMap(split);
  }
}
