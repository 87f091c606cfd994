import { type Configured, versionedName, optionsOf } from '../components/component.js';
import type { Registry } from '../components/registry.js';
import { unitsOf } from './network.js';
import { failAt, kindOf, levelText, type Place, type Value, fail } from '../spec/value.js';

interface Drawing {
  readonly learn: Readonly<Record<string, unknown>>;
  readonly model: { readonly layers: readonly Configured[] };
  readonly training?: Readonly<Record<string, unknown>> | undefined;
  readonly weights?: { readonly layers?: number } | undefined;
  readonly mask?: Configured | undefined;
}

/** The purposes of the seed streams from which a run draws. */
export function drawnBy({ learn, model, training, weights, mask }: Drawing, registry: Registry): Set<string> {
  const purposes = new Set<string>();
  const data = learn['data'] as Record<string, unknown>;
  const takes = ['perClass', 'examples', 'share'].some((amount) => learn[amount] !== undefined);
  if (data['classes'] !== undefined) purposes.add('split');
  if (training || takes || data['test'] !== undefined || data['validation'] !== undefined) purposes.add('subset');
  const add = (kind: 'transform' | 'method' | 'mask' | 'layer', components: readonly Configured[]) => {
    for (const component of components) {
      const draws = registry.find(kind, versionedName(component).name)?.draws;
      if (draws !== undefined) purposes.add(draws);
    }
  };
  add('transform', (learn['transforms'] as Configured[] | undefined) ?? []);
  const units = unitsOf(model.layers, registry).length;
  const copied = weights === undefined ? 0 : (weights.layers ?? units - 1);
  if (copied < units) purposes.add('init');
  if (training === undefined) return purposes;
  purposes.add('order');
  add('method', (training['methods'] as Configured[] | undefined) ?? []);
  add('layer', everyLayer(model.layers));
  if (mask !== undefined) add('mask', [mask]);
  return purposes;
}

const everyLayer = (layers: readonly Configured[]): Configured[] =>
  layers.flatMap((layer) => [layer, ...everyLayer((optionsOf(layer)['layers'] as Configured[] | undefined) ?? [])]);

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
