// A rule's page: below its words, the outcomes of everybody, drawn when the page is first opened.
function showRule(page) {
  if (page.querySelector(".everybody")) return;
  const found = outcomes.filter(({ rule }) => rule.id === page.dataset.rule);
  page.querySelector(".brief").hidden = true;
  page.append(make("div", { class: "everybody" }, make("h3", {}, say("everybody")), itemTable(gravest(found))));
}
