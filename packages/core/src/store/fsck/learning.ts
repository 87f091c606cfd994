import { lossAt, lossBitsOf, lossChainOf, lossSteps } from '../../manifest/loss-chain.js';
import type { Manifest } from '../../manifest/schema.js';
import type { CellSpec } from '../../plan/cell.js';

/** Losses, chain, evaluations and outcome must agree with each other and with the request. */
export function* checkLearning(manifest: Manifest, cell: CellSpec): Generator<string> {
  const { loss, outcome } = manifest;
  const bits = lossBitsOf(loss);
  if (!bits) {
    yield 'loss.bits are not the base64 of float32 numbers';
    return;
  }
  const steps = lossSteps(bits);
  if (loss.steps !== steps) yield `loss.steps is ${loss.steps}, but loss.bits hold ${steps}`;
  if (lossChainOf(bits) !== loss.chain) yield 'loss.chain is not the hash chain of loss.bits';
  if (outcome.status === 'ok') {
    if (steps !== cell.training.steps) yield `${steps} steps were trained, but ${cell.training.steps} were asked for`;
    if (outcome.step !== null || outcome.reason !== null)
      yield 'outcome names a step or a reason, but its status is ok';
    for (let step = 1; step <= steps; step++)
      if (!Number.isFinite(lossAt(bits, step))) yield `the loss of step ${step} is not finite, but the status is ok`;
  } else if (steps > cell.training.steps || (outcome.step ?? 0) > steps) {
    yield 'outcome or loss go beyond the steps that were asked for';
  }
  if ((manifest.test === null) !== (outcome.status !== 'ok')) yield 'test does not agree with the outcome';
  yield* checkEvaluations(manifest, cell, bits);
}

function* checkEvaluations({ evaluations, data }: Manifest, cell: CellSpec, bits: Buffer): Generator<string> {
  const trained = cell.images * data.classes.length;
  const validated = cell.validation * data.classes.length;
  let before = 0;
  for (const { step, epoch, trainLoss, validationLoss, validationAccuracy } of evaluations) {
    const where = `the evaluation after step ${step}`;
    if (step <= before || step > lossSteps(bits)) {
      yield `${where} is not in its place`;
      return;
    }
    // In the order of the steps, as the engine adds: the same sum, bit for bit.
    let sum = 0;
    for (let each = before + 1; each <= step; each++) sum += lossAt(bits, each);
    if (trainLoss !== sum / (step - before)) yield `${where}: trainLoss is not the mean of the losses`;
    if (epoch !== (step * cell.training.batch) / trained) yield `${where}: epoch does not follow from the step`;
    if ((validationLoss === null) !== (validated === 0)) yield `${where}: validationLoss does not fit the request`;
    if (!isShare(validationAccuracy, validated))
      yield `${where}: validationAccuracy is no share of ${validated} images`;
    before = step;
  }
}

/** Whether a number is k/n for a whole k. */
function isShare(value: number | null, n: number): boolean {
  if (value === null || n === 0) return value === null && n === 0;
  return value >= 0 && value <= 1 && value === Math.round(value * n) / n;
}
