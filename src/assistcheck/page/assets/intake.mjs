/** The ways in: a drop anywhere on the page, and buttons that open the file dialog. */
import {byId, make, show} from "./elements.mjs";
import {dropped, picked} from "./files.mjs";

/** What the file dialog offers first; the rest can be chosen in it too, and dropped. */
const ENDINGS = ".xlsx,.xlsm,.xls,.xlsb,.et,.ods,.csv,.html,.htm,.xml,.zip";

/** Hand what comes in to `take(taken, role)`. @param {(taken: import("./files.mjs").Taken, role: string) => void} take */
export function openIntake(take) {
  button("pick-files", {accept: ENDINGS, multiple: true}, "workbook", take);
  button("pick-folder", {webkitdirectory: true}, "workbook", take);
  button("pick-roster", {accept: ENDINGS}, "roster", take);
  button("pick-waivers", {accept: `${ENDINGS},.yaml,.yml`, multiple: true}, "waivers", take);
  listenForDrops(take);
}

function button(id, attributes, role, take) {
  const input = make("input", {type: "file", hidden: true, ...attributes});
  input.addEventListener("change", () => {
    take(picked(input.files), role);
    input.value = ""; // else the same file, corrected meanwhile, could not be chosen again
  });
  byId(id).after(input);
  byId(id).addEventListener("click", () => input.click());
}

/** Have the page's own cover lie over a document inside the page when files are dragged there, after `first()`: it gets the drop. */
export function coverWhenDraggedOver(inside, first = () => {}) {
  const cover = withFiles(() => {
    first();
    show(byId("dropping"), true);
  });
  for (const type of ["dragenter", "dragover", "drop"]) inside.addEventListener(type, cover);
}

const withFiles = (listener) => (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  listener(event);
};

function listenForDrops(take) {
  let inside = 0;
  const over = (more) => {
    inside = Math.max(0, more ? inside + more : 0);
    show(byId("dropping"), inside > 0);
  };
  byId("dropping").addEventListener("pointermove", () => over(0)); // no drag goes on
  addEventListener("dragenter", withFiles(() => over(1)));
  addEventListener("dragleave", withFiles(() => over(-1)));
  addEventListener("dragover", withFiles((event) => (event.dataTransfer.dropEffect = "copy")));
  addEventListener("drop", withFiles(async (event) => {
    over(0);
    take(await dropped(event.dataTransfer), "workbook");
  }));
}
