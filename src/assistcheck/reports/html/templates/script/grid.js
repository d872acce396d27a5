// The heat map under the keys and the pointer: moving, the text about a cell, and what lies behind it.
const readout = document.getElementById("map-readout");
const SPOKEN = 8;

function gridRows(table) {
  return [...table.querySelectorAll("tr:not(.clauses)")].filter((row) => row.checkVisibility());
}

function enterCell(table, cell) {
  table.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
  cell.tabIndex = 0;
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function target(event, table, cell) {
  const rows = gridRows(table);
  const row = rows.indexOf(cell.parentElement);
  const column = cell.cellIndex;
  const [lastRow, lastColumn] = [rows.length - 1, cell.parentElement.cells.length - 1];
  const far = event.ctrlKey || event.metaKey;
  const moves = {
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    Home: [far ? 0 : row, 0],
    End: [far ? lastRow : row, lastColumn],
    PageUp: [Math.max(0, row - 10), column],
    PageDown: [Math.min(lastRow, row + 10), column],
  };
  const move = moves[event.key];
  return move && rows[move[0]]?.cells[move[1]];
}

function about(cell) {
  const row = cell.parentElement;
  const rule = cell.closest("table").rows[1].cells[cell.cellIndex].dataset.rule;
  const by = row.className;
  const found = rule ? outcomes.filter((one) => one.rule.id === rule && (!row.dataset.name || inLine(one, by, row))) : [];
  return { name: row.dataset.name, rule: data.rules.find(({ id }) => id === rule), by, found: gravest(found) };
}

// The two maps part the kinds of subjects: those of which no workbook speaks stand in the second alone.
function inLine(outcome, by, row) {
  const isCentral = row.closest("table").dataset.map === "central";
  return isCentral === data.central.includes(outcome.subject.kind) && belongsTo(outcome, by, row.dataset.name);
}

function tell(cell) {
  const { name, rule, found } = about(cell);
  const title = make("b", {}, [name, rule?.id, rule?.title].filter(Boolean).join(" · ") || say("readout"));
  const told = cell.getAttribute("aria-label");
  const lines = found.slice(0, SPOKEN).map((outcome) => {
    const { subject, figures, note } = outcome;
    const who = subject.name === name ? "" : ` ${subject.name}`;
    return make("span", {}, " ", verdict(outcome), `${who} ${figures}${note ? ` (${note})` : ""}`);
  });
  const rest = found.length > SPOKEN ? [` … ${say("shown", { n: found.length })}`] : [];
  readout.replaceChildren(title, ...(told ? [` · ${told}`] : []), make("br"), ...lines, ...rest);
}

// The line and the column of the cell that one is at.
function pointOut(table, cell) {
  for (const one of table.querySelectorAll("[data-at]")) one.removeAttribute("data-at");
  if (!cell) return;
  cell.parentElement.dataset.at = "line";
  for (const row of table.querySelectorAll("tr:not(.clauses)")) if (cell.cellIndex) row.cells[cell.cellIndex].dataset.at = "column";
}

function openCell(cell) {
  if (explain(cell)) return undefined;
  const inner = cell.querySelector("a");
  if (inner) return inner.click();
  const { name, rule, by } = about(cell);
  if (!rule || !cell.className) return undefined;
  const filtered = { status: "all", rule: rule.id, [by]: name };
  location.hash = by === "subject" ? subjectRoute(name) : `#/items?${new URLSearchParams(filtered)}`;
  return undefined;
}

// One cell of each map is reached by the Tab key: at first the first of its first line.
function startGrid(table) {
  for (const inner of table.querySelectorAll("a")) inner.tabIndex = -1;
  const [line] = table.tBodies[0].rows;
  if (line) (line.cells[1] ?? line.cells[0]).tabIndex = 0;
}

function walkGrid(table) {
  const cellOf = (event) => event.target.closest("tr:not(.clauses) > *");
  const at = (event) => {
    const cell = cellOf(event);
    if (cell) tell(cell);
    if (cell) pointOut(table, cell);
  };
  table.addEventListener("keydown", (event) => {
    const cell = cellOf(event);
    if (!cell) return;
    const next = target(event, table, cell);
    if (next) enterCell(table, next);
    else if (event.key === "Enter" || event.key === " ") openCell(cell);
    else if (event.key === "Escape") [...mapFilters.elements].find((field) => !field.disabled && field.checkVisibility())?.focus();
    else return;
    event.preventDefault();
  });
  table.addEventListener("click", (event) => {
    const cell = cellOf(event);
    if (!cell || event.target.closest("a")) return;
    enterCell(table, cell);
    openCell(cell);
  });
  table.addEventListener("focusin", at);
  table.addEventListener("mouseover", at);
  table.addEventListener("mouseleave", () => pointOut(table, null));
}
