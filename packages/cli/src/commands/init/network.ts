import type { FirstFacts } from './facts.js';

/** Sides of images that pooling halves until about 7 pixels are left; a layer of convolutions before each. */
function convolutions(side: number): string[] {
  const blocks = Math.max(1, Math.min(4, Math.round(Math.log2(side / 7))));
  return Array.from({ length: blocks }, (_, block) => [`{ conv: ${Math.min(64, 16 * 2 ** block)} }`, 'relu', 'maxPool']).flat(); // prettier-ignore
}

/** Layers for a first look at data that tell classes apart, as YAML: small enough for a minute a run on one core. */
export function layersFor({ inputs }: Pick<FirstFacts, 'inputs'>): string {
  const [height, width] = inputs.shape;
  const isImage = inputs.shape.length === 3;
  const below = isImage ? convolutions(Math.min(height as number, width as number)) : ['{ dense: 64 }', 'relu'];
  return `[${[...below, '{ dense: 64 }', 'relu', 'classifier'].join(', ')}]`;
}
