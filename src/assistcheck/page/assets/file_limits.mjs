/** What is taken of files at most. */

export const MIB = 2 ** 20;
export const LIMITS = Object.freeze({ fileBytes: 256 * MIB, allBytes: 1024 * MIB, files: 10_000 });
