import { checkClaims } from './check-claims.js';
import { resolveCondition } from './conditions.js';
import { transferableLayers } from './model-schema.js';
import { choices } from './nearest.js';
import type { ParsedSpec } from './parse.js';

/**
 * What the schema cannot say: fields that must agree with each other.
 * @throws SeedbedError SB_SPEC_… at the field that is wrong.
 */
export function checkSpec(parsed: ParsedSpec): void {
  checkConditions(parsed);
  checkSizes(parsed);
  checkClasses(parsed);
  checkClaims(parsed);
}

function checkConditions({ spec, problem }: ParsedSpec): void {
  const layers = transferableLayers(spec.model);
  const { rate, rates } = spec.training;
  const seen = new Map<string, string>();
  spec.conditions.forEach((condition, index) => {
    const refuse = (message: string, hint: string) =>
      problem(['conditions', index], 'SB_SPEC_CONDITION', message, hint);
    const treatment = resolveCondition(condition, layers);
    if (!treatment) {
      const message = `condition "${condition}" fixes more layers than the network has below its classifier (${layers})`;
      throw refuse(message, `the deepest is ${condition.replace(/\d+/, String(layers))}`);
    }
    const training = JSON.stringify([treatment, rates[condition] ?? rate]);
    const other = seen.get(training);
    if (other !== undefined) {
      const message = `condition "${condition}" asks for the same training as "${other}" in this network`;
      throw refuse(message, `leave one of them out: with ${layers} layers there is nothing above the fixed ones`);
    }
    seen.set(training, condition);
  });
  for (const name of Object.keys(rates)) {
    if (name === 'source' || spec.conditions.includes(name)) continue;
    const message = `a rate for "${name}", which is no condition here`;
    const hint = choices(name, ['source', ...spec.conditions]);
    throw problem(['training', 'rates', name], 'SB_SPEC_RATE', message, hint, 'key');
  }
}

function checkSizes({ spec, problem }: ParsedSpec): void {
  spec.split.target.images.forEach((images, index) => {
    if (spec.training.steps.target[images] !== undefined) return;
    const message = `training.steps.target does not say how many steps to train on ${images} images a class`;
    const hint = `add "${images}: …" there`;
    const why = spec.extends === undefined ? '' : '; a table of steps replaces that of the spec that is extended';
    throw problem(['split', 'target', 'images', index], 'SB_SPEC_STEPS', message, hint + why);
  });
}

function checkClasses({ spec, problem }: ParsedSpec): void {
  const { source, target } = spec.split;
  for (const side of ['source', 'target'] as const) {
    const classes = spec.split[side].classes;
    if (typeof classes === 'number') continue;
    const repeated = classes.findIndex((name, index) => classes.indexOf(name) !== index);
    if (repeated < 0) continue;
    const message = `class "${classes[repeated]}" stands twice`;
    throw problem(['split', side, 'classes', repeated], 'SB_SPEC_CLASSES', message);
  }
  if (typeof source.classes === 'number' || typeof target.classes === 'number') return;
  const names = source.classes;
  const shared = target.classes.findIndex((name) => names.includes(name));
  if (shared < 0) return;
  const message = `class "${target.classes[shared]}" is both a source and a target class`;
  const hint = 'source and target classes must be disjoint';
  throw problem(['split', 'target', 'classes', shared], 'SB_SPEC_OVERLAP', message, hint);
}
