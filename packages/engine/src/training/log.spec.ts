import { describe, expect, it } from 'vitest';
import { portableKernels } from '../kernels/portable.js';
import { cellOf } from '../testing/cells.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import type { Measured } from './evaluate.js';
import { TrainingLog } from './log.js';
import { prepareRun } from './run.js';

const run = prepareRun(cellOf(), syntheticDataset(), portableKernels);
const measured = (loss: number): Measured => ({ images: 4, accuracy: 0.5, loss, confusion: [] });

describe('TrainingLog', () => {
  it('records the mean training loss since the last evaluation, in steps and in passes', () => {
    const log = new TrainingLog(run);
    for (const loss of [3, 2, 1]) log.step(loss);
    log.evaluation(measured(0.7));
    log.step(0.5);
    log.evaluation(null);
    // 36 training images, batches of 8
    expect(log.evaluations).toEqual([
      { step: 3, epoch: 24 / 36, trainLoss: 2, validationLoss: 0.7, validationAccuracy: 0.5 },
      { step: 4, epoch: 32 / 36, trainLoss: 0.5, validationLoss: null, validationAccuracy: null },
    ]);
    expect(log.outcome).toEqual({ status: 'ok', step: null, reason: null });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('diverges at a training loss of %d, at that step', (loss) => {
    const log = new TrainingLog(run);
    log.step(1);
    log.step(loss);
    expect(log.outcome).toEqual({
      status: 'diverged',
      step: 2,
      reason: 'the training loss is not finite after step 2',
    });
    expect(log.chain.steps).toBe(2);
  });

  it('diverges at a validation or test loss that is not finite, and keeps neither', () => {
    const log = new TrainingLog(run);
    log.step(1);
    log.evaluation(measured(Number.NaN));
    expect(log.evaluations).toEqual([]);
    expect([log.diverged, log.outcome.step, log.outcome.reason]).toEqual([
      true,
      1,
      'the validation loss is not finite after step 1',
    ]);
    const tested = new TrainingLog(run);
    tested.step(1);
    expect(tested.test(measured(2))).toEqual(measured(2));
    expect(tested.diverged).toBe(false);
    expect(tested.test(measured(Number.POSITIVE_INFINITY))).toBeNull();
    expect(tested.outcome.status).toBe('diverged');
  });
});
