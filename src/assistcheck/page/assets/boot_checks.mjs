/**
 * What a browser must have for the page, and which sentence is shown where it has not.
 *
 * Where no module runs at all (opened by a double click, scripts switched off, an old browser), nothing of this is reached:
 * the static words of index.html, the element `cannot-start`, stay, which `started` takes away.
 * An engine that WebAssembly of this browser cannot compile is told by the worker (`tooOld`).
 */

import { notInBrowser } from "./engine_words.mjs";

/**
 * Why this browser cannot run the page, as far as can be told before anything is loaded.
 *
 * @returns {import("./engine_words.mjs").Text|null} null: nothing is missing
 */
export function cannotRun() {
  if (typeof WebAssembly !== "object") return notInBrowser("不支持或已关闭 WebAssembly", "has no WebAssembly, or it is switched off");
  if (!hasModuleWorkers()) return notInBrowser("不支持模块化的后台任务", "has no module workers");
  return null;
}

/** A browser that knows modules in workers asks for the type, before it finds that there is no such address. */
function hasModuleWorkers() {
  let asked = false;
  const options = {
    get type() {
      asked = true;
      return "module";
    },
  };
  try {
    new Worker("http://[", options);
  } catch {
    return asked;
  }
  return asked;
}

/** Take away the static words for browsers in which no module runs. */
export function started() {
  document.getElementById("cannot-start")?.remove();
}
