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
  if (path === "/map") {
    found.hidden = false; // rows are walked as they are seen
    showMap();
  }
  if (found.dataset.rule) showRule(found);
  return found;
}

function show() {
  const wanted = route();
  const back = arrive();
  const isNew = wanted.path !== shownPath;
  if (!isNew && wanted.path !== "/items") return;
  const isFirst = shownPath === null;
  if (shownPath === EVERYTHING) showParts();
  shownPath = wanted.path;
  if (wanted.path === EVERYTHING) return showEverything();
  const view = viewOf(wanted);
  for (const one of views.values()) one.hidden = one !== view;
  const inNav = `#${view.dataset.nav ?? wanted.path}`;
  for (const entry of document.querySelectorAll("nav a")) {
    if (entry.getAttribute("href") === inNav) entry.setAttribute("aria-current", "page");
    else entry.removeAttribute("aria-current");
  }
  if (!isNew) return;
  seeFrames();
  const focus = back && whereLeft(back, view);
  if (focus || !isFirst) (focus ?? view.querySelector("h2")).focus({ preventScroll: true });
  scrollTo({ top: back?.top ?? 0, behavior: "instant" });
}

// Each entry of the window's history knows where the focus and the page were when it was left, for whoever comes back.
const left = new Map();
let entry = null;
function arrive() {
  if (entry !== null) left.set(entry, { top: scrollY, ...placeOf(document.activeElement) });
  const known = history.state?.entry;
  entry = known ?? performance.timeOrigin + performance.now();
  if (known === undefined) history.replaceState({ entry }, "");
  return left.get(known);
}

function placeOf(element) {
  const href = element.closest("a")?.getAttribute("href");
  return { element, href, nth: href ? alike(element.closest(".view") ?? document, href).indexOf(element) : -1 };
}

function alike(within, href) {
  return [...within.querySelectorAll("a")].filter((one) => one.getAttribute("href") === href);
}

function whereLeft({ element, href, nth }, view) {
  return view.contains(element) ? element : (alike(view, href)[nth] ?? null);
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

// The header stays in sight, and so does the navigation at the foot of a narrow screen; what sticks to them has to know how high they are.
function measureBars() {
  const height = (selector, position) => {
    const bar = document.querySelector(selector);
    return getComputedStyle(bar).position === position ? bar.offsetHeight : 0;
  };
  document.documentElement.style.setProperty("--top", `${height(".top", "sticky")}px`);
  document.documentElement.style.setProperty("--bar", `${height(".top nav", "fixed")}px`);
  seeFrames();
}

// Boxes that are wider than the screen say so.
function seeFrames() {
  for (const frame of document.querySelectorAll(".scroll, .map-frame")) {
    frame.toggleAttribute("data-scrolls", frame.scrollWidth > frame.clientWidth + 1);
  }
}

function skip(event) {
  event.preventDefault(); // the address is that of the view
  document.querySelector(".view:not([hidden]) h2").focus();
}

// Escape folds what is unfolded around the focus.
function foldAround(event) {
  const details = event.key === "Escape" && event.target.closest("details[open]");
  if (!details) return;
  details.open = false;
  details.querySelector("summary").focus();
}

document.documentElement.classList.add("scripted");
for (const view of views.values()) view.removeAttribute("id"); // else the browser scrolls to them by itself
for (const part of document.querySelectorAll(".needs-script")) part.hidden = false;
for (const part of document.querySelectorAll(".without-script")) part.hidden = true;
startItems();
startMap();
startProblems();
startSearch();
startPaper();
startMarks();
history.scrollRestoration = "manual";
document.querySelector(".skip").addEventListener("click", skip);
addEventListener("keydown", foldAround);
addEventListener("hashchange", show);
addEventListener("resize", measureBars);
measureBars();
show();
