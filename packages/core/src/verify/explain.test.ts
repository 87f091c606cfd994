import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { lossChainOf } from '../manifest/loss-chain.js';
import type { Manifest } from '../manifest/schema.js';
import { seal } from '../manifest/seal.js';
import { recordedContext, runIdOf } from '../manifest/run-id.js';
import { forge, leavesOf, otherThan } from '../testing/edits.js';
import { exampleRuns, storedManifest } from '../testing/stored-example.js';
import { explainDifferences } from './explain.js';

const manifests = exampleRuns().map(storedManifest);
const [, base, tuned] = manifests as [Manifest, Manifest, Manifest];

/** The same run, asked or computed otherwise, with the ids that follow. */
function identified(changes: Partial<Manifest>): Manifest {
  const changed = { ...base, ...changes };
  return seal({ ...changed, id: runIdOf(changed, recordedContext(changed)), configId: digestOf(changed.config) });
}
const fieldsOf = (differences: readonly { path: readonly string[] }[]) => differences.map(({ path }) => path.join('.'));

describe('why two ids differ', () => {
  it.each<[string, Partial<Manifest>, string[]]>([
    ['fields of the config', { config: { ...base.config, seed: 8, learn: { ...base.config.learn, perClass: 6 } } }, ['config.learn.perClass', 'config.seed']], // prettier-ignore
    ['an option that the other does not have', { config: { ...base.config, learn: { ...base.config.learn, data: { ...base.config.learn.data, options: { side: 8 } } } } }, ['config.learn.data.options']], // prettier-ignore
    ['what is measured', { measure: ['test'] }, ['measure']],
    ['how often it is measured', { evaluations: 5 }, ['evaluations']],
    ['data', { data: { ...base.data, fingerprint: digestOf('other') } }, ['context.fingerprint']],
    ["the plugin's version", { data: { ...base.data, version: '2' } }, ['context.pluginVersion']],
    ['numerics', { numerics: 2 }, ['context.numerics']],
    ['every field of the backend', { backend: { name: 'tensorflow', library: 'x', threads: 2, isa: 'avx2' } }, ['isa', 'library', 'name', 'threads'].map((field) => `context.backend.${field}`)], // prettier-ignore
  ])('%s is named, and it is shown that exactly this makes it', (_, changes, expected) => {
    const other = identified(changes);
    for (const [one, two] of [
      [base, other],
      [other, base],
    ] as const) {
      // prettier-ignore
      const { ids } = explainDifferences(one, two);
      expect([fieldsOf(ids.fields), ids.equal, ids.proven]).toEqual([expected, false, true]);
    }
  });

  it('holds for every pair of runs', () => {
    fc.assert(
      fc.property(fc.constantFrom(...manifests), fc.constantFrom(...manifests), (one, two) => {
        const { ids } = explainDifferences(one, two);
        expect([ids.equal, ids.proven]).toEqual([one.id === two.id, true]);
        expect(ids.fields.length === 0).toBe(ids.equal);
      }),
      { numRuns: 40, seed: 62 },
    );
  });

  it('is not shown for a run whose id does not follow from its fields', () => {
    expect(explainDifferences(base, seal({ ...base, id: digestOf('edited') })).ids).toMatchObject({
      equal: false,
      proven: false,
      fields: [],
    });
  });
});

describe('where two results part', () => {
  it('is the first step with both losses, then the fields', () => {
    const bits = Buffer.from(base.loss.bits, 'base64');
    const first = bits.readFloatLE(8);
    bits.writeFloatLE(2.5, 8);
    const loss = { ...base.loss, bits: bits.toString('base64'), chain: lossChainOf(bits) };
    const other = seal({ ...base, loss, weights: { ...base.weights, after: digestOf('other') } });
    const { results, ids } = explainDifferences(base, other);
    expect([ids.equal, results.equal]).toEqual([true, false]);
    expect(results.firstStep).toEqual({ step: 3, losses: [first, 2.5] });
    expect(fieldsOf(results.fields)).toEqual(['loss.chain', 'weights.after']);
  });

  it('is the step that one of them does not have', () => {
    const bits = Buffer.from(base.loss.bits, 'base64').subarray(0, 8);
    const shorter = seal({ ...base, loss: { steps: 2, bits: bits.toString('base64'), chain: lossChainOf(bits) } });
    const third = Buffer.from(base.loss.bits, 'base64').readFloatLE(8);
    expect(explainDifferences(shorter, base).results.firstStep).toEqual({ step: 3, losses: [null, third] });
  });

  it('is nowhere in a run that was repeated elsewhere; its circumstances are told apart', () => {
    const environment = { ...base.environment, node: '24.0.0', cpu: { ...base.environment.cpu, model: 'Another' } };
    const { ids, results, circumstances } = explainDifferences(base, seal({ ...base, environment }));
    expect([ids.equal, results]).toEqual([true, { equal: true, firstStep: null, fields: [] }]);
    expect(fieldsOf(circumstances)).toEqual(['environment.cpu.model', 'environment.node']);
  });

  it('every field of a manifest is in one of the three parts, but those that repeat or digest others', () => {
    const others =
      /^(format|id|configId|stage|replicate|components\.\d+|metrics\.\w+\.\w+|result|digest|data\.plugin|loss\.bits)$/;
    const unnoticed = [...leavesOf(tuned)].filter(({ path, value }) => {
      const { ids, results, circumstances } = explainDifferences(tuned, forge(tuned, path, otherThan(value)));
      return ids.fields.length + results.fields.length + circumstances.length === 0;
    });
    expect(fieldsOf(unnoticed).filter((field) => !others.test(field))).toEqual([]);
  });
});
