/** Choices that a user has asked to be remembered on this computer, and nothing else: never anything of files. */

const KEY = "assistcheck";

/** The choices of an earlier visit, or null. */
export function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return found && typeof found === "object" ? found : null;
  } catch {
    return null;
  }
}

/** Remember choices; null: forget them. */
export function remember(choices) {
  try {
    if (choices) localStorage.setItem(KEY, JSON.stringify(choices));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing is as if nothing had been asked for.
  }
}
