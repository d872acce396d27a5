/**
 * The service worker, by which the page opens without a network. Where there can be none (http:// of an intranet, private
 * windows), the page works without, by what the browser keeps on its own.
 *
 * @returns {Promise<boolean>} whether there is one
 */
export async function keepForOffline() {
  if (!globalThis.isSecureContext || !navigator.serviceWorker) return false;
  try {
    await navigator.serviceWorker.register(new URL("../service-worker.js", import.meta.url), { updateViaCache: "none" });
    return true;
  } catch {
    return false;
  }
}
