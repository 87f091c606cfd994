import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { without } from '../testing/without.js';
import { temporaryFolders } from '../testing/caches.js';
import { exampleManifest, lossOf } from '../testing/manifests.js';
import type { Manifest } from './schema.js';
import { manifestText, readManifest, resultDigest, seal } from './seal.js';

const folders = temporaryFolders();
const folder = folders.make();
const path = join(folder, 'manifest.json');
afterAll(() => folders.remove());

const manifest = exampleManifest();
const text = manifestText(manifest);
const read = (content: string | Uint8Array) => {
  writeFileSync(path, content);
  return readManifest(path);
};
const damaged = expect.objectContaining({
  code: 'SB_MANIFEST_DAMAGED',
  exitCode: 1,
  message: expect.stringContaining(path),
  hint: expect.any(String),
});

describe('a manifest', () => {
  it('is read as it was written, whatever the order of its keys was', () => {
    expect(read(text)).toEqual(manifest);
    expect(text.endsWith('}\n')).toBe(true);
    const backwards = Object.fromEntries(Object.entries(manifest).reverse()) as Manifest;
    expect(manifestText(seal(backwards))).toBe(text);
  });

  it('with any byte changed is refused, with its name', () => {
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at]! ^= flip;
        expect(() => read(changed)).toThrow(damaged);
      }),
      { numRuns: 400, seed: 14, examples: [[bytes.length - 1, 0x2a], [bytes.length - 1, 0x07]] }, // prettier-ignore
    );
  });

  it('cut short or spelt otherwise is refused', () => {
    for (const length of [0, 1, 100, text.length - 2, text.length - 1]) {
      expect(() => read(text.slice(0, length))).toThrow(damaged);
    }
    const pretty = JSON.stringify(manifest, null, 2);
    for (const other of [
      pretty,
      `${text}\n`,
      ` ${text}`,
      `\ufeff${text}`,
      text.replace('\n', '\r\n'),
      text.replace('0.25', '0.250'),
    ]) {
      expect(() => read(other)).toThrow(damaged);
    }
    expect(() => read('{}')).toThrow(/not a manifest: format/);
    expect(() => readManifest(join(folder, 'nowhere.json'))).toThrow(/there is no file/);
  });

  it('that was edited and given a new digest is still refused when its results do not match', () => {
    const { digest, ...rest } = { ...manifest, weights: { ...manifest.weights, after: digestOf('x') } };
    expect(digest).toBe(manifest.digest);
    const forged = { ...rest, digest: digestOf(rest) };
    expect(() => read(manifestText(forged))).toThrow(/result digest does not match/);
  });

  it('takes no number that is not finite, and no field that it does not know', () => {
    const evaluation = manifest.curve[0]!;
    for (const number of [NaN, Infinity, -Infinity]) {
      expect(() => exampleManifest({ curve: [{ ...evaluation, trainLoss: number }] })).toThrow(TypeError);
      expect(() => exampleManifest({ cost: { ...manifest.cost, wallSeconds: number } })).toThrow(TypeError);
    }
    const odd = [
      { extra: 1 },
      { cost: { ...manifest.cost, extra: 1 } },
      { replicate: 1.5 },
      { id: 'short' },
      { format: 'seedbed-manifest/1' },
      { measure: ['tested'] },
      { at: { size: 5 } },
      { upstream: { source: digestOf('x') } },
      { measured: { tested: manifest.measured!.test } },
      { metrics: { accuracy: { unit: '%', better: 'up' } } },
      { config: { ...manifest.config, extra: 1 } },
      { config: { ...manifest.config, seed: -1 } },
    ];
    for (const changes of odd)
      expect(() => read(manifestText(exampleManifest(changes as never)))).toThrow(/not a manifest/);
    expect(() => read(text.replace('"curve":[{', '"curve":[{"trainLoss":1e999,'))).toThrow(damaged);
  });
});

describe('an option that no schema knows', () => {
  const { config: known } = exampleManifest();
  const strange = (options: Record<string, unknown>) =>
    exampleManifest({ config: { ...known, learn: { ...known.learn, data: { ...known.learn.data, options } } } });

  it.each([
    ['a number that is not finite', '1e999'],
    ['a hundred thousand brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['as many braces', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
    ['a field that would become its prototype', '{"__proto__":{"seed":1}}'],
  ])('is refused where it holds %s', (_, value) => {
    const taken = strange({ strange: 'here' });
    expect(read(manifestText(taken))).toEqual(taken);
    expect(() => read(manifestText(taken).replace('"here"', () => value))).toThrow(damaged);
  });

  it('is refused with a field __proto__ although all digests are right', () => {
    const options = JSON.parse('{"__proto__":1}') as Record<string, unknown>;
    expect(() => read(manifestText(strange(options)))).toThrow(/__proto__/);
  });
});

describe('the result digest', () => {
  it('changes with each result', () => {
    const { seeds, data, outcome, loss, weights, measured, curve } = manifest;
    const test = measured!.test!;
    const tested = (changes: Partial<typeof test>) => ({ measured: { ...measured, test: { ...test, ...changes } } });
    const undigested = without(test, 'predictions');
    const results: Partial<Manifest>[] = [
      {},
      { configId: digestOf('other') },
      { seeds: { ...seeds, order: digestOf('order') } },
      ...(['fingerprint', 'train', 'validation', 'test', 'order'] as const).map((key) => ({
        data: { ...data, [key]: digestOf(key + 1) },
      })),
      { data: { ...data, classes: [...data.classes].reverse() } },
      { outcome: { ...outcome, status: 'diverged', step: 3 } },
      { curve: [] },
      { curve: [{ ...curve[0]!, measured: { validation: { accuracy: 75, loss: 1e-7 } } }] },
      { loss: lossOf([1, 0.5, 0.125]) },
      { loss: { ...loss, chain: digestOf('chain') } },
      { weights: { ...weights, before: digestOf('b') } },
      { weights: { ...weights, after: digestOf('a') } },
      tested({ confusion: [[1, 1], [1, 1]] }), // prettier-ignore
      tested({ predictions: digestOf('predictions') }),
      tested({ examples: 5 }),
      { measured: { test } },
      { measured: null },
      // Where no digest of the predictions was taken, the values have to do.
      { measured: { ...measured, test: undigested } },
      { measured: { ...measured, test: { ...undigested, values: { ...test.values, loss: 1 } } } },
    ];
    expect(new Set(results.map((changes) => exampleManifest(changes).result)).size).toBe(results.length);
  });

  it('does not change with a metric that follows from the predictions: it may be added later', () => {
    const test = manifest.measured!.test!;
    const more = { ...test, values: { ...test.values, topK: 100 }, errors: { topK: 0 } };
    expect(exampleManifest({ measured: { ...manifest.measured, test: more } }).result).toBe(manifest.result);
  });

  it('does not change with where, when and how fast it was computed', () => {
    const { environment, code, cost } = manifest;
    const circumstances: Partial<Manifest>[] = [
      { environment: { ...environment, os: 'darwin', node: '24.0.0' } },
      { code: { ...code, commit: 'abc', dirty: digestOf('dirty') } },
      { cost: { ...cost, wallSeconds: 99, finishedAt: '2027-01-01T00:00:00.000Z' } },
      { experiment: 'other', at: { condition: 'other' } },
    ];
    for (const changes of circumstances) {
      const other = exampleManifest(changes);
      expect(other.result).toBe(resultDigest(manifest));
      expect(other.digest).not.toBe(manifest.digest);
    }
  });

  it('is put in the place of an older one', () => {
    expect(seal(seal({ ...manifest, evaluations: 7 }))).toEqual(exampleManifest({ evaluations: 7 }));
    writeFileSync(path, text);
    expect(readFileSync(path, 'utf8')).toBe(manifestText(seal(manifest)));
  });
});
