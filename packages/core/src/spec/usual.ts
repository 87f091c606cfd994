/** What counts where neither a stage nor what all stages share says it: then it is in no config. */
export const usual = {
  mean: [0],
  std: [1],
  schedule: 'constant',
  loss: 'crossEntropy',
  evaluations: 10,
} as const;
