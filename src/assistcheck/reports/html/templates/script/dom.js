// Elements are made one by one and filled with text; no markup is ever parsed.
const SVG = "http://www.w3.org/2000/svg";

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

function drawn(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function badge(status) {
  return make("span", { class: `badge ${status.key}` }, status.word);
}

function link(route, text) {
  return make("a", { href: route }, text);
}

function progressBar({ done, pace, status }) {
  if (done === null) return "";
  const parts = [];
  if (done) parts.push(drawn("rect", { class: status.key, width: done, height: 8 }));
  if (pace) parts.push(drawn("rect", { class: "pace", x: pace - 1, width: 1.5, height: 8 }));
  const box = { class: "progress", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" };
  return drawn("svg", box, ...parts);
}

function tally(found) {
  const numbers = new Map();
  for (const { status } of found) numbers.set(status, (numbers.get(status) ?? 0) + 1);
  return statuses.filter((status) => numbers.has(status)).map((status) => ({ status, number: numbers.get(status) }));
}

function tallyLine(found) {
  return make("p", { class: "tally" }, ...tally(found).flatMap(({ status, number }) => [badge(status), ` ${number} `]));
}

function stackedBar(found) {
  const counts = tally(found);
  const shown = counts.filter(({ status }) => status.key !== "not_applicable");
  const total = shown.reduce((sum, { number }) => sum + number, 0);
  const label = counts.map(({ status, number }) => `${status.word} ${number}`).join(" · ");
  let before = 0;
  const parts = shown.map(({ status, number }) => {
    const part = drawn("rect", {
      class: status.key,
      x: (before * 1000) / total,
      width: (number * 1000) / total,
      height: 10,
    });
    before += number;
    return part;
  });
  const box = { class: "stack", viewBox: "0 0 1000 10", preserveAspectRatio: "none", role: "img", "aria-label": label };
  return drawn("svg", box, ...parts);
}
