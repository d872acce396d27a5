/** Bytes as addresses of this page, which are given back when nobody needs them any more. */

/** Milliseconds in which a browser has surely taken what it was told to save. */
const TAKEN = 60_000;

/** An address of bytes or text of a MIME type; to be given back by `URL.revokeObjectURL`. */
export const address = (bytes, type) => URL.createObjectURL(new Blob([bytes], {type}));

/** Have the browser save a file. @param {{name: string, type: string, bytes: ArrayBuffer|Uint8Array}} file */
export function save({name, type, bytes}) {
  const href = address(bytes, type);
  const link = document.createElement("a");
  Object.assign(link, {href, download: name, hidden: true});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), TAKEN);
}
