/** How one verdict came about, in a dialog over the page; Esc closes it, and the focus goes back to the verdict. */
import {address} from "./blobs.mjs";
import {byId, make} from "./elements.mjs";
import {coverWhenDraggedOver} from "./intake.mjs";
import {inWords} from "./trouble.mjs";
import {localized, say} from "./words.mjs";

export class ExplainDialog {
  #dialog = byId("explanation");
  #url = null;
  #back = null;
  #asked = 0;

  constructor() {
    this.#dialog.addEventListener("close", () => this.#closed());
    this.#dialog.addEventListener("click", ({target}) => target === this.#dialog && this.#dialog.close());
  }

  /**
   * Open it, and fill it when the answer comes.
   *
   * @param {Promise<{title: object|string, bytes: Uint8Array}>} answer
   * @param {HTMLElement} back what has the focus afterwards, in this page or in the report
   */
  async show(answer, back) {
    const asked = ++this.#asked;
    this.#back = back;
    this.#draw(make("p", {class: "waiting", role: "status", text: say("explaining")}));
    this.#dialog.showModal();
    const isAwaited = () => asked === this.#asked && this.#dialog.open;
    try {
      const {title, bytes} = await answer;
      if (isAwaited()) this.#fill(localized(title), bytes);
    } catch (error) {
      if (isAwaited()) this.#draw(make("p", {class: "notice grave", role: "alert", text: localized(inWords(error))}));
    }
  }

  #fill(title, bytes) {
    this.#url = address(bytes, "text/html;charset=utf-8");
    const frame = make("iframe", {title: title || say("explanation"), src: this.#url});
    frame.addEventListener("load", () => {
      const inside = frame.contentDocument;
      if (!inside) return;
      inside.addEventListener("keydown", ({key}) => key === "Escape" && this.#dialog.close());
      coverWhenDraggedOver(inside, () => this.#dialog.close());
    });
    this.#draw(frame);
  }

  #draw(content) {
    const close = make("button", {type: "button", text: say("close"), on: {click: () => this.#dialog.close()}});
    const head = make("div", {class: "dialog-head"}, make("h2", {id: "explanation-title", text: say("explanation")}), close);
    this.#dialog.replaceChildren(head, content);
    if (this.#dialog.open) close.focus();
  }

  #closed() {
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = null;
    this.#dialog.replaceChildren();
    this.#back?.ownerDocument.defaultView?.focus();
    this.#back?.focus();
    this.#back = null;
  }
}
