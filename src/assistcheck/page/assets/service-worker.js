/* Keeps all files of one version of the page, so that it opens without a network; the page itself is asked for first. */

const APP = "{{app}}";
const HERE = new URL("./", self.location.href).href;
const PAGE = `${HERE}index.html`;
/** Other programs may keep something of their own on this server. */
const MINE = `assistcheck ${HERE} `;
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(removeOthers()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = request.url.split(/[?#]/, 1)[0];
  if (request.method !== "GET") return;
  if (url === HERE || url === PAGE) event.respondWith(page(request));
  else if (url.startsWith(`${HERE}${APP}/`)) event.respondWith(kept(request));
});

/** Everything or nothing: an install that fails leaves the earlier version as it is. */
async function fill() {
  const manifest = await found(`${HERE}${APP}/manifest.json`);
  const { files } = await manifest.clone().json();
  const index = await found(PAGE, { cache: "no-cache" });
  if (!(await index.clone().text()).includes(APP)) throw new Error("the page is of another version");
  const cache = await caches.open(MINE + APP);
  await Promise.all(files.map(({ path, sha256 }) => add(cache, `${HERE}${APP}/${path}`, sha256)));
  await cache.put(`${HERE}${APP}/manifest.json`, manifest);
  await cache.put(PAGE, index);
}

async function add(cache, url, sha256) {
  const bytes = sha256.match(/../g).map((pair) => parseInt(pair, 16));
  await cache.put(url, await found(url, { integrity: `sha256-${btoa(String.fromCharCode(...bytes))}` }));
}

async function found(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

/** The page as the server has it now; as it was kept, where the server does not give it. */
async function page({ url }) {
  const asked = fetch(url, { cache: "no-cache", redirect: "manual" });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  if (answer?.ok || answer?.type === "opaqueredirect") return answer;
  return (await fromCache(PAGE)) ?? asked;
}

const kept = async (request) => (await fromCache(request.url)) ?? fetch(request);

const fromCache = async (url) => (await caches.open(MINE + APP)).match(url, { ignoreSearch: true, ignoreVary: true });

async function removeOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== MINE + APP);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}
