import { knownComponents } from '../components/registry.js';
import { settled } from '../components/settled.js';
import type { PlannedRun } from '../plan/planned-run.js';
import { type RunConfig, stepsOf } from '../plan/run-config.js';
import { type DataSize, exampleCounts } from './example-counts.js';
import { inputShapeOf, outputsOf } from '../dataset/network-data.js';
import { frozenPassesOf } from './frozen-passes.js';
import { sum } from './sum.js';
import { unitSizes } from './unit-sizes.js';

/** What a step costs beside its multiplications, in multiply-adds: calls, copies, the reading of the loss. */
const perStep = 13e6;

/** How often training examples pass the frozen units, beside the steps. */
const trainPasses = { once: 1, mirrored: 2, everyStep: 0 } as const;

/**
 * Cost of a run in multiply-adds: frozen units once an example, trained units three times a step and example (forward,
 * and both gradients), a teacher once a step and example, what methods compute before, and what is measured on top. Only
 * its ratios matter: for the order of runs and for estimates of time.
 * @param teacher config of the run that teaches this one, where one does.
 */
export function costOf({ config, measure, evaluations }: PlannedRun, data: DataSize, teacher?: RunConfig): number {
  const { model, training, freeze = 0 } = config;
  const costs = unitSizes(model.layers, inputShapeOf(config, data), outputsOf(config, data)).map(({ cost }) => cost);
  const [below, above] = [sum(costs.slice(0, freeze)), sum(costs.slice(freeze))];
  const counts = exampleCounts(config, data);
  const passes = training ? frozenPassesOf(config) : 'everyStep';
  const taught = teacher ? sum(unitSizes(teacher.model.layers, inputShapeOf(config, data), outputsOf(config, data)).map(({ cost }) => cost)) : 0; // prettier-ignore
  const eachStep = (training?.batchSize ?? 0) * (3 * above + (passes === 'everyStep' ? below : 0) + taught);
  const trained = stepsOf(config, counts.train) * (eachStep + perStep);
  // The last evaluation is at the end, where all parts are measured.
  const measured = sum(measure.map((part) => counts[part] * (part === 'test' || !training ? 1 : Math.max(1, evaluations)))); // prettier-ignore
  const fixed = sum(measure.filter((part) => part !== 'train' || passes === 'everyStep').map((part) => counts[part]));
  const before = passesOf(config, data) * (3 * (below + above) + perStep);
  return trained + before + (fixed + trainPasses[passes] * counts.train) * below + measured * above;
}

/** Single examples that methods send through the network before the first step. */
const passesOf = (config: RunConfig, data: DataSize): number =>
  sum(
    (config.training?.methods ?? []).map((method) => {
      const known = settled(knownComponents, 'method', method);
      return (
        (known && knownComponents.find('method', known.name)?.passes?.(known.options, outputsOf(config, data))) ?? 0
      );
    }),
  );
