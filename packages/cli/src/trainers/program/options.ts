import { drawnBy, knownComponents, nameOf, optionsOf, programLayer, programOptimizer, type RunConfig, SeedbedError, type SeedStreams } from '@seedbed/core'; // prettier-ignore
import { buildsItself } from './network.js';

/**
 * The options of what a program brings itself: of the layer and of the optimizer `program`, as one.
 * @throws SeedbedError SB_SPEC_INVALID for a name that both have.
 */
export function freeOptions({ model, training }: RunConfig): Record<string, unknown> {
  const layer = model.layers.find((each) => nameOf(each) === programLayer.name);
  const optimizer = training && nameOf(training.optimizer) === programOptimizer.name ? training.optimizer : undefined;
  const [ofModel, ofTraining] = [layer, optimizer].map((each) => (each === undefined ? {} : optionsOf(each)));
  const twice = Object.keys(ofModel ?? {}).find((name) => name in (ofTraining ?? {}));
  if (twice === undefined) return { ...ofModel, ...ofTraining };
  throw new SeedbedError('SB_SPEC_INVALID', `"${twice}" is an option of the layer program and of the optimizer program`, { hint: 'a program gets both as one: give it in one place' }); // prettier-ignore
}

/** For what a program may want a seed of its own. */
const purposes = ['dropout', 'augment', 'sampling', 'other'];
/** Streams of which the program is given what they give, and no seed. */
const handedOut = ['split', 'subset', 'order', 'init', 'program'];

/** The first 52 bits of a stream's seed: a whole number that every language can hold. */
const numberOf = (seed: string) => parseInt(seed.slice(0, 13), 16);

/** Seeds by purpose: for what a program brings itself, and for what of the language it reads and that draws. */
export function seedsOf(config: RunConfig, streams: SeedStreams): Record<string, number> {
  const drawn = drawnBy(config, knownComponents);
  const of = (purpose: string) => numberOf(streams.open(`${config.stage}/${purpose}`).seed);
  const own = drawn.has('program') ? purposes.map((each) => [each, of(`program/${each}`)] as const) : [];
  const init = drawn.has('init') && buildsItself(config) ? [['init', of('init')] as const] : [];
  const transforms = (config.learn.transforms ?? []).map((each) => knownComponents.find('transform', nameOf(each).replace(/@\d+$/, ''))?.draws); // prettier-ignore
  const others = [...drawn].filter((each) => !handedOut.includes(each) && !transforms.includes(each));
  return Object.fromEntries([...others.map((each) => [each, of(each)] as const), ...own, ...init]);
}
