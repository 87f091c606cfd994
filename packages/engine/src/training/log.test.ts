import { describe, expect, it } from 'vitest';
import { TrainingLog } from './log.js';

const logOf = () => new TrainingLog({ steps: 12, batchSize: 8 }, 36);
const validation = (loss: number) => ({ validation: { accuracy: 50, loss } });

describe('TrainingLog', () => {
  it('records the mean training loss since the last evaluation, in steps and in passes', () => {
    const log = logOf();
    for (const loss of [3, 2, 1]) log.step(loss);
    log.evaluation(validation(0.7));
    log.step(0.5);
    log.evaluation({});
    // 36 training images, batches of 8
    expect(log.curve).toEqual([
      { step: 3, epoch: 24 / 36, trainLoss: 2, measured: validation(0.7) },
      { step: 4, epoch: 32 / 36, trainLoss: 0.5, measured: {} },
    ]);
    expect(log.outcome).toEqual({ status: 'ok', step: null, reason: null });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('diverges at a training loss of %d, at that step', (loss) => {
    const log = logOf();
    log.step(1);
    log.step(loss);
    expect(log.outcome).toEqual({
      status: 'diverged',
      step: 2,
      reason: 'the training loss is not finite after step 2',
    });
    expect(log.chain.steps).toBe(2);
  });

  it('diverges at the loss of a part that is not finite, and keeps nothing of that evaluation', () => {
    const log = logOf();
    log.step(1);
    log.evaluation({ train: { accuracy: 50, loss: 1 }, ...validation(Number.NaN) });
    expect(log.curve).toEqual([]);
    expect([log.diverged, log.outcome.step, log.outcome.reason]).toEqual([
      true,
      1,
      'the validation loss is not finite after step 1',
    ]);
    const tested = logOf();
    tested.step(1);
    expect(tested.measured('test', 2)).toBe(true);
    expect(tested.diverged).toBe(false);
    expect(tested.measured('test', Number.POSITIVE_INFINITY)).toBe(false);
    expect(tested.outcome.reason).toBe('the test loss is not finite after step 1');
  });

  it('diverges at weights that are not finite', () => {
    const log = logOf();
    log.step(1);
    log.parameters(Float32Array.of(1, 2));
    expect(log.diverged).toBe(false);
    log.parameters(Float32Array.of(1, NaN));
    expect(log.outcome).toEqual({ status: 'diverged', step: 1, reason: 'a weight is not finite after step 1' });
  });
});
