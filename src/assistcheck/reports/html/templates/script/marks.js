// Verdicts that a page around the report can explain. Each says what it is on: data-rule, and data-subject, the whole name of whom it binds.
// The page gives the hint in words, `frame.contentDocument.documentElement.dataset.explains = "Explain this verdict"`; each verdict then is a
// button, and sends an event "explain" up the document, whose detail is { rule, subject }. Without a hint they are what they say, and no more.
const asked = document.documentElement;

function verdict(outcome) {
  return marked(badge(outcome.status), outcome.rule.id, outcome.subject.name);
}

function marked(element, rule, subject) {
  element.dataset.rule = rule;
  element.dataset.subject = subject;
  if (asked.dataset.explains) offer(element);
  return element;
}

// A cell of the heat map is walked to and opened as the others of its grid are.
function offer(element) {
  const { rule, subject } = element.dataset;
  const isCell = element.localName === "td";
  const button = { role: "button", tabindex: 0, "aria-label": [element.textContent, rule, subject].join(" · ") };
  const wanted = { title: asked.dataset.explains, ...(isCell ? {} : button) };
  for (const [name, value] of Object.entries(wanted)) {
    if (asked.dataset.explains) element.setAttribute(name, value);
    else element.removeAttribute(name);
  }
}

function explain(element) {
  const { rule, subject } = element?.dataset ?? {};
  if (!asked.dataset.explains || !subject) return false;
  element.dispatchEvent(new CustomEvent("explain", { bubbles: true, detail: { rule, subject } }));
  return true;
}

function startMarks() {
  const offerAll = () => document.querySelectorAll("[data-subject]").forEach(offer);
  new MutationObserver(offerAll).observe(asked, { attributeFilter: ["data-explains"] });
  document.addEventListener("click", (event) => explain(event.target.closest(".badge[data-subject]")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    if (event.target.matches(".badge[data-subject]") && explain(event.target)) event.preventDefault();
  });
  offerAll();
}
