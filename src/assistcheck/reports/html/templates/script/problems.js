// Data problems: filtered by level and text.
function startProblems() {
  const form = document.getElementById("problem-filters");
  if (!form) return;
  const rows = [...document.querySelector("#problems tbody").rows];
  const filter = () => {
    const level = form.elements.level.value;
    const text = form.elements.q.value.toLowerCase();
    for (const row of rows) {
      row.hidden = Boolean(level && row.dataset.level !== level) || !row.textContent.toLowerCase().includes(text);
    }
    const n = rows.filter((row) => !row.hidden).length;
    document.getElementById("problems-found").textContent = say("shown", { n });
  };
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}
