import { z } from 'zod';
import { type Component, type Configured, configured, nameOf, optionsOf } from './component.js';
import { layerList, whole } from './options.js';

/** Families stand among layers and expand to layers. */
export const families: readonly Component[] = [
  {
    kind: 'family',
    name: 'repeat',
    version: 1,
    summary: 'The same layers, several times.',
    layerLists: ['layers'],
    example: { times: 2, layers: [{ conv: 16 }, 'relu'] },
    options: z.strictObject({ times: whole('how often', 0, 1000), layers: layerList('what is repeated') }),
    expand: ({ times, layers }) => Array.from({ length: times as number }, () => layers as Configured[]).flat(),
  },
  {
    kind: 'family',
    name: 'widen',
    version: 1,
    summary: 'Layers with their filters and units multiplied.',
    layerLists: ['layers'],
    example: { by: 2, layers: [{ conv: 16 }, 'relu', { conv: 32 }, 'relu'] },
    options: z.strictObject({ by: whole('factor'), layers: layerList('what is widened') }),
    expand: ({ by, layers }) => (layers as Configured[]).map((layer) => widened(layer, by as number)),
  },
];

function widened(layer: Configured, by: number): Configured {
  const options = Object.entries(optionsOf(layer)).map(([key, value]) => {
    if (key === 'filters' || key === 'units') return [key, (value as number) * by];
    return [key, key === 'layers' ? (value as Configured[]).map((inner) => widened(inner, by)) : value];
  });
  return configured(nameOf(layer), Object.fromEntries(options) as Record<string, unknown>);
}
