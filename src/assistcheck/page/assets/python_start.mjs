/**
 * Pyodide and the wheels of the manifest, loaded with progress in bytes; then the network is closed for whatever runs here.
 */

import { notLoaded, tooOld } from "./engine_words.mjs";

const PAGE = 65_536;
/** Bytes that Python may use: more is refused, so that it meets a MemoryError before the browser ends the tab. */
const MOST_MEMORY = 2 * 2 ** 30;

/** Where wheels go. No module is looked for in the working folder, where the user's files are. */
const PACKAGES = "import site, sys; sys.path.remove(''); site.getsitepackages()[0]";

/**
 * @param {URL} assets  the folder of manifest.json
 * @param {(booting: {done: number, total: number}) => void} onBooting  bytes; all are there some seconds before Python runs
 * @returns {Promise<{pyodide: object, memory: Memory}>}
 */
export async function startPython(assets, onBooting) {
  const memory = boundMemory();
  const manifest = await manifestIn(assets);
  const loading = new Loading(manifest, assets, onBooting);
  const failed = loading.take();
  const python = new URL(manifest.pyodide.index, assets).href;
  const { loadPyodide } = await import(`${python}pyodide.mjs`);
  const wheels = Promise.all(manifest.wheels.map(({ file }) => fetch(new URL(file, assets)).then((answer) => answer.arrayBuffer())));
  wheels.catch(() => {});
  const pyodide = await Promise.race([failed, loadPyodide({ indexURL: python, packages: [] })]);
  const extractDir = pyodide.runPython(PACKAGES);
  for (const wheel of await wheels) pyodide.unpackArchive(wheel, "wheel", { extractDir });
  loading.end();
  closeNetwork();
  return { pyodide, memory };
}

/**
 * Refuse memory beyond the bound, wherever WebAssembly asks for it.
 *
 * @typedef {{bytes: number, refused: boolean}} Memory  what Python has, which never shrinks; whether more was refused
 * @returns {Memory}
 */
function boundMemory() {
  const memory = { bytes: 0, refused: false };
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages) {
    const wanted = this.buffer.byteLength + pages * PAGE;
    memory.refused = wanted > MOST_MEMORY;
    if (memory.refused) throw new RangeError("the bound of memory");
    const before = grow.call(this, pages);
    memory.bytes = wanted;
    return before;
  };
  return memory;
}

/** What the page is made of. Servers that send a page of their own for whatever they have not send no JSON. */
async function manifestIn(assets) {
  const name = "manifest.json";
  const answer = await checked(fetch(new URL(name, assets)), name);
  return answer.json().catch(() => {
    throw unavailable(name);
  });
}

async function checked(asked, name) {
  const answer = await asked.catch(() => null);
  if (!answer?.ok) throw unavailable(answer ? `${name}: ${answer.status}` : name);
  return answer;
}

const unavailable = (what) => Object.assign(new Error(what), { words: notLoaded(what) });

/** The requests of loading: counted, held to the digests of the manifest, and their failures told, which Pyodide only logs. */
class Loading {
  #files;
  #total;
  #done = 0;
  #onBooting;
  #fail;
  #fetch = self.fetch;
  #stream = WebAssembly.instantiateStreaming;

  constructor({ files }, assets, onBooting) {
    this.#files = new Map(files.map(({ path, sha256, size }) => [new URL(path, assets).href, { path, sha256, size }]));
    this.#total = files.filter(isCounted).reduce((sum, { size }) => sum + size, 0);
    this.#onBooting = onBooting;
  }

  /** Stand before `fetch` until the end. @returns {Promise<never>} fails with what failed first */
  take() {
    self.fetch = (url, options) => this.#counted(new URL(url, location.href).href, options);
    WebAssembly.instantiateStreaming = (answer, imports) => this.#instantiated(answer, imports);
    const failed = new Promise((_, reject) => {
      this.#fail = (error) => {
        addEventListener("unhandledrejection", (event) => event.preventDefault()); // Pyodide asks for files at once: one failure is told
        reject(error);
      };
    });
    failed.catch(() => {});
    return failed;
  }

  end() {
    self.fetch = this.#fetch;
    WebAssembly.instantiateStreaming = this.#stream;
  }

  async #counted(url, options) {
    const known = this.#files.get(url);
    try {
      const answer = await checked(this.#fetch.call(self, url, { ...options, integrity: integrity(known) }), known?.path ?? url);
      if (known && isCounted(known)) this.#count(answer.clone().body).catch(() => {}); // told by the file itself
      return answer;
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  async #count(body) {
    const reader = body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      this.#done += part.value.length;
      this.#onBooting({ done: this.#done, total: this.#total });
    }
  }

  /** As browsers do it, who keep what they compiled; else the whole file, so that a server need not know the type of .wasm. */
  async #instantiated(asked, imports) {
    const answer = await asked;
    try {
      return await this.#stream.call(WebAssembly, answer, imports).catch((error) => {
        if (!(error instanceof TypeError)) throw error;
        return this.#whole(answer.url, imports);
      });
    } catch (error) {
      this.#fail(error instanceof WebAssembly.CompileError ? await this.#notCompiled(answer.url, error) : error);
      throw error;
    }
  }

  async #whole(url, imports) {
    const answer = await this.#fetch.call(self, url);
    return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
  }

  /** The file came whole: then it is the browser that does not know what it is made of. */
  async #notCompiled(url, error) {
    const known = this.#files.get(url);
    const whole = await this.#fetch.call(self, url, { integrity: `sha256-${base64(known.sha256)}` }).catch(() => null);
    return Object.assign(error, { words: whole?.ok ? tooOld : notLoaded(known.path) });
  }
}

/** The large files, by which progress is told. */
const isCounted = ({ path }) => /\.(whl|wasm|zip)$/.test(path);

/** Its digest, unless it is the largest file, whose bytes a browser would then hold back until it has them all. */
const integrity = (known) => (known && !known.path.endsWith(".wasm") ? `sha256-${base64(known.sha256)}` : undefined);

const base64 = (hex) => btoa(String.fromCharCode(...hex.match(/../g).map((pair) => parseInt(pair, 16))));

const CLOSED = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "Worker", "BroadcastChannel"];
/** What could keep something beyond this page, or ask by keeping it. */
const KEEPING = ["caches", "indexedDB", "storage"];

/** From here on nothing that runs in this worker can ask for anything, not even of the page's own server, nor keep anything. */
function closeNetwork() {
  const value = function () {
    throw new TypeError("the network is closed");
  };
  for (const owner of [...owners(self), ...owners(navigator)]) {
    for (const name of [...CLOSED, ...KEEPING]) if (Object.hasOwn(owner, name)) Object.defineProperty(owner, name, { value, writable: false, configurable: false });
  }
}

/** An object and all that it inherits from. */
function* owners(object) {
  for (let owner = object; owner; owner = Object.getPrototypeOf(owner)) yield owner;
}
