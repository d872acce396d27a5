/**
 * The session of Python, as the worker calls it: arguments and results as plain objects, errors in words.
 */

import { text } from "./engine_words.mjs";

const FOLDER = "/home/pyodide/session";
/** What a call becomes in Python: what is thrown there for people is told in words; all else is a fault of the program. */
const PYTHON = `
from pathlib import Path
from assistcheck.errors import AssistCheckError
from assistcheck.in_browser.session import Session

def answering(folder, hear):
    session = Session(Path(folder), lambda progress: hear(progress))
    def answer(name, args):
        try:
            return {"result": session.call(name, args.to_py())}
        except AssistCheckError as error:
            return {"error": {"zh": error.text.zh, "en": error.text.en}}
    return answer

answering
`;

/** @param {{pyodide: object}} python */
export function startSession({ pyodide }) {
  let hear = () => {};
  const plain = (proxy) => proxy.toJs({ dict_converter: Object.fromEntries, create_pyproxies: false });
  const answering = pyodide.runPython(PYTHON);
  const answer = answering(FOLDER, (progress) => hear(plain(progress)));
  return {
    put: (files) => files.forEach((file) => write(pyodide.FS, file)),
    answer(call, args, onProgress) {
      hear = onProgress;
      try {
        const proxy = answer(call, args);
        const answered = plain(proxy);
        proxy.destroy();
        return answered;
      } catch (error) {
        if (error instanceof pyodide.ffi.PythonError) return { error: fault(error) };
        throw error;
      }
    },
  };
}

function fault(error) {
  const last = error.message.trim().split("\n").at(-1);
  return text(`检查程序出错（${last}）。`, `The checking program has a fault (${last}).`);
}

function write(FS, { path, bytes }) {
  const place = `${FOLDER}/inputs/${path}`;
  FS.mkdirTree(place.slice(0, place.lastIndexOf("/")));
  FS.writeFile(place, new Uint8Array(bytes), { canOwn: true });
}
