const start = new Blob([`import ${JSON.stringify(new URL("worker.mjs", import.meta.url).href)};`], { type: "text/javascript" });
const worker = new Worker(URL.createObjectURL(start), { type: "module" });
worker.onmessage = ({ data }) => {
  document.querySelector("#state").textContent = data.ready ? "ready" : JSON.stringify(data);
};
