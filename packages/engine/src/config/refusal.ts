import { knownComponents, type ComponentKind, componentsIn, drawnTransforms, lossMisfit, nameOf, type RunConfig, SeedbedError, settled, versionedName } from '@seedbed/core'; // prettier-ignore
import { codesOfAny, findCode } from './codes.js';

/**
 * What of a config the engine does not compute, as an error for whoever asked; null when it computes all. Looks at no data.
 */
export const refusalOf = (config: RunConfig): SeedbedError | null => unknownIn(config) ?? togetherIn(config);

const refused = ({ stage }: RunConfig, what: string, hint: string) =>
  new SeedbedError('SB_ENGINE_COMPONENT', `the engine cannot ${what} (stage ${stage})`, { hint });

/** The first component that the engine does not have. */
function unknownIn(config: RunConfig): SeedbedError | null {
  for (const { kind, name } of componentsIn(config, knownComponents)) {
    const known = knownOf(kind);
    if (known.includes(name)) continue;
    if (name === 'program@1') return refused(config, `run the ${kind} program`, 'a program trains it, which the spec names: trainer: { command: [python, train.py] }'); // prettier-ignore
    return refused(config, `run the ${kind} ${withoutFirst(name)} yet`, `it can run ${known.map(withoutFirst).join(', ')}`); // prettier-ignore
  }
  return null;
}

const knownOf = (kind: ComponentKind): string[] => [
  ...(kind === 'transform' ? drawnTransforms.map((each) => `${each}@1`) : []),
  ...codesOfAny(kind).map(({ name, version }) => `${name}@${version}`),
];

/** A loss for another kind of target than the output. */
export function targetsRefusal(config: RunConfig): SeedbedError | null {
  const misfit = lossMisfit(config, knownComponents);
  if (misfit === undefined) return null;
  return new SeedbedError('SB_LOSS_TARGETS', `${misfit} (stage ${config.stage})`, { hint: 'take a loss that fits the output' }); // prettier-ignore
}

/** The first version is not written. */
const withoutFirst = (name: string) => name.replace(/@1$/, '');

/** Components that are there, and cannot be had together. */
function togetherIn(config: RunConfig): SeedbedError | null {
  const methods = (config.training?.methods ?? []).map((each) => {
    const { name, version } = versionedName(each);
    return findCode('method', name, version);
  });
  const measured = methods.filter((code) => code?.measured !== undefined).map((code) => code?.name);
  if (measured.length > 1) return refused(config, `measure the weights of both ${measured.slice(0, 2).join(' and ')}`, 'keep one of them'); // prettier-ignore
  const changing = methods.find((code) => code?.image);
  const transform = (config.learn.transforms ?? []).find(changesTraining);
  if (!changing || transform === undefined) return null;
  // Methods act on pixels, and transforms are there before them, on standardized values.
  return refused(config, `${changing.name} examples after ${nameOf(transform)}`, 'what it leaves is no image any more: keep one of them, or leave train out of its parts'); // prettier-ignore
}

function changesTraining(transform: NonNullable<RunConfig['learn']['transforms']>[number]): boolean {
  const known = settled(knownComponents, 'transform', transform);
  const isOfValues = known && findCode('transform', known.name, known.version) !== undefined;
  return isOfValues === true && (known.options['parts'] as readonly string[]).includes('train');
}
