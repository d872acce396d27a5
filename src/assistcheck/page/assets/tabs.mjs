/** Parts of which one is shown: tabs by the pattern that screen readers and keyboards know. */
import {make} from "./elements.mjs";

/**
 * @param {{label: string, parts: {id: string, title: string, panel: HTMLElement}[], chosen: string, onChoice: (id: string) => void}} what
 * @returns {{element: HTMLElement, choose: (id: string) => void}}
 */
export function tabs({label, parts, chosen, onChoice}) {
  const buttons = parts.map(({id, title}) =>
    make("button", {type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`, text: title, on: {click: () => choose(id)}}),
  );
  for (const {id, panel} of parts) {
    Object.assign(panel, {id: `panel-${id}`, role: "tabpanel", tabIndex: -1});
    panel.setAttribute("aria-labelledby", `tab-${id}`);
  }
  const list = make("div", {class: "tabs", role: "tablist", "aria-label": label, on: {keydown: turn}}, ...buttons);

  function choose(id) {
    parts.forEach((part, index) => {
      const isIt = part.id === id;
      buttons[index].setAttribute("aria-selected", isIt);
      buttons[index].tabIndex = isIt ? 0 : -1;
      part.panel.hidden = !isIt;
    });
    onChoice(id);
  }

  function turn(event) {
    const step = {ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity}[event.key];
    if (!step) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement) + step;
    const next = Number.isFinite(at) ? (at + buttons.length) % buttons.length : step < 0 ? 0 : buttons.length - 1;
    buttons[next].focus();
    choose(parts[next].id);
  }

  choose(chosen);
  return {element: make("div", {}, list, ...parts.map(({panel}) => panel)), choose};
}
