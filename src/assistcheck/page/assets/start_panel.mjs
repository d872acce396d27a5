/** The button that starts a run, and why it cannot be pressed yet. */
import {byId, show} from "./elements.mjs";
import {localized, say, size} from "./words.mjs";

export class StartPanel {
  /** How far the engine is loaded, while it is. @type {{done: number, total: number}|null} */
  booting = null;
  /** Why there is no engine. @type {import("./engine_words.mjs").Text|null} */
  broken = null;
  /** What the engine offers, once it is there. */
  about = null;

  /**
   * @param {{hasWorkbooks: boolean, fault: string|null, isFull: boolean, isRunning: boolean, again: boolean}} now `fault`: what
   *   the choices lack; `isFull`: there is something to clear; `again`: there was a run before
   */
  draw(now) {
    const why = this.#obstacle(now);
    const start = byId("start");
    start.textContent = say(now.again ? "start_again" : "start");
    start.disabled = Boolean(why) || now.isRunning;
    byId("start-hint").textContent = why ?? say("ready_to_start");
    byId("start-hint").classList.toggle("failed", Boolean(this.broken));
    show(byId("start-over"), now.isFull);
    show(byId("try-again"), Boolean(this.broken));
    this.#drawBooting();
  }

  #obstacle({hasWorkbooks, fault}) {
    if (this.broken) return localized(this.broken);
    if (!this.about) return this.#loading();
    return hasWorkbooks ? fault : say("need_files");
  }

  #loading() {
    if (!this.booting) return say("need_engine");
    const {done, total} = this.booting;
    return done < total ? say("booting", {done: size(done), total: size(total)}) : say("beginning");
  }

  #drawBooting() {
    const bar = byId("booting");
    show(bar, !this.about && !this.broken);
    if (this.booting) Object.assign(bar, {max: this.booting.total || 1, value: this.booting.done});
  }
}
