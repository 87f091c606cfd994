import type { CellSpec } from '@seedbed/core';

/** Learning rate of a step, 0-based. Cosine decay falls from the rate to zero over the run (Loshchilov, Hutter 2017). */
export function learningRate(training: CellSpec['training'], step: number): number {
  if (training.schedule === 'constant') return training.rate;
  return (training.rate * (1 + Math.cos((Math.PI * step) / training.steps))) / 2;
}

/** Steps in which the same layers are trained. */
export interface Stage {
  /** The first so many layers are fixed. */
  readonly frozen: number;
  /** First step, 0-based. */
  readonly from: number;
  /** One past the last step. */
  readonly to: number;
}

/** One stage, or two where only the classifier is trained first. */
export function stagesOf(cell: CellSpec, transferable: number): Stage[] {
  const { steps } = cell.training;
  const { frozen, probe } = cell.transfer;
  const probed = Math.round(steps * probe);
  const stages = [
    { frozen: transferable, from: 0, to: probed },
    { frozen, from: probed, to: steps },
  ];
  return stages.filter((stage) => stage.to > stage.from);
}

/** Whether validation is measured after a step: `evaluations` times, evenly spaced, the last step included. */
export function evaluatesAfter({ steps, evaluations }: CellSpec['training'], step: number): boolean {
  return Math.floor(((step + 1) * evaluations) / steps) > Math.floor((step * evaluations) / steps);
}
