import { stepsOf, type RunConfig } from '../../language/run-config.js';
import { lossAt, lossBitsOf, lossChainOf, lossSteps } from '../../manifest/loss-chain.js';
import type { Manifest } from '../../manifest/schema.js';

/** Losses, chain, evaluations and outcome must agree with each other and with the config. */
export function* checkLearning(manifest: Manifest): Generator<string> {
  const { loss, outcome, config, data } = manifest;
  const bits = lossBitsOf(loss);
  if (!bits) {
    yield 'loss.bits are not the base64 of float32 numbers';
    return;
  }
  const steps = lossSteps(bits);
  const asked = config.training?.steps ?? (config.training ? stepsIfKnown(config, data.classes.length) : 0);
  if (loss.steps !== steps) yield `loss.steps is ${loss.steps}, but loss.bits hold ${steps}`;
  if (lossChainOf(bits) !== loss.chain) yield 'loss.chain is not the hash chain of loss.bits';
  if (outcome.status === 'ok') {
    if (asked !== undefined && steps !== asked) yield `${steps} steps were trained, but ${asked} were asked for`;
    if (outcome.step !== null || outcome.reason !== null)
      yield 'outcome names a step or a reason, but its status is ok';
    for (let step = 1; step <= steps; step++)
      if (!Number.isFinite(lossAt(bits, step))) yield `the loss of step ${step} is not finite, but the status is ok`;
  } else if (steps > (asked ?? Infinity) || (outcome.step ?? 0) > steps) {
    yield 'outcome or loss go beyond the steps that were asked for';
  }
  if ((manifest.measured === null) !== (outcome.status !== 'ok')) yield 'measured does not agree with the outcome';
  yield* checkCurve(manifest, bits);
}

/** Examples that are learned, where the config says how many of each class; else only the data know. */
function examplesIfKnown({ learn }: RunConfig, classes: number): number | undefined {
  if (typeof learn.perClass === 'number') return learn.perClass * classes;
  return learn.examples;
}

function stepsIfKnown(config: RunConfig, classes: number): number | undefined {
  const examples = examplesIfKnown(config, classes);
  return examples === undefined ? undefined : stepsOf(config, examples);
}

function* checkCurve({ curve, config, data, measure }: Manifest, bits: Buffer): Generator<string> {
  const trained = examplesIfKnown(config, data.classes.length);
  const wanted = measure.filter((part) => part !== 'test').sort().join(); // prettier-ignore
  let before = 0;
  for (const { step, epoch, trainLoss, measured } of curve) {
    const where = `the evaluation after step ${step}`;
    if (step <= before || step > lossSteps(bits)) {
      yield `${where} is not in its place`;
      return;
    }
    // In the order of the steps, as the engine adds: the same sum, bit for bit.
    let sum = 0;
    for (let each = before + 1; each <= step; each++) sum += lossAt(bits, each);
    if (trainLoss !== sum / (step - before)) yield `${where}: trainLoss is not the mean of the losses`;
    if (trained !== undefined && epoch !== (step * (config.training?.batchSize ?? 0)) / trained)
      yield `${where}: epoch does not follow from the step`;
    if (Object.keys(measured).sort().join() !== wanted) yield `${where}: it measured ${Object.keys(measured).join(', ') || 'nothing'}, but ${wanted || 'nothing'} was asked for`; // prettier-ignore
    before = step;
  }
}
