/** A call that did not succeed, in words. */
export class CallError extends Error {
  /**
   * @param {"refused"|"stopped"|"time"|"memory"|"died"|"boot"} why
   * @param {import("./engine_words.mjs").Text} text for people
   */
  constructor(why, text) {
    super(text.en);
    this.name = "CallError";
    this.why = why;
    this.text = text;
  }
}
