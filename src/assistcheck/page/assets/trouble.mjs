/** What went wrong, in words, in one place of the page. */
import {byId, goTo, make, show} from "./elements.mjs";
import {localized, say} from "./words.mjs";

/** What is said of an error: what the engine says of it; of a fault of the page itself, what can be done. */
export function inWords(error) {
  if (error.text) return error.text;
  console.error(error);
  return say("trouble_unknown");
}

/** Say why it could not be checked. @param {(string|import("./engine_words.mjs").Text)[]} texts */
export function tellTrouble(texts) {
  const close = make("button", {type: "button", text: say("close"), on: {click: forgetTrouble}});
  const lines = texts.flatMap((text) => localized(text).split("\n")).map((text) => make("p", {text}));
  byId("trouble").replaceChildren(make("div", {}, make("b", {text: say("trouble_title")}), ...lines), close);
  show(byId("trouble"), true);
  goTo(close, byId("trouble"));
}

export function forgetTrouble() {
  show(byId("trouble"), false);
  byId("trouble").replaceChildren();
}
