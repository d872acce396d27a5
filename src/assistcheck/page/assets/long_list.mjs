/** Lists that may be very long: the first lines are drawn at once, and the others when somebody asks, so that no window stands still. */
import {make} from "./elements.mjs";
import {say} from "./words.mjs";

/** Lines that are drawn before somebody asks for more. */
const FIRST = 100;

/**
 * Put lines into a list.
 *
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} items
 * @param {(item: T) => HTMLElement} draw makes the line of an item
 * @param {{isWhole?: boolean, onWhole?: () => void}} [how] `isWhole`: somebody has asked before; `onWhole`: is told when somebody asks
 */
export function fillList(list, items, draw, {isWhole = false, onWhole = () => {}} = {}) {
  const first = isWhole ? items : items.slice(0, FIRST);
  list.replaceChildren(...first.map(draw));
  if (first.length === items.length) return;
  const more = make("button", {type: "button", class: "more", text: say("show_all", {n: items.length})});
  const last = make("li", {class: "rest"}, more);
  more.addEventListener("click", () => {
    onWhole();
    const rest = items.slice(FIRST).map(draw);
    last.replaceWith(...rest);
    rest[0].tabIndex = -1;
    rest[0].focus();
  });
  list.append(last);
}
