// A page for each subject and each debtor: its own duties, those that it owes for others, and those of its members.
const subjectPage = document.getElementById("/subject");

function showSubject(name) {
  const own = outcomes.filter(({ subject }) => subject.name === name);
  const within = outcomes.filter(({ subject }) => subject.name !== name && [subject.reporter, subject.region, subject.debtor].includes(name));
  if (!own.length && !within.length) return false;
  const isRegion = within.some(({ subject }) => subject.region === name);
  const all = isRegion ? own : [...own, ...within];
  subjectPage.replaceChildren(
    make("p", { class: "path" }, ...origin(name, own)),
    make("h2", { tabindex: -1 }, name),
    tallyLine(all.length ? all : within),
    stackedBar(all.length ? all : within),
    ...(all.length ? [groupedTable(all, name)] : []),
    ...(isRegion ? membersOf(within) : []),
  );
  return true;
}

function origin(name, own) {
  const debtors = [...new Set(own.map(({ subject }) => subject.debtor))].filter((debtor) => debtor !== name);
  const parts = debtors.length ? [] : [link("#/subjects", data.words.nav_subjects)];
  const kinds = new Set(own.map(({ subject }) => data.kinds[subject.kind]));
  if (kinds.size) parts.push(`${parts.length ? " › " : ""}${[...kinds].join(" / ")}`);
  for (const debtor of debtors) parts.push(" · ", link(subjectRoute(debtor), say("debtor", { name: debtor })));
  const places = (key) => new Set(own.map(({ subject }) => subject[key]).filter((place) => place && place !== name));
  for (const [key, word] of [["region", "of_region"], ["reporter", "of_reporting"]]) {
    for (const place of places(key)) parts.push(` · ${say(word)}`, link(subjectRoute(place), place));
  }
  return parts;
}

// One table, member by member: who has the gravest item first, then its own duties, then the roster's order.
function groupedTable(found, name) {
  const groups = new Map();
  for (const outcome of found) {
    const { kind, name: who, debtor } = outcome.subject;
    const key = `${data.kinds[kind]} ${who}${debtor === who ? "" : ` · ${say("debtor", { name: debtor })}`}`;
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  for (const [title, group] of groups) groups.set(title, gravest(group));
  const worst = ([, [{ status }]]) => Math.min(gravity.get(status.key), gravity.get("on_pace"));
  const first = ([, group]) => (group[0].subject.name === name ? 0 : 1);
  const ordered = [...groups].sort((one, other) => worst(one) - worst(other) || first(one) - first(other));
  const rows = ordered.flatMap(([title, group]) => [
    make("tr", { class: "group" }, make("th", { colspan: COLUMNS.length, scope: "rowgroup" }, title)),
    ...group.map((one) => itemRow(one)),
  ]);
  return make("table", { class: "list items of-subject" }, itemHead(), make("tbody", {}, ...rows));
}

function membersOf(within) {
  const names = [...new Set(within.map(({ subject }) => subject.reporter ?? subject.name))];
  const rows = names.map((name) => {
    const found = within.filter(({ subject }) => (subject.reporter ?? subject.name) === name);
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, link(subjectRoute(name), name)),
      make("td", {}, tallyLine(found)),
      make("td", { class: "bar" }, stackedBar(found)),
    );
  });
  return [make("h3", {}, say("members")), make("table", { class: "list" }, make("tbody", {}, ...rows))];
}
