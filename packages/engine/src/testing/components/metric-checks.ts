import assert from 'node:assert/strict';
import type { ClassPredictions, MetricComponent } from '@seedbed/core';
import { auditRun } from '../../audit/guard.js';
import { numbers } from '../numbers.js';

const [examples, classes] = [24, 3];

/** Predictions with so much weight on the true class (above 0) or on another one (below 0). */
function predictions(towards: number): ClassPredictions {
  const labels = Uint16Array.from({ length: examples }, (_, example) => (example * 7) % classes);
  const logits = numbers('metric', examples * classes, 0.5);
  const probabilities = new Float32Array(examples * classes);
  for (let example = 0; example < examples; example++) {
    const weights = Array.from({ length: classes }, (_, each) => Math.exp((logits[example * classes + each] as number) + (each === labels[example] ? towards : 0))); // prettier-ignore
    const sum = weights.reduce((total, each) => total + each, 0);
    probabilities.set(weights.map((each) => each / sum), example * classes); // prettier-ignore
  }
  return { classes, probabilities, labels };
}

/** A metric is a function of the predictions alone, and says rightly which direction is better. */
export async function checkMetric({ name, unit, better, measure }: MetricComponent): Promise<void> {
  const valueOf = (of: ClassPredictions) =>
    auditRun({}, async () => {
      const copies = { ...of, probabilities: of.probabilities.slice(), labels: of.labels.slice() };
      const measured = (measure as NonNullable<typeof measure>)(of);
      assert.deepEqual(of, copies, `${name} changes the predictions`);
      const { value, standardError } = measured;
      assert.ok(Number.isFinite(value), `its value is ${value}`);
      assert.ok(standardError === null || standardError >= 0, `its standard error is ${standardError}`);
      if (unit === '%') assert.ok(value >= 0 && value <= 100, `its value is ${value}, which is no percentage`);
      if (unit === 'loss') assert.ok(value >= 0, `its value is ${value}, which is no loss`);
      return measured;
    });
  assert.deepEqual(
    await valueOf(predictions(0.5)),
    await valueOf(predictions(0.5)),
    'the same predictions give the same',
  );
  const [right, wrong] = [(await valueOf(predictions(6))).value, (await valueOf(predictions(-6))).value];
  if (better === 'higher') assert.ok(right > wrong, `higher is better, but right predictions give ${right}, wrong ones ${wrong}`); // prettier-ignore
  if (better === 'lower') assert.ok(right < wrong, `lower is better, but right predictions give ${right}, wrong ones ${wrong}`); // prettier-ignore
}
