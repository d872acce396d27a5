import { loadPyodide } from "./python/pyodide.mjs";

const at = (path) => new URL(path, import.meta.url).href;

async function boot() {
  const manifest = await (await fetch(at("manifest.json"))).json();
  const python = await loadPyodide({ indexURL: at(manifest.pyodide.index), packages: [] });
  for (const { file, sha256 } of manifest.wheels) {
    const bytes = Uint8Array.from(sha256.match(/../g), (pair) => parseInt(pair, 16));
    const integrity = `sha256-${btoa(String.fromCharCode(...bytes))}`;
    python.unpackArchive(await (await fetch(at(file), { integrity })).arrayBuffer(), "wheel");
  }
  python.runPython("from assistcheck import api; api.load_pack()");
  try {
    await fetch("https://example.org/", { mode: "no-cors" });
    postMessage("a request has left");
  } catch { /* as it should be */ }
  postMessage({ ready: true });
}

boot().catch((error) => postMessage({ fatal: String(error) }));
