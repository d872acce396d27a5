// The heat map: moving by keys, the text about the cell in focus, and what of it is shown.
const readout = document.getElementById("map-readout");
const mapFilters = document.getElementById("map-filters");
const maps = [...document.querySelectorAll("table.map")];
const SPOKEN = 8;

function mapRows(map) {
  return [...map.querySelectorAll("tr:not(.clauses)")].filter((row) => !row.hidden);
}

function mapCells(row) {
  return [...row.cells].filter((cell) => !cell.hidden);
}

function focusCell(map, cell) {
  map.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
  cell.tabIndex = 0;
  cell.focus();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function target(event, map, cell) {
  const rows = mapRows(map);
  const row = rows.indexOf(cell.parentElement);
  const column = mapCells(cell.parentElement).indexOf(cell);
  const [lastRow, lastColumn] = [rows.length - 1, mapCells(cell.parentElement).length - 1];
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
  return move && rows[move[0]] && mapCells(rows[move[0]])[move[1]];
}

function about(cell) {
  const row = cell.parentElement;
  const rule = cell.closest("table").rows[1].cells[cell.cellIndex].dataset.rule;
  const by = row.className;
  const found = rule ? outcomes.filter((one) => one.rule.id === rule && (!row.dataset.name || inLine(one, by, row))) : [];
  return { name: row.dataset.name, rule, by, found: gravest(found) };
}

// The two maps part the kinds of subjects: those of which no workbook speaks stand in the second alone.
function inLine(outcome, by, row) {
  const isCentral = row.closest("table").dataset.map === "central";
  return isCentral === data.central.includes(outcome.subject.kind) && belongsTo(outcome, by, row.dataset.name);
}

function tell(cell) {
  const { name, rule, found } = about(cell);
  const first = found[0];
  if (!first) return readout.replaceChildren(...(name ? [`${name}${rule ? ` · ${rule}` : ""}`] : [rule ?? say("readout")]));
  const title = make("b", {}, [name, rule, first.rule.title].filter(Boolean).join(" · "));
  const lines = found.slice(0, SPOKEN).map(({ subject, status, figures, note }) => {
    const who = subject.name === name ? "" : ` ${subject.name}`;
    return make("span", {}, " ", badge(status), `${who} ${figures}${note ? ` (${note})` : ""}`);
  });
  const rest = found.length > SPOKEN ? [` … ${say("shown", { n: found.length })}`] : [];
  return readout.replaceChildren(title, make("br"), ...lines, ...rest);
}

function open(cell) {
  const inner = cell.querySelector("a");
  if (inner) return inner.click();
  const { name, rule, by, found } = about(cell);
  if (!found.length) return undefined;
  location.hash = by === "subject" ? subjectRoute(name) : mapRoute(by, name, rule);
  return undefined;
}

function mapRoute(by, name, rule) {
  return `#/items?${new URLSearchParams({ status: "all", rule, [by]: name })}`;
}

function filterMap() {
  const { region, reporters, open: onlyOpen } = mapFilters.elements;
  for (const map of maps) {
    const grave = (cell) => ["shortfall", "behind", "undetermined"].includes(cell.className);
    for (const row of map.tBodies[0].rows) {
      const away = (region.value && row.dataset.region !== region.value) || (row.className === "reporter" && !reporters.checked);
      row.hidden = Boolean(away) || (onlyOpen.checked && ![...row.cells].some(grave));
    }
    const left = [...map.tBodies[0].rows].filter((row) => !row.hidden);
    const heads = [...map.rows[1].cells];
    const shown = heads.map((_, at) => at === 0 || !onlyOpen.checked || left.some((row) => grave(row.cells[at])));
    for (const row of [map.rows[1], ...map.tBodies[0].rows]) shown.forEach((is, at) => (row.cells[at].hidden = !is));
    coverClauses(map, heads, shown);
    ensureEntry(map);
  }
}

function coverClauses(map, heads, shown) {
  let at = 1;
  for (const clause of [...map.rows[0].cells].slice(1)) {
    const columns = Number(clause.dataset.columns ?? clause.colSpan);
    clause.dataset.columns = columns;
    const number = shown.slice(at, at + columns).filter(Boolean).length;
    clause.hidden = !number;
    clause.colSpan = number || 1;
    at += columns;
  }
}

// One cell of each map is reached by the Tab key; if it is hidden, the first that is not.
function ensureEntry(map) {
  const entry = map.querySelector("[tabindex='0']");
  if (entry && !entry.hidden && !entry.parentElement.hidden) return;
  entry?.setAttribute("tabindex", "-1");
  const row = mapRows(map)[1];
  if (row) (mapCells(row)[1] ?? mapCells(row)[0]).tabIndex = 0;
}

function startMap() {
  mapFilters.elements.region.append(...placeOptions("region"));
  mapFilters.addEventListener("input", filterMap);
  mapFilters.addEventListener("submit", (event) => event.preventDefault());
  for (const map of maps) {
    for (const inner of map.querySelectorAll("a")) inner.tabIndex = -1;
    const cellOf = (event) => event.target.closest("tr:not(.clauses) > *");
    map.addEventListener("keydown", (event) => {
      const cell = cellOf(event);
      const next = cell && target(event, map, cell);
      if (next) focusCell(map, next);
      else if (cell && event.key === "Enter" && event.target === cell) open(cell);
      if (next) event.preventDefault();
    });
    map.addEventListener("click", (event) => event.target.closest("a") || (cellOf(event) && open(cellOf(event))));
    map.addEventListener("focusin", (event) => cellOf(event) && tell(cellOf(event)));
    map.addEventListener("mouseover", (event) => cellOf(event) && tell(cellOf(event)));
    ensureEntry(map);
  }
}
