/** What is being done now: which file of how many, for eyes and, less often, for ears. */
import {byId, show} from "./elements.mjs";
import {localized, say} from "./words.mjs";
import {visible} from "./visible.mjs";

/** Milliseconds between two sentences for a screen reader. */
const SPOKEN_EVERY = 4000;

export class Progress {
  #spoken = 0;
  #last = null;

  begin() {
    this.#last = null;
    this.#spoken = 0;
    byId("progress-notes").replaceChildren();
    show(byId("progress"), true);
    this.draw();
  }

  end() {
    show(byId("progress"), false);
  }

  /** @param {{done?: number, total?: number, path?: string, isRestarting?: boolean}} progress files; or that a new worker starts */
  tell(progress) {
    this.#last = progress;
    this.draw();
  }

  /** Say that something went otherwise, and goes on. @param {import("./engine_words.mjs").Text} text */
  note(text) {
    const line = document.createElement("li");
    line.textContent = visible(localized(text));
    byId("progress-notes").append(line);
  }

  draw() {
    const bar = byId("progress-bar");
    const {done = 0, total = 0, path = ""} = this.#last ?? {};
    if (total) Object.assign(bar, {max: total, value: done});
    else bar.removeAttribute("value");
    byId("progress-count").textContent = this.#words(done, total);
    byId("progress-file").textContent = done < total ? visible(path) : "";
    this.#speak();
  }

  #words(done, total) {
    if (!total) return say(this.#last?.isRestarting ? "run_restarting" : "run_starting");
    return done < total ? say("run_reading", {done: done + 1, total}) : say("run_judging");
  }

  #speak() {
    if (byId("progress").hidden || Date.now() - this.#spoken < SPOKEN_EVERY) return;
    this.#spoken = Date.now();
    byId("said").textContent = byId("progress-count").textContent;
  }
}
