/** Elements of the page, made without markup: every text is text. */
import {visible} from "./visible.mjs";

/** The element of an id, which the page has. */
export const byId = (id) => document.getElementById(id);

/**
 * Make an element. Keys of `what`: `class`, `text` (made visible), `on` ({event: function}), `data` ({name: value});
 * any other is an attribute, left out where it is false, null or undefined.
 */
export function make(tag, what = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(what)) put(element, name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Show an element or not. */
export const show = (element, whether) => element.toggleAttribute("hidden", !whether);

/** The options of a <select>: [value, text] each; the value that is chosen, if it is still there, stays so. */
export function fillSelect(select, options, chosen) {
  select.replaceChildren(...options.map(([value, text]) => make("option", {value, text})));
  if (options.some(([value]) => value === chosen)) select.value = chosen;
}

/** Read on at an element, with `top` at the top of the window; without a ride for those who asked for none. */
export function goTo(element, top = element) {
  element.focus({preventScroll: true});
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  top.scrollIntoView({block: "start", behavior: still ? "auto" : "smooth"});
}

/** What lies over everything: dialogs, and the cover to drop files on. */
const isOnTop = ({localName, id}) => localName === "dialog" || id === "dropping";

/** Leave an element alone to be reached, but for what lies over it, or give the rest of the page back. */
export function leaveAlone(element, whether) {
  for (let inner = element; inner.parentElement; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      if (other !== inner && !isOnTop(other)) other.inert = whether;
    }
  }
}

function put(element, name, value) {
  if (name === "class") element.className = value;
  else if (name === "text") element.textContent = visible(value);
  else if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
  else if (name === "data") Object.assign(element.dataset, value);
  else if (value === true) element.setAttribute(name, "");
  else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
}
