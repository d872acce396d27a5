// A rule's page: below its words, the outcomes of everybody, drawn when the page is first opened.
const A_TABLE_LONG = 100; // rows: browsers take very long to lay out the pages of a longer table

function showRule(page) {
  if (page.querySelector(".everybody")) return;
  page.querySelector(".brief").hidden = true;
  page.append(everybody(page, itemTable));
}

function everybody(page, tableOf) {
  const found = gravest(outcomes.filter(({ rule }) => rule.id === page.dataset.rule));
  return make("div", { class: "everybody" }, make("h3", {}, say("everybody")), tableOf(found));
}

// For paper: all of it, unfolded.
function showWholeRule(page) {
  forgetRule(page);
  page.querySelector(".brief").hidden = true;
  page.append(everybody(page, wholeTables));
}

function wholeTables(found) {
  const parts = Array.from({ length: Math.ceil(found.length / A_TABLE_LONG) }, (_, part) => part * A_TABLE_LONG);
  return make("div", {}, ...parts.map((from) => itemTable(found.slice(from, from + A_TABLE_LONG), true)));
}

function forgetRule(page) {
  page.querySelector(".everybody")?.remove();
  page.querySelector(".brief").hidden = false;
}
