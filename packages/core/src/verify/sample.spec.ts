import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { openStream } from '../seeds/streams.js';
import { exampleManifest } from '../testing/manifests.js';
import { stratifiedSample } from './sample.js';

const conditions = ['base', 'FTall', 'S1T', 'S2T'];
const sizes = [5, 10, 25];
const cells = [0, 1, 2].flatMap((replicate) =>
  conditions.flatMap(
    (condition) =>
    sizes.map((images) => exampleManifest({ role: 'cell', replicate, condition, images, id: digestOf([replicate, condition, images]) })), // prettier-ignore
  ),
);
const sources = [0, 1, 2].map((replicate) =>
  exampleManifest({ role: 'source', replicate, condition: null, id: digestOf([replicate]) }),
);
const draw = (size: number, seed: string | number) =>
  stratifiedSample([...sources, ...cells], size, openStream(`verify/${seed}`));

describe('a stratified sample', () => {
  it('takes every cell once where as many are asked for, or more', () => {
    for (const size of [cells.length, 999]) {
      const ids = draw(size, 1).map(({ id }) => id);
      expect(new Set(ids)).toEqual(new Set(cells.map(({ id }) => id)));
      expect(ids).toHaveLength(cells.length);
    }
  });

  it('covers conditions and sizes evenly, whatever the seed, with one source network', () => {
    for (let seed = 0; seed < 50; seed++) {
      const sample = draw(12, seed);
      const times = (key: 'condition' | 'images') =>
        [...new Set(sample.map((manifest) => manifest[key]))].map(
          (value) => sample.filter((manifest) => manifest[key] === value).length,
        );
      expect(times('condition')).toEqual([3, 3, 3, 3]);
      expect(times('images')).toEqual([4, 4, 4]);
      expect(new Set(sample.map(({ condition, images }) => `${condition} ${images}`)).size).toBe(12);
      expect(new Set(draw(4, seed).map(({ condition }) => condition)).size).toBe(4);
      expect(new Set(draw(4, seed).map(({ replicate }) => replicate)).size).toBe(1);
    }
  });

  it('is drawn again by its seed, and is another one by another seed', () => {
    const ids = (seed: number) => draw(5, seed).map(({ id }) => id);
    expect(ids(3)).toEqual(ids(3));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => ids(seed).join())).size).toBeGreaterThan(15);
    // Every cell is drawn sooner or later.
    const seen = new Set(Array.from({ length: 200 }, (_, seed) => ids(seed)).flat());
    expect(seen.size).toBe(cells.length);
  });
});
