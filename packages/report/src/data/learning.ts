import type { Manifest } from '@seedbed/core';

const parts = ['training', 'validation'] as const;
export type LossPart = (typeof parts)[number];
type Losses = Readonly<Record<LossPart, number[]>>;

/** A point of a learning curve: the mean over the replicates that were evaluated at this step. */
export interface LearningRow {
  readonly condition: string;
  readonly images: number;
  readonly step: number;
  readonly part: LossPart;
  /** Mean cross-entropy, nats. */
  readonly loss: number;
  readonly replicates: number;
}

/** A loss of exactly 0 has no place on a logarithmic axis: drawn (and only drawn) at this height. */
export const smallestLoss = 1e-4;

/** Which losses were measured; without validation images there is only one. */
export const lossesIn = (rows: readonly LearningRow[]): LossPart[] =>
  parts.filter((part) => rows.some((row) => row.part === part));

/** Source networks are grouped by what they learnt: "source classes", "target classes", "shuffled labels". */
export function sourceKind(manifest: Manifest): string {
  if (manifest.cell['labels'] === 'shuffled') return 'shuffled labels';
  return manifest.cell['learns'] === 'target' ? 'target classes' : 'source classes';
}

/** Learning curves of finished runs, averaged over replicates. */
export function learningRows(runs: readonly Manifest[]): LearningRow[] {
  const curves = new Map<string, { condition: string; images: number; points: Map<number, Losses> }>();
  for (const run of runs) {
    const condition = run.role === 'source' ? sourceKind(run) : (run.condition ?? '');
    const key = `${condition}/${run.images}`;
    const curve = curves.get(key) ?? { condition, images: run.images, points: new Map<number, Losses>() };
    curves.set(key, curve);
    for (const { step, trainLoss, validationLoss } of run.evaluations) {
      const losses = curve.points.get(step) ?? { training: [], validation: [] };
      curve.points.set(step, losses);
      losses.training.push(trainLoss);
      if (validationLoss !== null) losses.validation.push(validationLoss);
    }
  }
  return [...curves.values()].flatMap(({ condition, images, points }) =>
    [...points].flatMap(([step, losses]) =>
      parts.flatMap((part) => {
        const values = losses[part];
        if (values.length === 0) return [];
        const loss = values.reduce((sum, value) => sum + value, 0) / values.length;
        return [{ condition, images, step, part, loss, replicates: values.length }];
      }),
    ),
  );
}
