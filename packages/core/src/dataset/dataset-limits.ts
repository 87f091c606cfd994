/** Limits of what a plugin may give: far above any set that is used, far below what ends in no memory or no end. */
export const datasetLimits = {
  classes: 1_000_000,
  examples: 100_000_000,
  targets: 10_000,
  axes: 8,
  inputBytes: 64 * 1024 * 1024,
  text: 10_000,
} as const;
