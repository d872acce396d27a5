/** Texts from outside made harmless to show: what acts or hides becomes a visible substitute, as in reports. */

const HARMFUL = new RegExp(
  "[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e" +
    "\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff\\u{d800}-\\u{dfff}\\u{e0000}-\\u{e0fff}]",
  "gu",
);
const PICTURES = 0x2400;

/** A text in one line, with every character that acts or hides shown as a substitute: ␉, <U+202E>. */
export const visible = (text) => String(text).replace(HARMFUL, substitute);

function substitute(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(PICTURES + code);
  return code === 0x7f ? "␡" : `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
