// One view at a time, named by the address: #/rule/R05.2, #/subject/NAME, #/items?status=behind.
const views = new Map([...document.querySelectorAll(".view")].map((view) => [view.id, view]));
const START = "/overview";
let shownPath = null;

function route() {
  const [path, query = ""] = (location.hash.slice(1) || START).split(/\?(.*)/s);
  try {
    return { path: decodeURIComponent(path), query: new URLSearchParams(query) };
  } catch {
    return { path, query: new URLSearchParams() };
  }
}

function viewOf({ path, query }) {
  if (path.startsWith("/subject/") && showSubject(path.slice("/subject/".length))) return subjectPage;
  const found = views.get(path);
  if (!found || path === "/subject") {
    const missing = views.get("/missing");
    missing.querySelector("h2").textContent = say("not_found", { name: path });
    return missing;
  }
  if (path === "/items") takeFilters(query);
  if (found.dataset.rule) showRule(found);
  return found;
}

function show() {
  if (location.hash === "#content") return;
  const wanted = route();
  const isNew = wanted.path !== shownPath;
  if (!isNew && wanted.path !== "/items") return;
  const isFirst = shownPath === null;
  shownPath = wanted.path;
  const view = viewOf(wanted);
  for (const one of views.values()) one.hidden = one !== view;
  const inNav = `#${view.dataset.nav ?? wanted.path}`;
  for (const entry of document.querySelectorAll("nav a")) {
    if (entry.getAttribute("href") === inNav) entry.setAttribute("aria-current", "page");
    else entry.removeAttribute("aria-current");
  }
  if (!isNew) return;
  scrollTo(0, 0);
  if (!isFirst) view.querySelector("h2").focus({ preventScroll: true });
}

function startSearch() {
  const field = document.getElementById("search-text");
  const names = [...new Set(subjects.flatMap(({ name, region, debtor }) => [name, region, debtor]).filter(Boolean))];
  const found = new Map(names.map((name) => [name, subjectRoute(name)]));
  for (const { id, title } of data.rules) found.set(`${id} ${title}`, ruleRoute(id));
  document.getElementById("search-names").append(...[...found.keys()].map((value) => make("option", { value })));
  const ids = new Map(data.rules.map(({ id }) => [id, ruleRoute(id)]));
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    const exact = found.get(text) ?? ids.get(text.toUpperCase());
    location.hash = exact ?? `#/items?${new URLSearchParams({ status: "all", q: text })}`;
  });
}

// The header stays in sight; what sticks below it has to know how high it is.
function measureHeader() {
  const header = document.querySelector(".top");
  const height = getComputedStyle(header).position === "sticky" ? header.offsetHeight : 0;
  document.documentElement.style.setProperty("--top", `${height}px`);
}

document.documentElement.classList.add("scripted");
for (const view of views.values()) view.removeAttribute("id"); // else the browser scrolls to them by itself
for (const part of document.querySelectorAll(".needs-script")) part.hidden = false;
for (const part of document.querySelectorAll(".without-script")) part.hidden = true;
startItems();
startMap();
startProblems();
startSearch();
document.getElementById("print").addEventListener("click", () => print());
addEventListener("hashchange", show);
addEventListener("resize", measureHeader);
measureHeader();
show();
