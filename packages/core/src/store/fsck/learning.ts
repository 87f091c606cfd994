import { nameOf } from '../../components/component.js';
import { sha256 } from '../../digest/canonical.js';
import { evaluationSteps } from '../../plan/evaluations.js';
import { stepsOf } from '../../plan/run-config.js';
import { lossAt, lossBitsOf, lossChainOf, lossSteps } from '../../manifest/loss-chain.js';
import type { Manifest } from '../../manifest/schema.js';
import { checkCurve } from './curve.js';

/** Losses, chain, evaluations and outcome must agree with each other and with the config. */
export function* checkLearning(manifest: Manifest): Generator<string> {
  const { loss, outcome, config, evaluations } = manifest;
  const bits = lossBitsOf(loss);
  if (!bits) {
    yield 'loss.bits are not the base64 of float32 numbers';
    return;
  }
  const steps = lossSteps(bits);
  if (loss.steps !== steps) yield `loss.steps is ${loss.steps}, but loss.bits hold ${steps}`;
  if (lossChainOf(bits) !== loss.chain) yield 'loss.chain is not the hash chain of loss.bits';
  const examples = examplesOf(manifest);
  const asked = stepsAsked(manifest, examples);
  if (outcome.status === 'ok') {
    if (asked !== undefined && steps !== asked) yield `${steps} steps were trained, but ${asked} were asked for`;
    if (outcome.step !== null || outcome.reason !== null)
      yield 'outcome names a step or a reason, but its status is ok';
    for (let step = 1; step <= steps; step++)
      if (!Number.isFinite(lossAt(bits, step))) yield `the loss of step ${step} is not finite, but the status is ok`;
  } else {
    if (steps > (asked ?? Infinity)) yield `${steps} steps were trained, but ${asked} were asked for`;
    if (outcome.step !== steps) yield `outcome.step is ${outcome.step}, but the last step is ${steps}`;
    if (outcome.reason === null) yield `outcome gives no reason, but its status is ${outcome.status}`;
  }
  if ((manifest.measured === null) !== (outcome.status !== 'ok')) yield 'measured does not agree with the outcome';
  const all = asked ?? (outcome.status === 'ok' ? steps : undefined);
  yield* checkCurve(manifest, {
    bits,
    examples,
    at: all === undefined ? undefined : evaluationSteps(evaluations, all),
  });
  if (config.training === undefined) yield* checkUntrained(manifest);
}

function* checkUntrained({ weights, data }: Manifest): Generator<string> {
  if (weights.before !== weights.after) yield 'weights.after is not weights.before, but no step was taken';
  if (data.order !== sha256(new Uint8Array())) yield 'data.order is the digest of some order, but no step was taken';
}

/** Examples that are learned: the config may say how many; else an evaluation does, by the epochs until then. */
function examplesOf({ config: { learn, training }, data, curve }: Manifest): number | undefined {
  const isWhole = (learn.transforms ?? []).every((transform) => nameOf(transform) !== 'keep');
  if (isWhole && typeof learn.perClass === 'number') return learn.perClass * data.classes.length;
  if (isWhole && learn.examples !== undefined) return learn.examples;
  const [first] = curve;
  return first && training?.batchSize && first.epoch > 0
    ? Math.round((first.step * training.batchSize) / first.epoch)
    : undefined;
}

function stepsAsked({ config }: Manifest, examples: number | undefined): number | undefined {
  if (config.training?.batchSize === undefined || config.training.steps !== undefined) return stepsOf(config, 0);
  return examples === undefined ? undefined : stepsOf(config, examples);
}
