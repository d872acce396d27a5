/**
 * What was dropped or picked so far: each file by one path, with its role, read when an audit starts.
 *
 * @typedef {import("./files.mjs").FoundFile} FoundFile
 * @typedef {import("./files.mjs").Refused} Refused
 * @typedef {"workbook"|"roster"|"waivers"} Role
 * @typedef {{path: string, role: Role, size: number}} Listed  a file of the basket
 */

import { tooManyFiles, tooMuch, unreadable } from "./engine_words.mjs";
import { LIMITS, MIB } from "./file_limits.mjs";

/** @type {readonly Role[]} */
export const ROLES = Object.freeze(["workbook", "roster", "waivers"]);

/** Bytes of files that are compared at once. */
const PIECE = 4 * MIB;

export class Basket {
  /** @type {Map<string, {file: File, role: Role, given: string}>} by path, in the order given; `given`: the path as it was dropped */
  #files = new Map();

  /** Bytes of the files that an audit looks at, as far as they are counted while files are added. @type {number} */
  #bytes = 0;

  /** Endings (`.xlsx`) of files that are looked at in a folder, as `about` tells them; empty: all. @type {string[]} */
  endings = [];

  /** @returns {Listed[]} in the order given */
  get files() {
    return [...this.#files].map(([path, { file, role }]) => ({ path, role, size: file.size }));
  }

  /** The paths of files that no audit looks at: in a folder, and no workbooks by what they are called. @returns {string[]} */
  get leftOut() {
    return this.files.filter(({ path, role }) => !this.#isLookedAt(path, role)).map(({ path }) => path);
  }

  /** The arguments of an audit that say what its files are. @returns {{paths: string[], roster?: string, waivers: string[]}} */
  get args() {
    const of = (wanted) => this.files.filter(({ role }) => role === wanted).map(({ path }) => path);
    const [roster] = of("roster");
    return { paths: this.#paths(), ...(roster === undefined ? {} : { roster }), waivers: of("waivers") };
  }

  /**
   * Add what was found. The same bytes again change nothing; a file that was changed since takes the place of what it was;
   * another one of the same path is kept beside it, under a name with a number.
   *
   * @param {FoundFile[]} files
   * @param {Role} [role]
   * @returns {Promise<{added: string[], replaced: string[], again: string[], renamed: {path: string, from: string}[], refused: Refused[]}>}
   */
  async add(files, role = "workbook") {
    const done = { added: [], replaced: [], again: [], renamed: [], refused: [] };
    const earlier = new Set(this.#files.keys());
    this.#bytes = this.files.filter(({ path, role }) => this.#isLookedAt(path, role)).reduce((sum, { size }) => sum + size, 0);
    for (const { path, file } of files) {
      const known = await this.#known(path, file, earlier);
      if (known?.isGone) this.#files.get(known.name).file = file;
      if (known) done[known.isGone ? "replaced" : "again"].push(known.name);
      else this.#addNew(done, path, file, role);
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
   * Read every file that is there now; of those that no audit looks at, the names alone.
   *
   * @returns {Promise<{files: import("./worker_client.mjs").FileBytes[], refused: Refused[]}>} what cannot be read is refused
   */
  async read() {
    const read = { files: [], refused: [] };
    for (const [path, { file, role }] of [...this.#files]) {
      try {
        read.files.push({ path, bytes: this.#isLookedAt(path, role) ? await file.arrayBuffer() : new ArrayBuffer(0) });
      } catch (error) {
        read.refused.push({ path, text: unreadable(path, error) });
      }
    }
    return read;
  }

  /**
   * What was dropped as `path` before and is this file again; else what was, and is no longer there: this is its new version.
   *
   * @returns {Promise<{name: string, isGone: boolean}|undefined>}
   */
  async #known(path, file, earlier) {
    let gone;
    for (const [name, one] of this.#namesakes(path)) {
      if (earlier.has(name) && !(await isThere(one.file))) gone ??= { name, isGone: true };
      else if (await isEqual(one.file, file)) return { name, isGone: false };
    }
    return gone;
  }

  /** Files that were dropped as `path`, with the names by which they are kept. */
  #namesakes(path) {
    const found = [];
    for (let number = 1; this.#files.has(numbered(path, number)); number += 1) {
      const name = numbered(path, number);
      const one = this.#files.get(name);
      if (one.given === path) found.push([name, one]);
    }
    return found;
  }

  #addNew(done, path, file, role) {
    const name = this.#files.has(path) ? this.#freeName(path) : path;
    if (!this.#set(done, name, path, file, role)) return;
    if (name === path) done.added.push(path);
    else done.renamed.push({ path: name, from: path });
  }

  #set(done, path, given, file, role) {
    if (this.#files.size >= LIMITS.files) {
      if (!done.refused.some((one) => one.path === "")) done.refused.push({ path: "", text: tooManyFiles(LIMITS.files) });
      return false;
    }
    const bytes = this.#isLookedAt(path, role) ? file.size : 0;
    if (bytes && this.#bytes + bytes > LIMITS.allBytes) {
      done.refused.push({ path, text: tooMuch(path, LIMITS.allBytes / MIB) });
      return false;
    }
    this.#bytes += bytes;
    this.#files.set(path, { file, role, given });
    return true;
  }

  /** A file that was dropped itself is looked at whatever it is called; one of a folder only if it may be a workbook. */
  #isLookedAt(path, role) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (role !== "workbook" || name === path || !this.endings.length) return true;
    return !/^[.~]/.test(name) && this.endings.some((ending) => name.toLowerCase().endsWith(ending));
  }

  #freeName(path) {
    let number = 2;
    while (this.#files.has(numbered(path, number))) number += 1;
    return numbered(path, number);
  }

  /** One roster: that of `path`, else the latest. */
  #onlyRoster(path = this.files.filter(({ role }) => role === "roster").at(-1)?.path) {
    for (const [other, one] of this.#files) if (other !== path && one.role === "roster") one.role = "workbook";
  }

  /** What to audit, as it was dropped: a folder by its name, unless it would be looked through for waivers too. */
  #paths() {
    const tops = new Map();
    for (const { path, role } of this.files) {
      if (role === "roster") continue;
      const [top] = path.split("/", 1);
      if (!tops.has(top)) tops.set(top, []);
      tops.get(top).push({ path, role });
    }
    return [...tops].flatMap(([top, inside]) => {
      const looked = inside.filter(({ path }) => this.#isLookedAt(path, "workbook"));
      if (!looked.some(({ role }) => role === "waivers")) return inside.some(({ role }) => role === "workbook") ? [top] : [];
      return looked.filter(({ role }) => role === "workbook").map(({ path }) => path);
    });
  }
}

/** The path by which the first, the second … file that was dropped as `path` is kept. */
function numbered(path, number) {
  if (number === 1) return path;
  const dot = path.lastIndexOf(".");
  const end = dot > path.lastIndexOf("/") + 1 ? dot : path.length;
  return `${path.slice(0, end)} (${number})${path.slice(end)}`;
}

/** Whether two files hold the same bytes, compared piece by piece: the page answers meanwhile. Of one that cannot be read, that is not known. */
async function isEqual(one, other) {
  if (one.size !== other.size) return false;
  try {
    for (let at = 0; at < one.size; at += PIECE) {
      const pieces = [one, other].map(async (file) => new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
      const [left, right] = await Promise.all(pieces);
      if (left.some((byte, index) => byte !== right[index])) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Whether a file is there as it was when it was dropped. */
async function isThere(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
