/**
 * What the page says of its engine and of files, in both languages: every text is `{zh, en}`.
 *
 * @typedef {{zh: string, en: string}} Text
 */

/** @returns {Text} */
const text = (zh, en) => ({ zh, en });

const LOST = {
  time: text("读取超时，已停止", "it took too long to read and was stopped"),
  memory: text("读取所需内存过多，已停止", "it needs too much memory and was stopped"),
  died: text("读取时程序异常终止", "the program died while it was reading it"),
};

const ENDED = {
  time: text("用时过长，已停止。", "This took too long and was stopped."),
  memory: text("内存不足，已停止。", "There was not enough memory for this; it was stopped."),
  died: text("检查程序异常终止。", "The checking program died."),
  stopped: text("已按您的要求停止。", "Stopped, as you asked."),
};

const AGAIN = text("文件仍在本页中，可以再试；仍不行的，请减少文件，或关闭其他程序和网页后再试。", "The files are still on this page: try again, with fewer files or with other programs and pages closed.");

/** A file that ended a worker: why it is left out. @param {"died"|"time"|"memory"} why */
export const lostFile = (path, why) => text(`${path}：${LOST[why].zh}；其余文件继续检查。`, `${path}: ${LOST[why].en}; the other files are checked without it.`);

/** A call that ended with its worker. @param {"died"|"time"|"memory"|"stopped"} why */
export const endedCall = (why) => (why === "stopped" ? ENDED.stopped : joined(ENDED[why], AGAIN));

/** One file that ended a worker though it was left out. */
export const lostTwice = (path, why) =>
  text(`${path}：再次导致检查中断（${LOST[why].zh}）。请移除这个文件后再试。`, `${path}: ended the check once more (${LOST[why].en}). Take this file away and try again.`);

export const tooManyLost = (count) =>
  text(`已有 ${count} 个文件导致检查中断，不再继续。请移除这些文件后再试。`, `${count} files have ended the check, which is given up. Take these files away and try again.`);

/** The page could not load what it runs. @param {string} what as browsers say it, or the name of a file */
export const notLoaded = (what) =>
  text(
    `检查程序未能载入（${what}）。请检查网络后刷新本页；仍不行的，请联系网页的管理人员。`,
    `The checking program could not be loaded (${what}). Check the network and load this page again; if that does not help, tell whoever runs this page.`,
  );

/** What this page needs is not in this browser. */
const NEWER = text("请改用新版的 Edge、Chrome 或 Firefox 打开本页。", "Open this page in a current Edge, Chrome or Firefox.");

/** @param {string} zh what is not there @param {string} en */
export const notInBrowser = (zh, en) => text(`这个浏览器${zh}，本页无法运行。${NEWER.zh}`, `This browser ${en}, so the page cannot run. ${NEWER.en}`);

export const tooOld = notInBrowser("版本过旧", "is too old");

export const fileTooLarge = (path, mib, limit) =>
  text(`${path}：${mib} MiB，超过 ${limit} MiB，未读取。请确认是报送的工作簿。`, `${path}: ${mib} MiB, more than ${limit} MiB; it was not read. Make sure that it is a workbook that was sent.`);

export const tooManyFiles = (limit) =>
  text(`文件超过 ${limit} 个，多出的未加入。请只放入需要检查的文件夹。`, `There are more than ${limit} files; those beyond were not added. Drop only the folder that is to be checked.`);

export const tooMuch = (path, limit) =>
  text(`${path}：全部文件合计超过 ${limit} MiB，未加入。请分几次检查。`, `${path}: all files together have more than ${limit} MiB; it was not added. Check fewer at a time.`);

const fileGone = (path) =>
  text(`${path}：已不在原处。请重新放入。`, `${path}: it is no longer where it was. Drop it here again.`);

const fileLocked = (path) =>
  text(
    `${path}：无法读取。放入之后改动过的文件请重新放入；正在 Excel 或 WPS 中打开的，请先关闭。`,
    `${path}: it cannot be read. If it was changed since it was dropped here, drop it again; if it is open in Excel or WPS, close it first.`,
  );

/** Why a file cannot be read, by what the browser says. @param {DOMException} error */
export const unreadable = (path, error) => (error?.name === "NotFoundError" ? fileGone(path) : fileLocked(path));

export const badName = (path) => text(`${path}：名称不合要求，未加入。请改名后再放入。`, `${path}: this name cannot be used; the file was not added. Rename it and drop it again.`);

/** @param {string} workbook the name of what is open */
export const lockFile = (path, workbook) =>
  text(
    `${path}：这是 Excel 或 WPS 打开“${workbook}”时留下的临时文件，未加入。请保存并关闭那个工作簿，再放入它本身。`,
    `${path}: Excel or WPS keeps this beside “${workbook}” while that is open; it was not added. Save and close the workbook, then drop the workbook itself.`,
  );

export const folderClosed = (path) => text(`${path}：无法打开这个文件夹。`, `${path}: this folder cannot be opened.`);

/** @param {Text} first @param {Text} second @returns {Text} */
const joined = (first, second) => text(first.zh + second.zh, `${first.en} ${second.en}`);
