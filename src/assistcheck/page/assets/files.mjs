/**
 * The files that the user gives to the page: found where they were dropped or picked, and refused in words.
 * What is taken is kept in a `Basket`.
 *
 * @typedef {import("./engine_words.mjs").Text} Text
 * @typedef {{path: string, file: File}} FoundFile  `path` as it was dropped: `file.xlsx`, `folder/file.xlsx`
 * @typedef {{path: string, text: Text}} Refused  what was not taken, and why
 * @typedef {{found: FoundFile[], refused: Refused[]}} Taken
 */

import { badName, fileTooLarge, folderClosed, tooManyFiles, unreadable } from "./engine_words.mjs";
import { LIMITS, MIB } from "./file_limits.mjs";

export { Basket, ROLES } from "./basket.mjs";

export { LIMITS };

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
const wellFormed = (name) => name.replace(/\p{Surrogate}/gu, "\ufffd");
