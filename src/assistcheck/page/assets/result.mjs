/** The result of a run: the conclusion first, then how many duties came out how, then its parts. */
import {downloads} from "./downloads.mjs";
import {make} from "./elements.mjs";
import {filesRead} from "./files_read.mjs";
import {LEVELS, Problems} from "./problems.mjs";
import {tabs} from "./tabs.mjs";
import {language, localized, number, say} from "./words.mjs";

/** Every status, in the order in which reports count them. */
const STATUSES = ["shortfall", "undetermined", "behind", "on_pace", "not_due", "over", "waived", "met", "not_applicable"];

export class Result {
  #section;
  #result;
  #problems;
  #tabs;
  #ask;

  /** Which part is shown: "problems", "files", "report" or "downloads". */
  part;

  /**
   * @param {HTMLElement} section where it stands
   * @param {object} result what `audit` gave
   * @param {{report: HTMLElement, pack: string, leftOut: string[], roster?: string, ask: (call: string, args: object) => Promise<object>, part?: string}} around
   */
  constructor(section, result, {report, pack, leftOut, roster, ask, part}) {
    this.#section = section;
    this.#result = result;
    this.#ask = ask;
    this.#problems = new Problems(result.problems);
    const urgent = result.problems.some(({level}) => level !== "note");
    this.part = part ?? (urgent ? "problems" : "report");
    this.#draw(report, pack, leftOut, roster);
  }

  #draw(report, pack, leftOut, roster) {
    const {conclusion, exit_code: code} = this.#result;
    this.#tabs = tabs({label: say("tabs"), parts: this.#parts(report, pack, leftOut), chosen: this.part, onChoice: (id) => (this.part = id)});
    this.#section.replaceChildren(
      make("h2", {id: "result-title", tabindex: "-1", "aria-describedby": "conclusion", text: say("result_title")}),
      make("p", {id: "stale", class: "notice", role: "status", hidden: true}),
      make("p", {id: "conclusion", class: code === 0 ? "verdict fine" : "verdict", text: localized(conclusion)}),
      ...this.#noRoster(roster),
      this.#counts(),
      this.#levels(),
      this.#tabs.element,
    );
  }

  #parts(report, pack, leftOut) {
    const {problems, files} = this.#result;
    const showProblems = (path) => {
      this.#problems.only(path);
      this.#tabs.choose("problems");
      document.getElementById("tab-problems").focus();
    };
    const panel = (content) => make("div", {class: "panel"}, content);
    return [
      {id: "problems", title: `${say("tab_problems")} ${number(problems.length)}`, panel: panel(this.#problems.element)},
      {id: "files", title: `${say("tab_files")} ${number(files.length + leftOut.length)}`, panel: panel(filesRead({...this.#result, leftOut}, showProblems))},
      {id: "report", title: say("tab_report"), panel: panel(report)},
      {id: "downloads", title: say("tab_downloads"), panel: panel(downloads(this.#result, this.#ask, pack))},
    ];
  }

  /** What to do where nothing that was read names those whom duties bind. @param {string} [roster] what was given as the roster */
  #noRoster(roster) {
    const {problems, files} = this.#result;
    const isMissing = problems.some(({code, level}) => code === "missing-sheet" && level === "error");
    if (!isMissing || files.every(({status}) => status === "unreadable")) return [];
    const words = {change: say("change"), pick: say("pick_roster"), name: roster};
    return [make("p", {class: "notice", text: say(roster ? "wrong_roster" : "no_roster", words)})];
  }

  #counts() {
    const {counts} = this.#result;
    const items = STATUSES.map((status) => {
      const count = counts[status] ?? 0;
      const words = make("span", {text: say(`status_${status}`)});
      return make("li", {class: count ? status : `${status} none`}, make("b", {text: number(count)}), words);
    });
    return make("ul", {class: "counts", "aria-label": say("counts")}, ...items);
  }

  #levels() {
    const of = (level) => this.#result.problems.filter((one) => one.level === level).length;
    const places = this.#result.problems.filter(({level}) => level === "error").reduce((sum, {count}) => sum + count, 0);
    const texts = [say("level_count", Object.fromEntries(LEVELS.map((level) => [level, of(level)])))];
    if (places > of("error")) texts.push(say("error_places", {n: places}));
    return make("p", {class: "levels", text: texts.join(language() === "zh" ? "" : " ")});
  }
}
