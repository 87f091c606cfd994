import { z } from 'zod';
import { type Configured, configured, nameOf, optionsOf } from '../component.js';
import { layerList, whole } from '../options.js';
import { family } from './family.js';

export const widen = family({
  name: 'widen',
  summary: 'Layers with their filters and units multiplied, those inside of blocks too.',
  layerLists: ['layers'],
  example: { by: 2, layers: [{ conv: 16 }, 'relu', { conv: 32 }, 'relu'] },
  options: z.strictObject({ by: whole('factor'), layers: layerList('what is widened') }),
  expand: ({ by, layers }) => (layers as Configured[]).map((layer) => widened(layer, by)),
});

function widened(layer: Configured, by: number): Configured {
  const options = Object.entries(optionsOf(layer)).map(([key, value]) => {
    if (key === 'filters' || key === 'units') return [key, (value as number) * by];
    return [key, key === 'layers' ? (value as Configured[]).map((inner) => widened(inner, by)) : value];
  });
  return configured(nameOf(layer), Object.fromEntries(options) as Record<string, unknown>);
}
