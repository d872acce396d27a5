/**
 * The files that the user gives to the page: found where they were dropped or picked, and refused in words.
 * What is taken is kept in a `Basket`.
 *
 * @typedef {import("./engine_words.mjs").Text} Text
 * @typedef {{path: string, file: File}} FoundFile  `path` as it was dropped: `file.xlsx`, `folder/file.xlsx`
 * @typedef {{path: string, text: Text}} Refused  what was not taken, and why; no path: all that would have come after
 * @typedef {{found: FoundFile[], refused: Refused[]}} Taken
 */

import { badName, fileTooLarge, folderClosed, lockFile, tooManyFiles, unreadable } from "./engine_words.mjs";
import { LIMITS, MIB } from "./file_limits.mjs";

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
  const taking = new Taking();
  for (const entry of entries) {
    if (entry instanceof File) taking.keep(entry.name, entry);
    else await walk(taking, entry, entry.name);
  }
  return taking.taken;
}

/**
 * The files of an `<input type=file>`, with `multiple` or `webkitdirectory`.
 *
 * @param {Iterable<File>} files
 * @returns {Taken}
 */
export function picked(files) {
  const taking = new Taking();
  for (const file of files) taking.keep(file.webkitRelativePath || file.name, file);
  return taking.taken;
}

async function walk(taking, entry, path) {
  if (taking.isFull()) return;
  try {
    if (entry.isFile) taking.keep(path, await new Promise((resolve, reject) => entry.file(resolve, reject)));
    else for await (const inside of members(entry)) await walk(taking, inside, `${path}/${inside.name}`);
  } catch (error) {
    taking.refuse(path, entry.isFile ? unreadable(path, error) : folderClosed(path));
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

/** What the name of a file begins with that Excel or WPS keeps beside an open workbook; one in a folder is told of by the audit. */
const LOCK = "~$";

/** What is taken of what was found. */
class Taking {
  /** @type {Taken} */
  taken = { found: [], refused: [] };

  keep(given, file) {
    if (this.isFull()) return;
    const path = wellFormed(given);
    if (!staysInside(path)) this.refuse(path, badName(path));
    else if (path.startsWith(LOCK)) this.refuse(path, lockFile(path, path.slice(LOCK.length)));
    else if (file.size > LIMITS.fileBytes) this.refuse(path, fileTooLarge(path, Math.ceil(file.size / MIB), LIMITS.fileBytes / MIB));
    else this.taken.found.push({ path, file });
  }

  refuse(path, text) {
    this.taken.refused.push({ path, text });
  }

  /** Whether no more are taken, to be asked when there is one more: that is said once. */
  isFull() {
    if (this.taken.found.length < LIMITS.files) return false;
    if (!this.taken.refused.some(({ path }) => path === "")) this.refuse("", tooManyFiles(LIMITS.files));
    return true;
  }
}

const staysInside = (path) => !path.includes("\0") && path.split("/").every((part) => !["", ".", ".."].includes(part));

/** A name without halves of characters, which no other program could be told. */
const wellFormed = (name) => name.replace(/\p{Surrogate}/gu, "\ufffd");
