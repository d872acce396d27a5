// Lines of outcomes, and the view that filters and searches all of them.
const AT_ONCE = 200;
const COLUMNS = ["rule", "whom", "duty", "status", "progress", "have_need", "gap", "due"];
const FIGURES = new Set(["have_need", "gap"]);

function itemHead() {
  const head = (key) => make("th", { scope: "col", class: FIGURES.has(key) ? "figure" : key }, say(key));
  return make("thead", {}, make("tr", {}, ...COLUMNS.map(head)));
}

function whom({ name, reporter, debtor }) {
  const parts = [link(subjectRoute(name), name)];
  if (debtor !== name) parts.push(make("small", {}, say("debtor", { name: debtor })));
  else if (reporter && reporter !== name) parts.push(make("small", {}, reporter));
  return parts;
}

function itemRow(outcome, isOpen = false) {
  const { rule, subject, figures, gap, due, note } = outcome;
  const cell = (name, ...children) => make("td", { class: name }, ...children);
  return make(
    "tr",
    {},
    cell("rule", link(ruleRoute(rule.id), rule.id)),
    cell("whom", ...whom(subject)),
    cell("duty", rule.title, note && make("small", {}, note), ...basis(outcome, isOpen)),
    cell("status", verdict(outcome)),
    cell("bar", isOpen ? "" : progressBar(outcome)),
    cell("figure", figures),
    make("td", { class: "figure gap", "data-label": say("gap") }, gap),
    cell("due", due),
  );
}

function rowCount(places, step) {
  let number = 0;
  for (let at = 1; at < places.length; at += step) {
    for (const range of data.texts[places[at]].split(", ")) {
      const [first, last = first] = range.split("–").map(Number);
      number += last - first + 1;
    }
  }
  return number;
}

function basis(outcome, isOpen) {
  if (isOpen) return basisTexts(outcome);
  const { counted, leftOut, hints } = outcome;
  const parts = [];
  if (counted.length) parts.push(say("evidence", { n: rowCount(counted, 2) }));
  if (leftOut.length) parts.push(say("excluded", { n: rowCount(leftOut, 3) }));
  if (hints.length) parts.push(say("hints"));
  if (!parts.length) return [];
  const details = make("details", {}, make("summary", {}, parts.join(" · ")));
  details.addEventListener("toggle", () => details.childElementCount > 1 || details.append(...basisLists(outcome)));
  return [details];
}

// What stands behind an outcome, heading by heading.
function basisLines({ counted, leftOut, hints }) {
  const place = (places, at) => say("at_rows", { sheet: data.texts[places[at]], rows: data.texts[places[at + 1]] });
  const every = (places, step) => Array.from({ length: places.length / step }, (_, number) => number * step);
  const why = (at) => `${place(leftOut, at)} — ${data.texts[leftOut[at + 2]]}`;
  const found = [
    [say("hints"), hints.map((hint) => data.texts[hint])],
    [say("counted_rows"), every(counted, 2).map((at) => place(counted, at))],
    [say("excluded_rows"), every(leftOut, 3).map(why)],
  ];
  return found.filter(([, lines]) => lines.length);
}

function basisLists(outcome) {
  const list = (lines) => make("ul", {}, ...lines.map((line) => make("li", {}, line)));
  return basisLines(outcome).flatMap(([title, lines]) => [make("small", {}, title), list(lines)]);
}

// The same in few words, since browsers take long to lay out the pages of many lists.
function basisTexts(outcome) {
  return basisLines(outcome).map(([title, lines]) => make("small", {}, `${title}${say("colon")}${lines.join("; ")}`));
}

function itemTable(found, areOpen = false) {
  return make("table", { class: "list items of-rule" }, itemHead(), make("tbody", {}, ...found.map((one) => itemRow(one, areOpen))));
}

const filters = document.getElementById("filters");
const itemBody = document.querySelector("#items tbody");
const moreButton = document.getElementById("more");
let matching = [];

function words({ rule, subject, note }) {
  return [rule.id, rule.title, subject.name, subject.debtor, subject.reporter, subject.region, note].join(" ").toLowerCase();
}

function matches(outcome, wanted) {
  const { rule, subject, status } = outcome;
  const isIn = (value, found) => !value || value === found;
  return (
    (wanted.status === "all" || (wanted.status === "open" ? OPEN.has(status.key) : wanted.status === status.key)) &&
    isIn(wanted.level, rule.level) &&
    isIn(wanted.kind, subject.kind) &&
    isIn(wanted.region, subject.region) &&
    isIn(wanted.reporter, subject.reporter) &&
    isIn(wanted.clause, String(rule.clause)) &&
    isIn(wanted.rule, rule.id) &&
    wanted.q.toLowerCase().split(/\s+/).every((word) => words(outcome).includes(word))
  );
}

function showRows(upTo, areOpen = false) {
  const rows = matching.slice(0, upTo).map((one) => itemRow(one, areOpen));
  const none = make("tr", {}, make("td", { colspan: COLUMNS.length }, say("none_found")));
  itemBody.replaceChildren(...(rows.length ? rows : [none]));
  const left = matching.length - rows.length;
  moreButton.hidden = !left;
  moreButton.textContent = say("more", { n: left });
  const counts = { n: matching.length.toLocaleString("en"), part: rows.length };
  document.getElementById("found").textContent = say(left ? "shown_part" : "shown", counts);
}

function filterItems() {
  const wanted = Object.fromEntries(new FormData(filters));
  matching = gravest(outcomes.filter((outcome) => matches(outcome, wanted)));
  showRows(AT_ONCE);
}

// The address keeps the filters, so that a view can be kept and passed on.
function filtersRoute() {
  const kept = [...new FormData(filters)].filter(([name, value]) => value && !(name === "status" && value === "open"));
  const query = new URLSearchParams(kept).toString();
  return query ? `#/items?${query}` : "#/items";
}

let taken = null;
function takeFilters(query) {
  if (taken === String(query)) return; // who comes back finds the list as it was left
  taken = String(query);
  for (const field of filters.elements) {
    if (!field.name) continue;
    field.value = query.get(field.name) ?? "";
  }
  filters.elements.status.value ||= "open";
  filterItems();
}

function placeOptions(key, from = subjects) {
  const places = [...new Set(from.map((subject) => subject[key]).filter(Boolean))];
  return places.map((place) => make("option", { value: place }, place));
}

function startItems() {
  for (const key of ["region", "reporter"]) filters.elements[key].append(...placeOptions(key));
  filters.addEventListener("input", () => location.replace(filtersRoute()));
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", (event) => {
    event.preventDefault();
    location.replace("#/items");
    takeFilters(new URLSearchParams());
  });
  moreButton.addEventListener("click", () => showRows(itemBody.rows.length + AT_ONCE));
}
