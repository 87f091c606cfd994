import { knownComponents } from '../../components/registry.js';
import { askedOf, ownerOf } from '../../plan/learned-classes.js';
import type { RunConfig } from '../../plan/run-config.js';
import { componentsIn, isForeign } from '../../plan/components-of.js';
import { drawnBy, purposesOfData } from '../../plan/streams.js';
import type { Manifest } from '../../manifest/schema.js';
import { streamSeed } from '../../seeds/streams.js';
import { tagged } from '../../seeds/tagged.js';

/** Seeds are derived again, and the classes must be those that a draw can give. */
export function* checkDrawn({ seeds, data, config }: Manifest): Generator<string> {
  for (const [name, seed] of Object.entries(seeds))
    if (streamSeed(config.seed, config.replicate, name) !== seed) yield `seeds.${name} is not the seed of that stream`;
  if ([...componentsIn(config, knownComponents)].some(isForeign)) return;
  const drawn = drawnBy(config, knownComponents);
  yield* checkPurposes(Object.keys(seeds), config, drawn);
  if (drawn.has('subset')) yield* checkSubsets(Object.keys(seeds), data.classes, config);
  if (new Set(data.classes).size < data.classes.length) yield 'data.classes has a class twice';
  if (!areAsked(data.classes, config)) yield 'data.classes are not the classes that were asked for';
}

/** A group keeps the order in which it was listed; without a group it is that of the set, which only the data know. */
function areAsked(classes: readonly string[], { learn }: RunConfig): boolean {
  const asked = askedOf(learn);
  if (asked === undefined) return true;
  if (typeof asked === 'number') return classes.length === asked;
  const comparable = (names: readonly string[]) => JSON.stringify(learn.classes === undefined ? [...names].sort() : names); // prettier-ignore
  return comparable(classes) === comparable(asked);
}

/** The streams must be of those purposes from which such a run draws, each of its owner and with its tag. */
function* checkPurposes(names: readonly string[], config: RunConfig, drawn: ReadonlySet<string>): Generator<string> {
  const data = purposesOfData(knownComponents);
  const beginnings = [...drawn].map((purpose) => {
    const owner = data.has(purpose) ? ownerOf(config.learn) : config.stage;
    return tagged(purpose === 'split' ? purpose : `${owner}/${purpose}`, config.streams ?? {});
  });
  const { test, validation } = config.learn.data;
  // Whether examples belong to groups, only the data know.
  const possible = (test ?? validation) ? [tagged(`${ownerOf(config.learn)}/groups`, config.streams ?? {})] : [];
  const isOf = (name: string, beginning: string) => name === beginning || name.startsWith(`${beginning}/`);
  for (const beginning of beginnings)
    if (!names.some((name) => isOf(name, beginning))) yield `seeds.${beginning} is not there`;
  const other = names.find((name) => ![...beginnings, ...possible].some((beginning) => isOf(name, beginning)));
  if (other !== undefined) yield `seeds.${other} is a stream from which such a run does not draw`;
}

function* checkSubsets(names: readonly string[], classes: readonly string[], config: RunConfig): Generator<string> {
  const of = (name: string) => tagged(`${ownerOf(config.learn)}/subset/${name}`, config.streams ?? {});
  const opened = names.filter((name) => name.startsWith(of('')));
  if (opened.length !== classes.length || classes.some((name) => !opened.includes(of(name))))
    yield 'data.classes are not the classes whose subset streams were opened';
}
