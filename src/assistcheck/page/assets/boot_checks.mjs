/**
 * What a browser must have for the page, and which sentence is shown where it has not.
 *
 * Where no module runs at all (opened by a double click, scripts switched off, an old browser), nothing of this is reached:
 * the page's own static words (`#cannot-start`) stay, which `started` takes away.
 */

import { text } from "./engine_words.mjs";

const NEWER = text("请改用新版的 Edge、Chrome 或 Firefox 打开。", "Open it in a current Edge, Chrome or Firefox.");
const missing = (zh, en) => text(`这个浏览器${zh}，本页无法运行。${NEWER.zh}`, `This browser ${en}, so the page cannot run. ${NEWER.en}`);


/**
 * Why this browser cannot run the page.
 *
 * @returns {import("./engine_words.mjs").Text|null} null: it can, as far as can be told before
 */
export function cannotRun() {
  if (typeof WebAssembly !== "object") return missing("不支持或已关闭 WebAssembly", "has no WebAssembly, or it is switched off");
  if (!hasModuleWorkers()) return missing("不支持模块化的后台任务", "has no module workers");
  return null;
}

function hasModuleWorkers() {
  let asked = false;
  try {
    new Worker("http://[", { get type() { asked = true; return "module"; } });
  } catch {
    return asked;
  }
  return asked;
}

/** Take away the static words for browsers in which no module runs. @param {Document} [page] */
export function started(page = document) {
  page.getElementById("cannot-start")?.remove();
}
