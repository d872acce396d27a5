/** The files that were put in: what each is, and a way to take it out again. */
import {byId, make} from "./elements.mjs";
import {ROLES} from "./basket.mjs";
import {fillList} from "./long_list.mjs";
import {localized, say, size} from "./words.mjs";

/** Files of equal news that are told one by one. */
const ONE_BY_ONE = 3;
/** What stands for everything that was dropped, where folders stand by their names. */
const ALL = "";

export class FileList {
  #basket;
  #onChange;
  #open = new Set();
  /** Folders of which every file is listed, however many; `ALL`: everything that was dropped. */
  #whole = new Set();
  /** How often the files were other than before. */
  changes = 0;

  /** @param {import("./basket.mjs").Basket} basket @param {() => void} onChange */
  constructor(basket, onChange) {
    this.#basket = basket;
    this.#onChange = onChange;
  }

  /** Whether there is anything to audit. */
  get hasWorkbooks() {
    return this.#basket.files.some(({role}) => role === "workbook");
  }

  /** Take in what was dropped or chosen. @param {import("./files.mjs").Taken} taken */
  async add({found, refused}, role = "workbook") {
    const before = this.#roster();
    const done = await this.#basket.add(found, role);
    const notes = [
      ...(done.added.length ? [say("put_in", {n: done.added.length})] : []),
      ...done.renamed.map((one) => say("renamed", one)),
      ...few("replaced", done.replaced),
      ...few("again", done.again),
      ...[...refused, ...done.refused].map(({text}) => localized(text)),
    ];
    this.#changed([...(notes.length ? notes : [say("nothing_new")]), ...this.#ousted(before)]);
  }

  clear() {
    this.#basket.clear();
    this.#open.clear();
    this.#whole.clear();
    this.#changed([]);
  }

  draw() {
    const files = this.#basket.files;
    const sum = files.reduce((bytes, file) => bytes + file.size, 0);
    this.#fill(byId("list"), ALL, grouped(files), (group) => this.#item(group));
    byId("list-count").textContent = files.length ? say("list_count", {n: files.length, size: size(sum)}) : say("list_empty");
  }

  /** Say something of the files, below the places to drop them. */
  say(notes) {
    byId("list-note").replaceChildren(...notes.map((text) => make("span", {text})));
  }

  #item({name, folder, files}) {
    if (!folder) return this.#file(files[0], name);
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    const what = make(
      "div",
      {class: "what"},
      make("span", {class: "file-name", text: `${name}/`}),
      make("small", {text: say("folder_of", {n: files.length, size: size(bytes)})}),
    );
    const remove = () => this.#remove(files, `${name}/`);
    return make("li", {class: "folder"}, what, this.#removal(`${name}/`, remove), this.#inside(name, files));
  }

  #fill(list, name, items, draw) {
    fillList(list, items, draw, {isWhole: this.#whole.has(name), onWhole: () => this.#whole.add(name)});
  }

  #file(file, shown) {
    const what = make("div", {class: "what"}, make("span", {class: "file-name", text: shown}), make("small", {text: size(file.size)}));
    return make("li", {}, what, this.#roleOf(file, shown), this.#removal(shown, () => this.#remove([file], shown)));
  }

  #roleOf({path, role}, shown) {
    const options = ROLES.map((value) => make("option", {value, text: say(`role_${value}`), selected: value === role}));
    const select = make("select", {class: `role ${role}`, "aria-label": say("role", {name: shown}), data: {path}}, ...options);
    select.addEventListener("change", () => {
      const before = this.#roster();
      this.#basket.setRole(path, select.value);
      this.#changed(this.#ousted(before));
      [...byId("list").querySelectorAll("select")].find((one) => one.dataset.path === path)?.focus();
    });
    return select;
  }

  /** The files of a folder, drawn when somebody looks. */
  #inside(name, files) {
    const list = make("ul", {class: "list inside"});
    const details = make("details", {open: this.#open.has(name)}, make("summary", {text: say("look_inside")}), list);
    const draw = () => {
      if (details.open && !list.children.length) this.#fill(list, name, files, (file) => this.#file(file, file.path.slice(name.length + 1)));
      if (details.open) this.#open.add(name);
      else this.#open.delete(name);
    };
    details.addEventListener("toggle", draw);
    draw();
    return details;
  }

  #removal(name, remove) {
    const words = {text: say("remove"), "aria-label": say("remove_file", {name})};
    return make("button", {type: "button", class: "remove", ...words, on: {click: remove}});
  }

  #remove(files, name) {
    const index = [...byId("list").querySelectorAll(".remove")].indexOf(document.activeElement);
    for (const {path} of files) this.#basket.remove(path);
    this.#changed([say("removed", {name})]);
    const buttons = byId("list").querySelectorAll(".remove");
    (buttons[Math.min(Math.max(index, 0), buttons.length - 1)] ?? byId("pick-files")).focus();
  }

  #roster() {
    return this.#basket.files.find(({role}) => role === "roster")?.path;
  }

  /** A word on the file that was the roster before, where another one is now. */
  #ousted(before) {
    const now = this.#roster();
    return before && now && before !== now ? [say("one_roster", {name: before})] : [];
  }

  #changed(notes) {
    this.changes += 1;
    this.draw();
    this.say(notes);
    this.#onChange();
  }
}

/** Equal news of files: of each, or of all together where there are many. */
function few(key, paths) {
  if (paths.length > ONE_BY_ONE) return [say(`${key}_many`, {n: paths.length})];
  return paths.map((name) => say(key, {name}));
}

/** Files by what was dropped: a folder, or a file alone. */
function grouped(files) {
  const groups = new Map();
  for (const file of files) {
    const [top, ...rest] = file.path.split("/");
    const group = groups.get(top) ?? {name: top, folder: rest.length > 0, files: []};
    group.files.push(file);
    groups.set(top, group);
  }
  return [...groups.values()];
}
