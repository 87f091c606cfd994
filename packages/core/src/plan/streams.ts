import type { Registry } from '../components/registry.js';
import { componentsIn } from './components-of.js';
import { unitsOf } from '../components/units.js';
import type { RunConfig } from './run-config.js';
import { failAt, kindOf, levelText, type Place, type Value, fail } from '../spec/value.js';

/** What of a config decides from which streams a run draws. */
type Drawing = Pick<RunConfig, 'learn' | 'model' | 'training' | 'weights' | 'freeze' | 'mask'>;

/** The purposes of the seed streams from which a run draws. */
export const drawnBy = (config: Drawing, registry: Registry): Set<string> => new Set(purposesOf(config, registry));

/** Purposes whose streams belong to the data; the others are the stage's. */
export function purposesOfData(registry: Registry): Set<string> {
  const transforms = registry.names('transform').map((name) => registry.find('transform', name)?.draws);
  return new Set(['subset', ...transforms.flatMap((purpose) => purpose ?? [])]);
}

function* purposesOf(config: Drawing, registry: Registry): Generator<string> {
  const { learn, model, training, weights, freeze = 0 } = config;
  const { classes, test, validation } = learn.data;
  const amount = learn.perClass ?? learn.examples ?? learn.share;
  if (classes !== undefined) yield 'split';
  if ([training, amount, test, validation].some((asked) => asked !== undefined)) yield 'subset';
  const units = unitsOf(model.layers, registry);
  // Frozen layers draw nothing.
  const trained = { ...config, model: { ...model, layers: units.slice(freeze).flat() } };
  const used = [...componentsIn(trained, registry)].filter(({ declared }) => declared?.draws !== undefined);
  const drawing = (isTransform: boolean) => used.filter(({ kind }) => (kind === 'transform') === isTransform).map(({ declared }) => declared?.draws as string); // prettier-ignore
  yield* drawing(true);
  const copied = weights === undefined ? 0 : (weights.layers ?? units.length - 1);
  if (copied < units.length) yield 'init';
  if (training === undefined) return;
  // A program that takes no steps gets no order.
  if (training.batchSize !== undefined) yield 'order';
  yield* drawing(false);
}

/** The tags of the streams from which a run draws. @throws SeedbedError SB_STREAMS for what is no tag. */
export function streamsOf(written: Value | undefined, drawn: ReadonlySet<string>): Record<string, string> | undefined {
  if (written === undefined) return undefined;
  if (written.kind !== 'mapping') throw fail('SB_STREAMS', written, `streams cannot be ${kindOf(written)}`, 'write streams: { PURPOSE: TAG }'); // prettier-ignore
  const tags = [...written.entries].map(([purpose, { value }]) => {
    const tag = levelText(value);
    if (tag === undefined || tag === '' || /[\r\n/@]/.test(tag)) throw fail('SB_STREAMS', value, `a tag cannot be ${kindOf(value)}: a number, or text without / and @`); // prettier-ignore
    return [purpose, tag] as const;
  });
  const used = tags.filter(([purpose]) => drawn.has(purpose));
  return used.length > 0 ? Object.fromEntries(used) : undefined;
}

/** Purposes that a stage tags, with their places. */
export function taggedIn(written: Value | undefined): [string, Place][] {
  return written?.kind === 'mapping' ? [...written.entries].map(([purpose, { key }]) => [purpose, key]) : [];
}

/** A purpose from which no run of the stage draws is a slip. */
export const undrawn = (stage: string, purpose: string, place: Place, drawn: ReadonlySet<string>) =>
  failAt('SB_STREAMS', place, `no run of ${stage} draws from "${purpose}"`, `it draws from ${[...drawn].join(', ')}`);
