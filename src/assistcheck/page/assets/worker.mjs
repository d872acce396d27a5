/**
 * The worker: Python and one session in it, which answers the calls of the page one after another.
 *
 * In: `{id, call, args, files?}`. Out: `{booting: {done, total}}`, `{ready: about}`, then per call `{id, progress}` and
 * `{id, result, memory}` or `{id, error: {zh, en}, memory}` (bytes that Python has); `{fatal, why}` when Python has died, after which nothing is answered.
 */

import { tooOld } from "./engine_words.mjs";
import { startPython } from "./python_start.mjs";
import { SessionBridge } from "./session_bridge.mjs";

const started = start();

async function start() {
  const { pyodide, memory } = await startPython(new URL("./", import.meta.url), (booting) => postMessage({ booting }));
  const session = new SessionBridge(pyodide);
  const { result, error } = session.answer("about", {});
  if (error) throw Object.assign(new Error(error.en), { words: error });
  postMessage({ ready: result });
  session.answer("warm", {});
  return { session, memory };
}

/** A browser that cannot read the language of Python's scripts finds a mistake in them. */
const words = (error) => error.words ?? (error instanceof SyntaxError ? tooOld : String(error.message || error));

started.catch((error) => postMessage({ fatal: words(error), why: "died" }));

onmessage = async ({ data: { id, call, args, files } }) => {
  const { session, memory } = await started;
  const hear = (said) => {
    memory.refused = false;
    postMessage({ id, ...said });
  };
  try {
    const answer = files ? session.put(files) : session.answer(call, args, hear);
    postMessage({ id, memory: memory.bytes, ...answer }, buffersIn(answer.result));
  } catch (error) {
    postMessage({ fatal: String(error?.message || error), why: memory.refused ? "memory" : "died" });
  }
};

/** The bytes of a result, which need not be copied. */
function buffersIn(result) {
  const parts = result && typeof result === "object" ? Object.values(result) : [];
  return parts.filter((part) => part instanceof Uint8Array).map(({ buffer }) => buffer);
}
