/** The page as a whole: what is put in, what is chosen, the run, and its result. */
import {Basket} from "./basket.mjs";
import {cannotRun, started} from "./boot_checks.mjs";
import {downloadButton} from "./downloads.mjs";
import {byId, goTo, make, show} from "./elements.mjs";
import {ExplainDialog} from "./explain_dialog.mjs";
import {FileList} from "./file_list.mjs";
import {Form} from "./form.mjs";
import {openIntake} from "./intake.mjs";
import {Progress} from "./progress.mjs";
import {ReportFrame} from "./report_frame.mjs";
import {Result} from "./result.mjs";
import {keepForOffline} from "./service_worker_registration.mjs";
import {remember, remembered} from "./settings.mjs";
import {StartPanel} from "./start_panel.mjs";
import {forgetTrouble, inWords, tellTrouble} from "./trouble.mjs";
import {LANGUAGES, fillIn, language, localized, say, size, speak} from "./words.mjs";
import {Engine} from "./worker_client.mjs";

const basket = new Basket();
const engine = new Engine({notice: hear});
const start = new StartPanel();
const form = new Form(byId("options"), changed);
const list = new FileList(basket, changed);
const progress = new Progress();
const dialog = new ExplainDialog();

let isRunning = false;
/** Whether the user has asked that choices be remembered. */
let keeps = false;
/** Ends the reading of files that an audit begins with. */
let stopReading = () => {};
/** The last result, what it was made of, and how it is shown; null: there is none. */
let outcome = null;

function hear(state) {
  if (state.kind === "booting") start.booting = state;
  if (state.kind === "booting" && state.again && isRunning) progress.tell({isRestarting: true});
  if (state.kind === "ready") ready(state.about);
  if (state.kind === "broken") start.broken = state.text;
  if (state.kind === "progress" && state.call === "audit" && isRunning) progress.tell(state);
  if (state.kind === "lost") progress.note(state.text);
  drawStart();
}

function ready(about) {
  start.booting = start.broken = null;
  if (start.about) return;
  start.about = about;
  basket.endings = about.endings ?? [];
  form.offer(about.packs);
  drawTemplate();
  drawFoot();
  keepForOffline();
}

const ask = (call, args, files) => engine.call(call, {...args, lang: language()}, files);

/** What a result rests on, to tell whether it still holds. */
const basis = () => JSON.stringify([form.args, list.changes]);

/** Something that a result rests on is other than it was. */
function changed() {
  if (keeps) keep();
  drawStart();
  drawStale();
}

/** Audit what was put in, and show the result. */
async function run() {
  const args = {...basket.args, ...form.args};
  const made = {basis: basis(), pack: form.pack, files: basket.files, leftOut: basket.leftOut, roster: args.roster};
  begin();
  try {
    const {files, refused} = await stoppable(basket.read());
    if (refused.length) throw Object.assign(new Error("refused"), {texts: refused.map(({text}) => text)});
    const result = await ask("audit", args, files);
    outcome = {...made, result};
    end();
    drawResult();
    foldDesk(true);
    goTo(byId("result-title"), byId("bar"));
  } catch (error) {
    end();
    fail(error);
  }
}

/** What comes of a promise, unless the user stops it first. */
function stoppable(promise) {
  const stopped = new Promise((_, reject) => {
    stopReading = () => reject(Object.assign(new Error("stopped"), {why: "stopped"}));
  });
  return Promise.race([promise, stopped]);
}

function stop() {
  stopReading();
  engine.stop();
}

function begin() {
  isRunning = true;
  forgetTrouble();
  forgetReport();
  for (const id of ["result", "bar", "desk"]) show(byId(id), false);
  progress.begin();
  goTo(byId("progress-title"));
  drawStart();
}

function end() {
  isRunning = false;
  progress.end();
  byId("said").textContent = "";
  drawStart();
}

/** Say in words what went wrong, and give the files and choices back. */
function fail(error) {
  outcome = null;
  foldDesk(false);
  drawStart();
  if (error.why !== "stopped") {
    tellTrouble(error.texts ?? [inWords(error)]);
    return;
  }
  list.say([say("stopped")]);
  byId("start").focus();
}

function drawResult() {
  const {result, pack, leftOut, roster, shown} = outcome;
  forgetReport();
  const report = new ReportFrame(explain);
  outcome.report = report;
  const around = {report: report.element, pack: pack.name, leftOut, roster, ask, part: shown?.part};
  outcome.shown = new Result(byId("result"), result, around);
  show(byId("result"), true);
  drawBar();
  drawStale();
  fetchReport(report);
}

async function fetchReport(report) {
  try {
    report.show(await ask("report", {format: "html"}));
  } catch (error) {
    if (error.why !== "stopped") report.fail(localized(inWords(error)));
  }
}

const forgetReport = () => outcome?.report?.close();

const explain = ({rule, subject, back}) => dialog.show(ask("explain", {rule, subject}), back);

function foldDesk(folded) {
  show(byId("desk"), !folded);
  byId("change").setAttribute("aria-expanded", String(!folded));
  byId("change").textContent = say(folded ? "change" : "change_done");
}

/** The line above a result: of what it is. */
function drawBar() {
  const {pack, result, files} = outcome;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const of = [localized(pack.title), say("made_of", {day: result.as_of}), say("list_count", {n: files.length, size: size(bytes)})];
  byId("bar-text").replaceChildren(...of.map((text) => make("span", {text})));
  foldDesk(byId("desk").hidden);
  show(byId("bar"), true);
}

function drawStale() {
  const note = byId("stale");
  if (!note || !outcome) return;
  show(note, outcome.basis !== basis());
  const again = make("button", {type: "button", text: say("start_again"), on: {click: run}});
  note.replaceChildren(make("span", {text: say("stale")}), ...(list.hasWorkbooks && !form.fault() ? [again] : []));
}

function drawStart() {
  const isFull = basket.files.length > 0 || Boolean(outcome);
  start.draw({hasWorkbooks: list.hasWorkbooks, fault: start.about && form.fault(), isFull, isRunning, again: Boolean(outcome)});
}

/** The empty template, for those who have no workbook yet. */
function drawTemplate() {
  if (!start.about) return;
  const made = () => ask("template", {pack: form.choices.pack});
  const hint = make("p", {class: "hint", text: say("empty_template")});
  byId("template").replaceChildren(hint, downloadButton(say("template_empty"), made));
}

function drawFoot() {
  byId("foot").textContent = start.about ? say("version", {version: start.about.version}) : "";
}

/** Forget every file and result, in the engine too. */
function startOver() {
  forgetReport();
  outcome = null;
  forgetTrouble();
  byId("result").replaceChildren();
  show(byId("result"), false);
  show(byId("bar"), false);
  foldDesk(false);
  list.clear();
  engine.call("clear").catch(() => {});
  list.say([say("cleared")]);
  goTo(byId("files-title"));
}

/** Take files in; beside a result, the list is unfolded, which says what became of them. */
async function take(taken, role) {
  await list.add(taken, role);
  if (!outcome || isRunning) return;
  outcome.report.leave();
  foldDesk(false);
  goTo(byId("files-title"));
}

function keep() {
  remember(keeps ? {...form.choices, lang: language()} : null);
}

/** Say everything in a language: a result too, whose report is made anew. */
function sayAll(lang) {
  speak(lang);
  fillIn();
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  }
  form.draw();
  list.draw();
  list.say([]);
  progress.draw();
  drawStart();
  drawTemplate();
  drawFoot();
  foldDesk(byId("desk").hidden);
  if (outcome && !isRunning) drawResult();
  if (keeps) keep();
}

function listen() {
  const onClick = (id, act) => byId(id).addEventListener("click", () => act());
  openIntake(take);
  onClick("start", run);
  onClick("stop", stop);
  onClick("try-again", boot);
  onClick("start-over", startOver);
  onClick("bar-over", startOver);
  onClick("change", () => {
    foldDesk(!byId("desk").hidden);
    if (!byId("desk").hidden) goTo(byId("files-title"));
  });
  for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => sayAll(button.dataset.lang));
  byId("remember").addEventListener("change", ({target}) => {
    keeps = target.checked;
    keep();
  });
  addEventListener("beforeunload", (event) => basket.files.length && event.preventDefault());
  addEventListener("keydown", printReport);
}

/** Print what is worth paper: the report, not the page around it. */
function printReport(event) {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "p" || outcome?.shown?.part !== "report") return;
  event.preventDefault();
  outcome.report.print();
}

function boot() {
  start.broken = cannotRun();
  drawStart();
  if (!start.broken) engine.boot().catch(() => {});
}

function open() {
  started();
  const before = remembered();
  if (before) {
    keeps = byId("remember").checked = true;
    form.remember(before);
  }
  listen();
  const usual = navigator.language.startsWith("zh") ? "zh" : "en";
  sayAll(LANGUAGES.includes(before?.lang) ? before.lang : usual);
  show(byId("page"), true);
  boot();
}

open();
