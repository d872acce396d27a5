// The report's data: outcomes with their rules, subjects and words, as the program wrote them. Nothing is computed here.
const data = JSON.parse(document.getElementById("data").textContent);
const statuses = data.statuses.map(([key, word, sign]) => ({ key, word, sign }));
const subjects = data.subjects.map(([name, kind, region, reporter, debtor]) => ({ name, kind, region, reporter, debtor }));

const outcomes = data.outcomes.map(
  ([rule, subject, status, figures, gap, due, note, done, pace, counted, leftOut, hints]) => ({
    rule: data.rules[rule],
    subject: subjects[subject],
    status: statuses[status],
    figures: data.texts[figures],
    gap: data.texts[gap],
    due: data.texts[due],
    note: data.texts[note],
    done,
    pace,
    counted,
    leftOut,
    hints,
  }),
);

const GOALS = new Set(["expected", "encouraged"]);
const OPEN = new Set(["shortfall", "behind"]);
const gravity = new Map(statuses.map(({ key }, place) => [key, place]));

function say(key, values = {}) {
  return data.words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function subjectRoute(name) {
  return `#/subject/${encodeURIComponent(name)}`;
}

function ruleRoute(id) {
  return `#/rule/${encodeURIComponent(id)}`;
}

// Everything that a region, one that reports, or a debtor beside them stands for in the heat map.
function belongsTo({ subject }, by, name) {
  return name === (by === "subject" ? subject.debtor : subject[by]);
}

// What is short before what cannot be judged, and so on; of each, what binds before goals.
function gravest(found) {
  const rank = ({ status, rule }) => 2 * gravity.get(status.key) + (GOALS.has(rule.level) ? 1 : 0);
  return [...found].sort((one, other) => rank(one) - rank(other));
}
