import { drawnBy, knownComponents, nameOf, optionsOf, programLayer, programOptimizer, purposesOfData, type RunConfig, SeedbedError, type SeedStreams } from '@seedbed/core'; // prettier-ignore
import { buildsItself } from './builds-itself.js';

/**
 * The options of what a program brings itself: of the layer and of the optimizer `program`, as one.
 * @throws SeedbedError SB_SPEC_INVALID for a name that both have.
 */
export function freeOptions({ model, training }: RunConfig): Record<string, unknown> {
  const layer = model.layers.find((each) => nameOf(each) === programLayer.name);
  const optimizer = training && nameOf(training.optimizer) === programOptimizer.name ? training.optimizer : undefined;
  const [ofModel, ofTraining] = [layer, optimizer].map((each) => (each === undefined ? {} : optionsOf(each)));
  const twice = Object.keys(ofModel ?? {}).find((name) => Object.hasOwn(ofTraining ?? {}, name));
  if (twice === undefined) return { ...ofModel, ...ofTraining };
  throw new SeedbedError('SB_SPEC_INVALID', `"${twice}" is an option of the layer program and of the optimizer program`, { hint: 'a program gets both as one: give it in one place' }); // prettier-ignore
}

/** For what a program may want a seed of its own. */
const purposes = ['dropout', 'augment', 'sampling', 'other'];
/** Streams of the stage of which the program is given what they give, and no seed, or which need a word more. */
const handedOut = ['split', 'order', 'init', 'program'];

/** The first 52 bits of a stream's seed: a whole number that every language can hold. */
const numberOf = (seed: string) => parseInt(seed.slice(0, 13), 16);

/** Purposes of the streams of which a program is given a seed: what it brings itself, and what of the language it reads and that draws. */
export function seededPurposes(config: RunConfig): string[] {
  const drawn = drawnBy(config, knownComponents);
  const ofData = purposesOfData(knownComponents);
  const others = [...drawn].filter((each) => !handedOut.includes(each) && !ofData.has(each));
  return [
    ...others,
    ...(drawn.has('program') ? ['program'] : []),
    ...(drawn.has('init') && buildsItself(config) ? ['init'] : []),
  ];
}

/** The seeds themselves; of `program` one for each purpose that it may have. */
export function seedsOf(config: RunConfig, streams: SeedStreams): Record<string, number> {
  const of = (purpose: string) => numberOf(streams.open(`${config.stage}/${purpose}`).seed);
  const seeds = seededPurposes(config).flatMap((purpose) =>
    purpose === 'program'
      ? purposes.map((each) => [each, of(`program/${each}`)] as const)
      : [[purpose, of(purpose)] as const],
  );
  return Object.fromEntries(seeds);
}
