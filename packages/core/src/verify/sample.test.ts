import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { openStream } from '../seeds/streams.js';
import { exampleManifest } from '../testing/manifests.js';
import { stratifiedSample } from './sample.js';

const conditions = ['base', 'FTall', 'S1T', 'S2T'];
const sizes = ['5', '10', '25'];
const measured = [0, 1, 2].flatMap((replicate) =>
  conditions.flatMap(
    (condition) =>
    sizes.map((size) => exampleManifest({ replicate, at: { condition, size }, id: digestOf([replicate, condition, size]) })), // prettier-ignore
  ),
);
const upstream = [0, 1, 2].map((replicate) =>
  exampleManifest({ stage: 'source', replicate, at: {}, measure: [], measured: {}, id: digestOf([replicate]) }),
);
const draw = (size: number, seed: string | number) =>
  stratifiedSample([...upstream, ...measured], size, openStream(`verify/${seed}`));

describe('a stratified sample', () => {
  it('takes every measured run once where as many are asked for, or more', () => {
    for (const size of [measured.length, 999]) {
      const ids = draw(size, 1).map(({ id }) => id);
      expect(new Set(ids)).toEqual(new Set(measured.map(({ id }) => id)));
      expect(ids).toHaveLength(measured.length);
    }
  });

  it('covers the levels of every factor evenly, whatever the seed, with one upstream run', () => {
    for (let seed = 0; seed < 50; seed++) {
      const sample = draw(12, seed);
      const times = (factor: string, levels: readonly string[]) => levels.map((level) => sample.filter(({ at }) => at[factor] === level).length); // prettier-ignore
      expect(times('condition', conditions)).toEqual([3, 3, 3, 3]);
      expect(times('size', sizes)).toEqual([4, 4, 4]);
      expect(new Set(sample.map(({ at }) => `${at['condition']} ${at['size']}`)).size).toBe(12);
      expect(new Set(draw(4, seed).map(({ at }) => at['condition'])).size).toBe(4);
      expect(new Set(draw(4, seed).map(({ replicate }) => replicate)).size).toBe(1);
    }
  });

  it('covers three factors, and stages that share none', () => {
    const rates = ['0.1', '0.01'];
    const runs = conditions.flatMap(
      (condition) =>
      sizes.flatMap((size) => rates.map((rate) => exampleManifest({ at: { condition, size, rate }, id: digestOf([condition, size, rate]) }))), // prettier-ignore
    );
    const other = sizes.map((size) => exampleManifest({ stage: 'probe', at: { size }, id: digestOf(['probe', size]) }));
    for (let seed = 0; seed < 20; seed++) {
      const sample = stratifiedSample(runs, 12, openStream(`verify/${seed}`));
      const most = (factor: string, levels: readonly string[]) => Math.max(...levels.map((level) => sample.filter(({ at }) => at[factor] === level).length)); // prettier-ignore
      expect(most('rate', rates)).toBeLessThanOrEqual(7);
      expect(most('size', sizes)).toBeLessThanOrEqual(5);
      expect(most('condition', conditions)).toBeLessThanOrEqual(4);
      const both = stratifiedSample([...runs, ...other], 8, openStream(`verify/${seed}`));
      expect(new Set(both.map(({ stage }) => stage)).size).toBe(2);
    }
  });

  it('draws from all runs where nothing is measured', () => {
    const ids = stratifiedSample(upstream, 9, openStream('verify/1')).map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(upstream.map(({ id }) => id)));
  });

  it('is drawn again by its seed, and is another one by another seed', () => {
    const ids = (seed: number) => draw(5, seed).map(({ id }) => id);
    expect(ids(3)).toEqual(ids(3));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => ids(seed).join())).size).toBeGreaterThan(15);
    // Every run is drawn sooner or later.
    const seen = new Set(Array.from({ length: 200 }, (_, seed) => ids(seed)).flat());
    expect(seen.size).toBe(measured.length);
  });
});
