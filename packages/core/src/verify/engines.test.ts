import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { exampleManifest } from '../testing/manifests.js';
import { verificationOfRuns } from '../testing/verifications.js';
import { engineGroups } from './engines.js';

const [old, present] = [digestOf('old'), digestOf('present')];
const by = (engine: string | null, name: string) =>
  exampleManifest({ id: digestOf(name), code: { commit: null, dirty: null, engine } });
const mixed = [by(old, 'a'), by(old, 'b'), by(present, 'c')];
const sizes = (...asked: Parameters<typeof engineGroups>) =>
  engineGroups(...asked).map(({ engine, manifests }) => [engine, manifests.length]);

describe('runs by the sources that made them', () => {
  it('are one group where one engine made them all', () => {
    expect(sizes(mixed.slice(0, 2), [])).toEqual([[old, 2]]);
    expect(sizes([by(null, 'x'), by(null, 'y')], [])).toEqual([[null, 2]]);
    expect(sizes([], [])).toEqual([]);
  });

  it('are told apart, the larger group first', () => {
    expect(sizes(mixed, [])).toEqual([
      [old, 2],
      [present, 1],
    ]);
    expect(sizes([...mixed, by(null, 'x')], [])).toHaveLength(3);
  });

  it('are one group once a verification with the one gave runs of the other again', () => {
    expect(sizes(mixed, [verificationOfRuns(mixed.slice(0, 1), present)])).toHaveLength(1);
    // By way of third sources, too.
    const third = digestOf('third');
    const both = [verificationOfRuns([by(old, 'z')], third), verificationOfRuns([mixed[2]!], third)];
    expect(sizes(mixed, both)).toHaveLength(1);
    expect(sizes(mixed, both.slice(0, 1))).toHaveLength(2);
  });

  it('stay apart where a single run came out otherwise', () => {
    const { runs, ...rest } = verificationOfRuns(mixed.slice(0, 2), present);
    const differing = { ...rest, runs: runs.map((run, index) => ({ ...run, equal: index === 0 })) };
    expect(sizes(mixed, [differing])).toHaveLength(2);
  });

  it('of two backends have sources of their own', () => {
    const wasm = exampleManifest({ backend: { name: 'wasm', library: 'wasm 1', threads: 1, isa: 'simd' } });
    expect(sizes([mixed[0]!, wasm], [])).toHaveLength(1);
    expect(sizes([...mixed, wasm], [])).toHaveLength(3);
  });
});
