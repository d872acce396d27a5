/** The choices of a run: the programme, and the day or quarter as of which it is checked. */
import {fillSelect, make} from "./elements.mjs";
import {localized, say} from "./words.mjs";

/**
 * @typedef {{pack: string, when: "quarter"|"day", quarter: string, day: string}} Choices
 */

export class Form {
  #form;
  #onChange;
  #packs = [];
  /** @type {Choices} */
  choices = {pack: "", when: "quarter", quarter: "", day: ""};

  /** @param {HTMLFormElement} form @param {() => void} onChange */
  constructor(form, onChange) {
    this.#form = form;
    this.#onChange = onChange;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.#take());
  }

  /** Know what can be chosen. */
  offer(packs) {
    this.#packs = packs;
    this.#settle();
    this.draw();
  }

  /** Take the choices of an earlier visit, as far as they can still be made. */
  remember({pack, when, quarter, day}) {
    const text = (value) => (typeof value === "string" ? value : "");
    this.choices = {pack: text(pack), when: when === "day" ? "day" : "quarter", quarter: text(quarter), day: text(day)};
  }

  /** Why the choices cannot be used, in words; null: they can. */
  fault() {
    const {when, day} = this.choices;
    if (when !== "day") return null;
    const {first_day: first, last_day: last} = this.pack;
    if (!day) return say("day_missing");
    return day < first || day > last ? say("day_outside", {first, last}) : null;
  }

  /** The pack that is chosen, as `about` tells it. */
  get pack() {
    return this.#packs.find(({name}) => name === this.choices.pack);
  }

  /** The choices as arguments of a call. */
  get args() {
    const {pack, when, quarter, day} = this.choices;
    return when === "day" ? {pack, as_of: day} : {pack, quarter};
  }

  draw() {
    const held = document.activeElement?.id;
    this.#form.replaceChildren(this.#packField(), this.#whenField());
    if (held && this.#form.querySelector(`#${CSS.escape(held)}`)) document.getElementById(held).focus();
  }

  #packField() {
    const select = make("select", {id: "pack", disabled: !this.#packs.length});
    const offered = this.#packs.map(({name, title}) => [name, localized(title)]);
    fillSelect(select, offered.length ? offered : [["", say("packs_loading")]], this.choices.pack);
    return make("div", {class: "field"}, make("label", {for: "pack", text: say("pack")}), select);
  }

  #whenField() {
    const radios = ["quarter", "day"].map((when) => this.#radio(when));
    return make(
      "fieldset",
      {class: "field", disabled: !this.#packs.length},
      make("legend", {text: say("when")}),
      make("div", {class: "radios"}, ...radios),
      this.choices.when === "day" ? this.#dayField() : this.#quarterField(),
    );
  }

  #radio(when) {
    const input = make("input", {type: "radio", name: "when", id: `when-${when}`, value: when});
    input.checked = this.choices.when === when;
    return make("label", {class: "radio", for: `when-${when}`}, input, say(`when_${when}`));
  }

  #quarterField() {
    const select = make("select", {id: "quarter", "aria-label": say("quarter")});
    const words = ({title, last_day: day}) => say("quarter_until", {title: quarterName(localized(title)), day});
    fillSelect(select, (this.pack?.quarters ?? []).map((one) => [one.value, words(one)]), this.choices.quarter);
    return select;
  }

  #dayField() {
    const {first_day: min, last_day: max} = this.pack ?? {};
    const input = make("input", {type: "date", id: "day", "aria-label": say("day"), min, max, required: true});
    input.value = this.choices.day;
    return input;
  }

  #take() {
    const of = (id) => this.#form.querySelector(`#${id}`)?.value;
    const {pack, when} = this.choices;
    this.choices.pack = of("pack") || pack;
    this.choices.when = this.#form.querySelector("[name=when]:checked")?.value ?? when;
    this.choices.quarter = of("quarter") ?? this.choices.quarter;
    this.choices.day = of("day") ?? this.choices.day;
    if (pack !== this.choices.pack) this.choices.quarter = this.choices.day = "";
    if (pack !== this.choices.pack || when !== this.choices.when) {
      this.#settle();
      this.draw();
    }
    this.#onChange();
  }

  /** Choose what is likely wherever nothing that exists is chosen. */
  #settle() {
    const chosen = this.choices;
    if (!this.#packs.length) return;
    if (!this.pack) chosen.pack = this.#packs[0].name;
    const {quarters, default_day: day} = this.pack;
    const current = quarters.find((one) => one.last_day >= day) ?? quarters.at(-1);
    if (!quarters.some(({value}) => value === chosen.quarter)) chosen.quarter = current?.value ?? "";
    chosen.day ||= day;
  }
}

/** A quarter as people say it where its pack has but a label for it: 2022Q2. */
function quarterName(title) {
  const [, year, quarter] = /^(\d{4})Q([1-4])$/.exec(title) ?? [];
  return year ? say("quarter_named", {year, quarter}) : title;
}
