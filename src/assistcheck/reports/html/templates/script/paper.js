// Paper: one page of overview by default, the view on the screen, or everything.
const EVERYTHING = "print-all";
const folded = [];

function printAs(kind) {
  document.documentElement.dataset.print = kind;
  print();
}

// All views one below the other, every row drawn and everything unfolded.
function showEverything() {
  for (const [path, view] of views) view.hidden = path === "/subject" || path === "/missing";
  for (const entry of document.querySelectorAll("nav a")) entry.removeAttribute("aria-current");
  takeFilters(new URLSearchParams());
  showRows(matching.length, true);
  document.getElementById("problem-filters")?.reset();
  folded.push(...document.querySelectorAll("main details:not([open])"));
  for (const details of folded) details.open = true;
  for (const page of rulePages()) showWholeRule(page);
  showMap();
  takeSheetsAway();
  laySheets();
  seeFrames();
  scrollTo({ top: 0, behavior: "instant" });
}

function rulePages() {
  return document.querySelectorAll(".rule-page");
}

function showParts() {
  for (const page of rulePages()) forgetRule(page);
  for (const details of folded.splice(0)) details.open = false;
  taken = null;
  takeSheetsAway();
}

function laySheets() {
  for (const { frame, sheets } of mapSheets()) frame.after(sheets);
}

function takeSheetsAway() {
  for (const sheets of document.querySelectorAll(".map-sheets")) sheets.remove();
}

function startPaper() {
  document.getElementById("print-one").addEventListener("click", () => printAs("one"));
  document.getElementById("print").addEventListener("click", () => printAs("view"));
  document.getElementById("print-all").addEventListener("click", (event) => {
    if (shownPath === EVERYTHING) print();
    else addEventListener("hashchange", () => print(), { once: true });
    location.hash = EVERYTHING;
    event.preventDefault();
  });
  addEventListener("beforeprint", () => {
    if (shownPath === EVERYTHING) return;
    if (!filters.closest(".view").hidden) showRows(matching.length);
    if (document.documentElement.dataset.print === "view" && !document.querySelector(".map-view").hidden) laySheets();
  });
  addEventListener("afterprint", () => {
    delete document.documentElement.dataset.print;
    if (shownPath !== EVERYTHING) takeSheetsAway();
  });
}
