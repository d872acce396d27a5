/**
 * The report of `--format html` inside the page. Told that it can be asked, it makes each of its verdicts a button, which
 * sends an event `explain` with `{rule, subject}`.
 */
import {address} from "./blobs.mjs";
import {leaveAlone, make} from "./elements.mjs";
import {coverWhenDraggedOver} from "./intake.mjs";
import {say} from "./words.mjs";

export class ReportFrame {
  element = make("div", {class: "report"});
  #frame = null;
  #url = null;
  #explain;
  #isClosed = false;

  /** @param {(verdict: {rule: string, subject: string, back: HTMLElement}) => void} explain */
  constructor(explain) {
    this.#explain = explain;
    this.#wait();
  }

  /** Show a report. @param {{bytes: Uint8Array}} report */
  show({bytes}) {
    if (this.#isClosed) return;
    this.#url = address(bytes, "text/html;charset=utf-8");
    this.#frame = make("iframe", {title: say("report_frame"), src: this.#url, on: {load: () => this.#listen()}});
    this.element.replaceChildren(this.#tools(), this.#frame);
  }

  /** Say in words why there is none. */
  fail(words) {
    this.element.replaceChildren(make("p", {class: "notice grave", role: "alert", text: words}));
  }

  print() {
    this.#frame?.contentWindow.print();
  }

  /** Forget the report, one too that is still to come. */
  close() {
    this.#isClosed = true;
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = this.#frame = null;
    this.#fill(false);
  }

  #wait() {
    this.element.replaceChildren(make("p", {class: "waiting", role: "status", text: say("report_loading")}));
  }

  #tools() {
    const hint = make("p", {class: "hint", text: say("report_hint")});
    const full = make("button", {type: "button", class: "fill", "aria-pressed": "false", text: say("report_full")});
    full.addEventListener("click", () => this.#fill(!this.element.classList.contains("full")));
    const paper = make("p", {class: "on-paper", text: say("print_hint")});
    const print = make("button", {type: "button", text: say("report_print"), on: {click: () => this.print()}});
    return make("div", {class: "tools"}, hint, paper, make("div", {class: "buttons"}, full, print));
  }

  /** Fill the window with the report, or give the page back. */
  #fill(whole) {
    this.element.classList.toggle("full", whole);
    document.documentElement.classList.toggle("filled", whole);
    if (this.element.isConnected) leaveAlone(this.element, whole);
    const button = this.element.querySelector(".fill");
    if (!button) return;
    button.textContent = say(whole ? "report_small" : "report_full");
    button.setAttribute("aria-pressed", whole);
  }

  #listen() {
    const inside = this.#frame?.contentDocument;
    if (!inside) return;
    inside.documentElement.dataset.explains = say("explain_this");
    inside.addEventListener("explain", ({target, detail}) => this.#explain({...detail, back: target}));
    coverWhenDraggedOver(inside);
    for (const place of [inside, this.element]) {
      place.addEventListener("keydown", ({key}) => key === "Escape" && this.leave());
    }
  }

  /** Give the page back, if the report fills the window. */
  leave() {
    if (!this.element.classList.contains("full")) return;
    this.#fill(false);
    this.element.querySelector(".fill").focus();
  }
}
