/* Keeps all files of one version of the page, so that it opens without a network; asks for the page itself first. */

const APP = "{{app}}";
const HERE = new URL("./", self.location.href).href;
/** Other programs may keep something of their own on this server. */
const KEPT = `assistcheck ${HERE} `;
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(removeOthers()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(HERE)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else event.respondWith(kept(request));
});

/** Everything or nothing: an install that fails leaves the earlier version as it is. */
async function fill() {
  const answer = await fetch(`${APP}/manifest.json`);
  const { files } = await answer.clone().json();
  const cache = await caches.open(KEPT + APP);
  await cache.put(`${APP}/manifest.json`, answer);
  await Promise.all(files.map(({ path, sha256 }) => add(cache, `${APP}/${path}`, sha256)));
  await cache.add(new Request(HERE, { cache: "no-cache" }));
}

async function add(cache, path, sha256) {
  const integrity = `sha256-${btoa(String.fromCharCode(...sha256.match(/../g).map((pair) => parseInt(pair, 16))))}`;
  const answer = await fetch(path, { integrity });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  await cache.put(path, answer);
}

/** The page as the server has it now; as it was kept, where the server does not answer. */
async function page(request) {
  const asked = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  if (answer && (answer.ok || answer.type === "opaqueredirect")) return answer;
  return (await (await caches.open(KEPT + APP)).match(HERE)) ?? asked;
}

async function kept(request) {
  const cache = await caches.open(KEPT + APP);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function removeOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(KEPT) && name !== KEPT + APP).map((name) => caches.delete(name)));
  await self.clients.claim();
}
