import { type Configured, nameOf } from '../components/component.js';
import { programOptimizer } from '../components/program.js';
import { knownComponents, type Registry } from '../components/registry.js';
import { settled } from '../components/settled.js';
import { componentsIn, isForeign } from './components-of.js';
import { isOutput, unitsOf } from '../components/units.js';
import { lossMisfit } from './loss-misfit.js';
import type { RunConfig, TrainingConfig } from './run-config.js';

/**
 * What in a config no experiment can ask for: components that are not there or whose options are not theirs, a network
 * without its output, more units than it has.
 * @param registry what there is.
 * @returns a sentence for each, without a full stop; none where components are of packages that are not registered.
 */
export function* checkConfig(config: RunConfig, registry: Registry = knownComponents): Generator<string> {
  const used = [...componentsIn(config, registry)];
  if (used.some(isForeign)) return;
  for (const { kind, configured, name, declared } of used) {
    if (!declared) yield `there is no ${kind} ${name}`;
    else if (!settled(registry, kind, configured as Configured)) yield `${JSON.stringify(configured)} is no ${kind} that could be asked for`; // prettier-ignore
  }
  yield* checkLearn(config);
  yield* checkNetwork(config, registry);
  const misfit = lossMisfit(config, registry);
  if (misfit !== undefined) yield misfit;
}

function* checkLearn({ learn, training }: RunConfig): Generator<string> {
  const { classes, name } = learn.data;
  const groups = typeof classes === 'object' && !Array.isArray(classes) ? Object.keys(classes) : [];
  const isGroup = learn.classes !== undefined;
  if (isGroup && !groups.includes(learn.classes as string)) yield `its data have no group "${learn.classes}"`;
  // A set is named where its streams are called after it: where no group is learned.
  if (isGroup === (name !== undefined)) yield 'it learns a group or a set that is named, and not both';
  if (!isGroup && groups.length > 0) yield 'its data have groups, and it learns none of them';
  const amounts = [learn.perClass, learn.examples, learn.share].filter((amount) => amount !== undefined);
  if (amounts.length > 1) yield 'it learns more than one amount';
  if (training) yield* checkAmounts(training);
}

function* checkAmounts({ optimizer, learningRate, batchSize, steps, epochs }: TrainingConfig): Generator<string> {
  const isProgram = nameOf(optimizer) === programOptimizer.name;
  if (isProgram && [batchSize, steps, epochs].every((each) => each === undefined)) return;
  if ((steps === undefined) === (epochs === undefined)) yield 'it takes steps or epochs, and not both';
  if (batchSize === undefined) yield 'it takes steps, and its batches have no size';
  if (learningRate === undefined && !isProgram) yield 'it has no learning rate';
}

function* checkNetwork({ model, training, weights, freeze, mask }: RunConfig, registry: Registry): Generator<string> {
  const outputs = model.layers.filter((layer) => isOutput(layer, registry));
  if (outputs.length !== 1 || outputs[0] !== model.layers.at(-1)) yield 'its network has no output, or not at its end';
  const units = unitsOf(model.layers, registry).length;
  if ((weights?.layers ?? 0) > units) yield `it copies ${weights?.layers} units, but its network has ${units}`;
  if ((freeze ?? 0) >= units) yield `it freezes ${freeze} units, but its network has ${units}`;
  if (training) return;
  if (!weights) yield 'it takes no step and starts from no weights';
  if (freeze !== undefined || mask !== undefined) yield 'it takes no step, and yet says what steps may change';
}
