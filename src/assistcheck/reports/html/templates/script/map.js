// The heat map: its lines and columns, drawn from the page's data as far as they are asked for.
const mapFilters = document.getElementById("map-filters");
const GRAVE = new Set(data.grave);
const A_LIST_LONG = 12; // lines of a map that follow each other on a narrow screen
const A_SHEET_WIDE = 44; // columns that a sheet of paper takes
const maps = data.maps.map(({ name, long, rules, lines }) => ({
  name,
  isLong: long,
  table: document.querySelector(`table[data-map="${name}"]`),
  rules: rules.map((rule) => data.rules[rule]),
  lines: lines.map(([kind, who, region, cells]) => ({ kind, name: who, region, cells: cells.split(",") })),
}));

function mapCell(code) {
  if (!code) return null;
  const [status, number, total] = code.split(".").map(Number);
  return { status: statuses[status], number: number || 1, total: total || 1 };
}

// Whom a cell is about, of those that stand for one outcome alone; found when the map is first drawn.
let cellSubjects = null;
function subjectsOfCells() {
  cellSubjects ??= new Map(
    outcomes.flatMap(({ rule, subject }) =>
      [["region", subject.region], ["reporter", subject.reporter], ["subject", subject.debtor]].map(([kind, name]) => [
        cellKey(kind, rule.id, name),
        subject.name,
      ]),
    ),
  );
  return cellSubjects;
}

function cellKey(kind, rule, name) {
  return [kind, rule, name].join(" ");
}

function isGrave(code) {
  return Boolean(code) && GRAVE.has(mapCell(code).status.key);
}

function mapTable(map, lines, columns) {
  const clauses = [];
  for (const at of columns) {
    const { clause } = map.rules[at];
    if (clauses.at(-1)?.clause === clause) clauses.at(-1).columns += 1;
    else clauses.push({ clause, columns: 1 });
  }
  const ruleHead = ({ id, title }) => make("th", { scope: "col", "data-rule": id }, make("a", { href: ruleRoute(id), title }, id));
  const above = clauses.map(({ clause, columns: colspan }) => make("td", { colspan }, String(clause)));
  return [
    make(
      "thead",
      {},
      make("tr", { class: "clauses", "aria-hidden": "true" }, make("td"), ...above),
      make("tr", {}, make("th", { scope: "col" }, say("line")), ...columns.map((at) => ruleHead(map.rules[at]))),
    ),
    make("tbody", {}, ...lines.map((line) => mapRow(map, line, columns))),
  ];
}

function mapRow(map, { kind, name, region, cells }, columns) {
  const drawnCell = (at) => {
    const cell = mapCell(cells[at]);
    if (!cell) return make("td");
    const { status, number, total } = cell;
    const told = say("cell", { status: status.word, n: number, total });
    const shown = number > 1 && GRAVE.has(status.key) ? make("small", {}, String(number)) : "";
    const rule = map.rules[at].id;
    const drawn = make("td", { class: status.key, "aria-label": told, "data-rule": rule }, status.sign, shown);
    const subject = total === 1 && subjectsOfCells().get(cellKey(kind, rule, name));
    return subject ? marked(drawn, rule, subject) : drawn;
  };
  const head = make("th", { scope: "row" }, link(subjectRoute(name), name));
  return make("tr", { class: kind, "data-name": name, "data-region": region ?? "" }, head, ...columns.map(drawnCell));
}

function mapLines({ lines, isLong }) {
  const { region, reporters, open: onlyOpen } = mapFilters.elements;
  const hasReporters = reporters.checked && (region.value || !isLong);
  return lines.filter(
    (line) =>
      (!region.value || !line.region || line.region === region.value) &&
      (line.kind !== "reporter" || hasReporters) &&
      (!onlyOpen.checked || line.cells.some(isGrave)),
  );
}

function filterMap() {
  for (const map of maps.filter(({ table }) => table)) {
    const lines = mapLines(map);
    const every = [...map.rules.keys()];
    const columns = mapFilters.elements.open.checked ? every.filter((at) => lines.some(({ cells }) => isGrave(cells[at]))) : every;
    map.table.replaceChildren(...mapTable(map, lines, columns));
    map.table.classList.toggle("one", lines.length === 1);
    startGrid(map.table);
  }
  const { region } = mapFilters.elements;
  const at = region.selectedIndex;
  mapFilters.elements.before.disabled = at <= 0;
  mapFilters.elements.after.disabled = at >= region.options.length - 1;
  seeFrames();
}

function stepRegion(step) {
  mapFilters.elements.region.selectedIndex += step;
  filterMap();
}

// A map that is too long for the window opens at its first region that has something to do.
function firstRegion() {
  const [{ isLong, lines }] = maps;
  if (!isLong && (lines.length <= A_LIST_LONG || !matchMedia("(max-width: 700px)").matches)) return "";
  const found = lines.filter(({ kind }) => kind === "region");
  return (found.find(({ cells }) => cells.some(isGrave)) ?? found[0])?.region ?? "";
}

let mapIsDrawn = false;
function showMap() {
  if (mapIsDrawn) return;
  mapIsDrawn = true;
  mapFilters.elements.region.value = firstRegion();
  filterMap();
}

function startMap() {
  const { region, before, after } = mapFilters.elements;
  if (maps[0].isLong) region.options[0].textContent = say("all_regions");
  region.append(...placeOptions("region", maps.flatMap(({ lines }) => lines)));
  mapFilters.addEventListener("input", filterMap);
  mapFilters.addEventListener("submit", (event) => event.preventDefault());
  before.addEventListener("click", () => stepRegion(-1));
  after.addEventListener("click", () => stepRegion(1));
  for (const { table } of maps) if (table) walkGrid(table);
}

// For paper: every line, and columns as a sheet takes them.
function mapSheets() {
  return maps.filter(({ table }) => table).map((map) => {
    const sheets = Math.ceil(map.rules.length / A_SHEET_WIDE);
    const wide = Math.ceil(map.rules.length / sheets);
    const parts = Array.from({ length: sheets }, (_, sheet) => [...map.rules.keys()].slice(sheet * wide, (sheet + 1) * wide));
    const tables = parts.map((columns) => make("table", { class: "map" }, ...mapTable(map, map.lines, columns)));
    return { frame: map.table.parentElement, sheets: make("div", { class: "map-sheets" }, ...tables) };
  });
}
