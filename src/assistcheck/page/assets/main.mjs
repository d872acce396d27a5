/** The page as a whole: what is put in, what is chosen, the run, and its result. */
import {cannotRun, started} from "./boot_checks.mjs";
import {downloadButton} from "./downloads.mjs";
import {byId, goTo, make, show} from "./elements.mjs";
import {ExplainDialog} from "./explain_dialog.mjs";
import {FileList} from "./file_list.mjs";
import {Basket} from "./basket.mjs";
import {Form} from "./form.mjs";
import {openIntake} from "./intake.mjs";
import {Progress} from "./progress.mjs";
import {ReportFrame} from "./report_frame.mjs";
import {Result} from "./result.mjs";
import {keepForOffline} from "./service_worker_registration.mjs";
import {remember, remembered} from "./settings.mjs";
import {fillIn, language, localized, say, size, speak} from "./words.mjs";
import {Engine} from "./worker_client.mjs";

/** "idle": nothing runs; "running": an audit does. */
let phase = "idle";
let about = null;
let booting = null;
let broken = null;
/** The last result with what it was made of, or null. */
let outcome = null;
let keeps = false;

const basket = new Basket();
const engine = new Engine({notice: hear});
const form = new Form(byId("options"), changed);
const list = new FileList(basket, changed);
const progress = new Progress();
const dialog = new ExplainDialog();

function hear(state) {
  if (state.kind === "booting") booting = state;
  if (state.kind === "ready") ready(state.about);
  if (state.kind === "broken") broken = state.text;
  if (state.kind === "progress" && state.call === "audit" && phase === "running") progress.tell(state);
  if (state.kind === "lost") progress.note(state.text);
  drawStart();
}

function ready(told) {
  broken = booting = null;
  if (about) return;
  about = told;
  form.offer(about.packs);
  drawTemplate();
  drawFoot();
}

/** Something that a result rests on is other than it was. */
function changed() {
  if (keeps) keep();
  drawStart();
  drawTemplate();
  drawStale();
}

/** What a result rests on, to tell whether it still holds. */
const basis = () => JSON.stringify([form.args, basket.files, basket.args]);

async function run() {
  const made = {basis: basis(), pack: form.pack};
  begin();
  try {
    const {files, refused} = await basket.read();
    for (const {text} of refused) progress.note(text);
    const args = {...basket.args, ...form.args, lang: language()};
    const result = await engine.call("audit", args, files);
    outcome = {...made, result};
    end();
    drawResult();
    foldDesk(true);
    goTo(byId("result-title"));
  } catch (error) {
    end();
    fail(error);
  }
}

function begin() {
  phase = "running";
  clearTrouble();
  forgetReport();
  show(byId("result"), false);
  show(byId("bar"), false);
  show(byId("desk"), false);
  progress.begin();
  goTo(byId("progress-title"));
  drawStart();
}

function end() {
  phase = "idle";
  progress.end();
  byId("said").textContent = "";
  drawStart();
}

/** Say in words what went wrong, and give the files and choices back. */
function fail(error) {
  outcome = null;
  foldDesk(false);
  show(byId("bar"), false);
  if (error.why === "stopped") {
    list.say([say("stopped")]);
    byId("start").focus();
    return;
  }
  if (!error.text) console.error(error);
  const words = error.text ? localized(error.text) : say("trouble_unknown");
  const close = make("button", {type: "button", text: say("close"), on: {click: clearTrouble}});
  byId("trouble").replaceChildren(make("div", {}, make("b", {text: say("trouble_title")}), make("p", {text: words})), close);
  show(byId("trouble"), true);
  byId("trouble").scrollIntoView({block: "center"});
}

function clearTrouble() {
  show(byId("trouble"), false);
  byId("trouble").replaceChildren();
}

function drawResult() {
  const {result, pack, part} = outcome;
  forgetReport();
  const report = new ReportFrame(explain);
  outcome.report = report;
  outcome.shown = new Result(byId("result"), result, {report: report.element, pack, ask, part});
  show(byId("result"), true);
  drawBar();
  drawStale();
  fetchReport(report);
}

async function fetchReport(report) {
  try {
    report.show(await ask("report", {format: "html"}));
  } catch (error) {
    report.fail(error.text ? localized(error.text) : say("trouble_unknown"));
  }
}

function forgetReport() {
  outcome?.report?.close();
  if (outcome?.shown) outcome.part = outcome.shown.part;
}

const ask = (call, args) => engine.call(call, {...args, lang: language()});

const explain = ({rule, subject, back}) => dialog.show(ask("explain", {rule, subject}), back);

function foldDesk(folded) {
  show(byId("desk"), !folded);
  byId("change").setAttribute("aria-expanded", String(!folded));
  byId("change").textContent = say(folded ? "change" : "change_done");
}

function drawBar() {
  const files = basket.files.length;
  const sum = basket.files.reduce((bytes, file) => bytes + file.size, 0);
  byId("bar-text").textContent = say("list_count", {n: files, size: size(sum)});
  foldDesk(byId("desk").hidden);
  show(byId("bar"), true);
}

function drawStale() {
  const note = byId("stale");
  if (!note || !outcome) return;
  const stale = outcome.basis !== basis();
  show(note, stale);
  const again = make("button", {type: "button", text: say("start_again"), on: {click: run}});
  note.replaceChildren(make("span", {text: say("stale")}), ...(list.hasWorkbooks && !form.fault() ? [again] : []));
}

/** Why it cannot be started now, in words; null: it can. */
function obstacle() {
  if (broken) return localized(broken);
  if (booting && !about) return say("booting", {done: size(booting.done), total: size(booting.total)});
  if (!about) return say("need_engine");
  return list.hasWorkbooks ? form.fault() : say("need_files");
}

function drawStart() {
  const why = obstacle();
  const start = byId("start");
  start.textContent = say(outcome ? "start_again" : "start");
  start.disabled = Boolean(why) || phase === "running";
  byId("start-hint").textContent = why ?? say("ready_to_start");
  byId("start-hint").classList.toggle("failed", Boolean(broken));
  show(byId("start-over"), basket.files.length > 0 || Boolean(outcome));
  const bar = byId("booting");
  show(bar, !about && !broken);
  if (booting) Object.assign(bar, {max: booting.total, value: booting.done});
}

/** The empty template, for those who have no workbook yet. */
function drawTemplate() {
  if (!about) return;
  const made = () => ask("template", {pack: form.choices.pack});
  byId("template").replaceChildren(make("p", {class: "hint", text: say("empty_template")}), downloadButton(say("template_empty"), made));
}

function drawFoot() {
  byId("foot").textContent = about ? say("version", {version: about.version}) : "";
}

function startOver() {
  forgetReport();
  outcome = null;
  clearTrouble();
  byId("result").replaceChildren();
  show(byId("result"), false);
  show(byId("bar"), false);
  foldDesk(false);
  list.clear();
  engine.call("clear").catch(() => {});
  list.say([say("cleared")]);
  goTo(byId("files-title"));
}

function keep() {
  remember(keeps ? {...form.choices, lang: language()} : null);
}

/** Say everything in a language: a result too, whose report is made anew. */
function sayAll(lang) {
  speak(lang);
  fillIn();
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  form.draw();
  list.draw();
  list.say([]);
  progress.draw();
  drawStart();
  drawTemplate();
  drawFoot();
  foldDesk(byId("desk").hidden);
  if (outcome && phase === "idle") drawResult();
  if (keeps) keep();
}

function listen() {
  openIntake((taken, role) => list.add(taken, role));
  byId("start").addEventListener("click", run);
  byId("stop").addEventListener("click", () => engine.stop());
  byId("start-over").addEventListener("click", startOver);
  byId("bar-over").addEventListener("click", startOver);
  byId("change").addEventListener("click", () => {
    foldDesk(!byId("desk").hidden);
    if (!byId("desk").hidden) goTo(byId("files-title"));
  });
  for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => sayAll(button.dataset.lang));
  byId("remember").addEventListener("change", ({target}) => {
    keeps = target.checked;
    keep();
  });
  addEventListener("beforeunload", (event) => phase === "running" && event.preventDefault());
  addEventListener("keydown", printReport);
}

/** Print what is worth paper: the report, not the page around it. */
function printReport(event) {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "p" || outcome?.shown?.part !== "report") return;
  event.preventDefault();
  outcome.report.print();
}

function open() {
  started();
  const before = remembered();
  if (before) {
    keeps = byId("remember").checked = true;
    Object.assign(form.choices, before);
  }
  listen();
  sayAll(before?.lang ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
  show(byId("page"), true);
  broken = cannotRun();
  drawStart();
  if (!broken) {
    engine.boot().catch(() => {});
    keepForOffline();
  }
}

open();
