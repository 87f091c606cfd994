import type { Manifest } from '@seedbed/core';

/** A point of a learning curve: the mean over the replicates that were evaluated at this step. */
export interface LearningRow {
  readonly condition: string;
  readonly images: number;
  readonly step: number;
  readonly part: 'training' | 'validation';
  /** Mean cross-entropy, nats. */
  readonly loss: number;
  readonly replicates: number;
}

/** A loss of exactly 0 has no place on a logarithmic axis: drawn (and only drawn) at this height. */
export const smallestLoss = 1e-4;

/** Source networks are grouped by what they learnt: "source classes", "target classes", "shuffled labels". */
export function sourceKind(manifest: Manifest): string {
  if (manifest.cell['labels'] === 'shuffled') return 'shuffled labels';
  return manifest.cell['learns'] === 'target' ? 'target classes' : 'source classes';
}

/** Learning curves of finished runs, averaged over replicates. */
export function learningRows(runs: readonly Manifest[]): LearningRow[] {
  const groups = new Map<string, { row: Omit<LearningRow, 'loss' | 'replicates'>; losses: number[] }>();
  for (const run of runs) {
    const condition = run.role === 'source' ? sourceKind(run) : (run.condition ?? '');
    for (const { step, trainLoss, validationLoss } of run.evaluations) {
      const parts = [['training', trainLoss] as const, ['validation', validationLoss] as const];
      for (const [part, loss] of parts) {
        if (loss === null) continue;
        const key = `${condition}/${run.images}/${step}/${part}`;
        const group = groups.get(key) ?? { row: { condition, images: run.images, step, part }, losses: [] };
        group.losses.push(loss);
        groups.set(key, group);
      }
    }
  }
  return [...groups.values()].map(({ row, losses }) => ({
    ...row,
    loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
    replicates: losses.length,
  }));
}
