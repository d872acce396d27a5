/** What can be taken along: each a button that says what it gives. */
import {save} from "./blobs.mjs";
import {fillSelect, make} from "./elements.mjs";
import {inWords} from "./trouble.mjs";
import {localized, say, size} from "./words.mjs";

const REPORTS = ["html", "xlsx", "csv", "json"];

/**
 * A button that has a file made and saved, with a line that says how it went.
 *
 * @param {string} text
 * @param {() => Promise<{name: string, type: string, bytes: Uint8Array}>} made
 */
export function downloadButton(text, made) {
  const said = make("span", {class: "said", role: "status"});
  const button = make("button", {type: "button", class: "download", text});
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    said.className = "said";
    said.textContent = say("making");
    try {
      const file = await made();
      save(file);
      said.textContent = say("made", {name: file.name, size: size(file.bytes.byteLength)});
    } catch (error) {
      said.className = "said failed";
      said.textContent = localized(inWords(error));
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
  return make("div", {class: "take"}, button, said);
}

/**
 * Everything that a result gives.
 *
 * @param {{files: object[], lists: {kind: string, name: string, open: number}[], reporters: string[]}} result
 * @param {(call: string, args: object) => Promise<object>} ask
 * @param {string} pack
 */
export function downloads(result, ask, pack) {
  return make(
    "div",
    {},
    make("p", {class: "hint", text: say("downloads_hint")}),
    make("div", {class: "groups"}, lists(result, ask), marked(result, ask), report(ask), template(result, ask, pack)),
  );
}

function group(name, ...content) {
  const title = make("h3", {text: say(`group_${name}`)});
  return make("section", {class: "sheet group"}, title, make("p", {class: "hint", text: say(`group_${name}_hint`)}), ...content);
}

function marked({files}, ask) {
  const readable = files.filter(({status}) => status !== "unreadable");
  const all = downloadButton(say("marked_all"), () => ask("annotated", {}));
  if (!readable.length) return group("marked", make("p", {text: say("no_files_read")}));
  const one = chooser("marked_whom", readable.map(({path}) => [path, path]), say("marked_one"), (path) => ask("annotated", {path}));
  return group("marked", all, one);
}

function lists({lists: found, reporters}, ask) {
  const all = downloadButton(say("lists_all"), () => ask("lists", {format: "xlsx"}));
  const options = found.map(({kind, name, open}) => [JSON.stringify({by: kind, name}), say("list_open", {name, n: open})]);
  const one = chooser("lists_whom", options, say("lists_one"), (value) => ask("lists", {...JSON.parse(value), format: "xlsx"}));
  const others = found.filter(({name}) => !reporters.includes(name)).length;
  return group("lists", all, others ? make("p", {class: "hint", text: say("lists_others", {n: others})}) : null, one);
}

function report(ask) {
  return group("report", ...REPORTS.map((format) => downloadButton(say(`report_${format}`), () => ask("report", {format}))));
}

function template({reporters}, ask, pack) {
  const empty = downloadButton(say("template_empty"), () => ask("template", {pack}));
  const own = reporters.map((name) => [name, name]);
  return group("template", empty, chooser("template_whom", own, say("template_one"), (reporter) => ask("template", {pack, reporter})));
}

/** One of several, and the button that gives it; nothing where there are none. */
function chooser(key, options, text, made) {
  if (!options.length) return null;
  const id = `choose-${key.replace("_", "-")}`;
  const select = make("select", {id});
  fillSelect(select, options);
  const label = make("label", {for: id, text: say(key)});
  return make("div", {class: "field one"}, label, select, downloadButton(text, () => made(select.value)));
}
