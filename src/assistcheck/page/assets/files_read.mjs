/** What came of each file: read, read in part, not read and why. */
import {make} from "./elements.mjs";
import {fillList} from "./long_list.mjs";
import {told} from "./problems.mjs";
import {localized, say} from "./words.mjs";

/** The level of a problem that a status is drawn like. */
const LIKE = {read: "met", partial: "warning", superseded: "note", unreadable: "error"};
/** The order in which they are listed: what needs a look first. */
const ORDER = ["unreadable", "partial", "superseded", "read"];

/**
 * @param {{files: object[], problems: import("./problems.mjs").Problem[], leftOut: string[], renamed: {path: string, why: object}[]}} result
 *   `leftOut`: what was no workbook; `renamed`: what is not called what it was dropped as
 * @param {(path: string) => void} showProblems
 */
export function filesRead({files, problems, leftOut, renamed}, showProblems) {
  if (!files.length && !leftOut.length) return make("p", {text: say("no_files_read")});
  const sorted = [...files].sort((one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status));
  const list = make("ul", {class: "files-read"});
  const names = new Map(renamed.map(({path, why}) => [path, localized(why)]));
  const draw = (file) => item(file, names.get(file.path), problems, showProblems);
  fillList(list, [...sorted, ...leftOut], (one) => (typeof one === "string" ? unread(one) : draw(one)));
  return list;
}

function unread(path) {
  return make(
    "li",
    {class: "note"},
    make("span", {class: "badge", text: say("file_left_out")}),
    make("p", {class: "file-name", text: path}),
    make("div", {class: "told"}, make("p", {text: say("no_workbook")})),
  );
}

function item({path, status, reporter, sheets, counted}, named, problems, showProblems) {
  const own = problems.filter((one) => one.path === path);
  const why = status === "unreadable" ? own.find(({level}) => level === "error") : null;
  const facts = [
    ...(reporter ? [say("file_reporter", {name: reporter})] : []),
    ...(sheets.length ? [say("file_counts", {sheets: sheets.length, rows: counted})] : []),
  ];
  const look = {type: "button", class: "link", text: say("file_problems", {n: own.length}), on: {click: () => showProblems(path)}};
  return make(
    "li",
    {class: LIKE[status]},
    make("span", {class: "badge", text: say(`file_${status}`)}),
    make("p", {class: "file-name", text: path}),
    make(
      "div",
      {class: "told"},
      facts.length ? make("p", {text: facts.join(" · ")}) : null,
      named ? make("p", {text: named}) : null,
      ...(why ? told(why) : []),
      own.length ? make("button", look) : null,
    ),
  );
}
