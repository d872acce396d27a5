/** What the page says, in Chinese and in English: words.json, and texts of the engine as {zh, en}. */
import {visible} from "./visible.mjs";

const table = await (await fetch(new URL("words.json", import.meta.url))).json();
export const LANGUAGES = ["zh", "en"];
let current = LANGUAGES[0];

/** The language that is spoken, "zh" or "en". */
export const language = () => current;

/** Speak another language from now on: of the page as a whole too. */
export function speak(lang) {
  current = lang;
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.title = `${say("title")} · assistcheck`;
}

/** The text of a key with its {names} filled in; a value `n` of 1 takes the singular where there is one. */
export function say(key, values = {}) {
  const text = table[key];
  const found = (values.n === 1 && text[`${current}_one`]) || text[current];
  return found.replace(/\{(\w+)\}/g, (_, name) => visible(shown(values[name])));
}

/** A text of the engine in the language that is spoken: {zh, en}, or a text that is the same in both. */
export const localized = (text) => (text && typeof text === "object" ? text[current] ?? text.zh ?? "" : String(text ?? ""));

/** A number as people write it: 12,345. */
export const number = (value) => value.toLocaleString("en-US");

/** A size in bytes as people say it. */
export function size(bytes) {
  if (bytes < 1000) return say("size_b", {n: bytes});
  const [unit, by] = bytes < 999_500 ? ["size_kb", 1e3] : ["size_mb", 1e6];
  return say(unit, {n: (bytes / by).toFixed(bytes / by < 9.95 ? 1 : 0)});
}

/** Put words into every element of the page that only names them: data-word, data-word-label. */
export function fillIn() {
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-word-label]")) element.setAttribute("aria-label", say(element.dataset.wordLabel));
}

const shown = (value) => (typeof value === "number" ? number(value) : String(value ?? ""));
