/** Faults in the files: where, what is wrong, what to do; the grave first, by level and by file. */
import {fillSelect, make} from "./elements.mjs";
import {fillList} from "./long_list.mjs";
import {visible} from "./visible.mjs";
import {localized, number, say} from "./words.mjs";

/** @typedef {{level: "error"|"warning"|"note", code: string, path: string, place: object, count: number, message: object, remedy: object}} Problem */

export const LEVELS = ["error", "warning", "note"];
/** What stands for every level, and every file. */
const ALL = "*";

export class Problems {
  element = make("div");
  #problems;
  #level = ALL;
  #file = ALL;

  /** @param {Problem[]} problems */
  constructor(problems) {
    this.#problems = [...problems].sort((one, other) => weight(one) - weight(other));
    this.draw();
  }

  /** Show those of one file alone. */
  only(path) {
    this.#level = ALL;
    this.#file = path;
    this.draw();
  }

  draw() {
    const held = document.activeElement?.id;
    if (!this.#problems.length) {
      this.element.replaceChildren(make("p", {class: "verdict fine", text: say("no_problems")}));
      return;
    }
    const found = this.#found();
    this.element.replaceChildren(this.#filters(found.length), listed(found));
    if (held && this.element.querySelector(`#${CSS.escape(held)}`)) document.getElementById(held).focus();
  }

  #found() {
    const fits = ({level, path}) => [ALL, level].includes(this.#level) && [ALL, path].includes(this.#file);
    return this.#problems.filter(fits);
  }

  #filters(found) {
    const count = make("p", {class: "found", role: "status", text: say("shown_of", {n: found, total: this.#problems.length})});
    return make("div", {class: "filters"}, this.#levels(), this.#files(), count);
  }

  #levels() {
    const buttons = [ALL, ...LEVELS].map((level) => {
      const count = level === ALL ? this.#problems.length : this.#problems.filter((one) => one.level === level).length;
      const text = `${level === ALL ? say("all_levels") : say(`level_${level}`)} ${number(count)}`;
      const pressed = String(this.#level === level);
      const what = {type: "button", id: `level-${level === ALL ? "all" : level}`, "aria-pressed": pressed, text};
      return make("button", {...what, on: {click: () => this.#choose({level})}});
    });
    return make("div", {class: "segments", role: "group", "aria-label": say("filter_level")}, ...buttons);
  }

  #files() {
    const paths = [...new Set(this.#problems.map(({path}) => path))].sort();
    if (paths.length < 2) return null;
    const select = make("select", {id: "problem-file", on: {change: ({target}) => this.#choose({file: target.value})}});
    const named = paths.map((path) => [path, path || say("no_file")]);
    fillSelect(select, [[ALL, say("all_files")], ...named], this.#file);
    return make("label", {class: "chooser", for: "problem-file"}, say("filter_file"), select);
  }

  #choose({level = this.#level, file = this.#file}) {
    this.#level = level;
    this.#file = file;
    this.draw();
  }
}

function listed(found) {
  if (!found.length) return make("p", {text: say("none_of_them")});
  const list = make("ul", {class: "problem-list"});
  fillList(list, found, item);
  return list;
}

/** The grave first; of equal level, those of a file before those of all together, which often come of them. */
const weight = ({level, path}) => 2 * LEVELS.indexOf(level) + (path ? 0 : 1);

function item({level, path, place, message, remedy}) {
  const file = visible(path);
  const whole = localized(place);
  const inside = file && whole.startsWith(file) ? whole.slice(file.length).trim() : "";
  const where = inside
    ? [make("b", {text: inside}), make("span", {class: "of-file", text: file})]
    : [make("b", {text: whole || say("all_together")})];
  return make(
    "li",
    {class: level},
    make("span", {class: "badge", text: say(`level_${level}`)}),
    make("p", {class: "place"}, ...where),
    make("div", {class: "told"}, ...told({message, remedy})),
  );
}

/** What is wrong, and what to do about it. */
export function told({message, remedy}) {
  const what = make("p", {text: localized(message)});
  if (!localized(remedy)) return [what];
  return [what, make("p", {class: "remedy"}, make("b", {text: say("remedy")}), make("span", {text: localized(remedy)}))];
}
