import { describe, expect, it } from 'vitest';
import { fixture, fixtureInput, fixtureWasm, manifestAt } from '../testing/fixture.js';
import { example, inputOf } from '../testing/synthetic.js';
import { modelOf } from './model.js';
import { factorEntries, protocolEntries } from './protocol.js';
import { differing, settingsOf } from './settings.js';
import { pointsBehind } from './uses.js';

describe('settings', () => {
  it('are levels, fields of the config, and what computed', () => {
    const settings = settingsOf(manifestAt(0, 'S2T', '25'));
    expect(settings.get('condition')).toBe('S2T');
    expect(settings.get('training.learningRate')).toBe('0.05');
    expect(settings.get('freeze')).toBe('2');
    expect(settings.get('library')).toBe('tensorflow 2.21.0');
    // Ids of other runs follow from their settings.
    expect([...settings.keys()].filter((name) => name.startsWith('weights'))).toEqual([]);
  });

  it('differ where a value does, or is there in one run alone', () => {
    const names = differing([manifestAt(0, 'base', '25'), manifestAt(0, 'S1T', '25')].map(settingsOf));
    expect(names).toEqual(['condition', 'freeze']);
  });
});

describe('comparisons', () => {
  it('pair runs of the same config and name the settings that differ', () => {
    const [set] = modelOf(fixtureInput({ compared: [fixtureWasm()] })).compared;
    expect(set).toMatchObject({ paired: 'by config', couples: 216, equal: 0, sameStart: 216 });
    expect(set!.settings.map(({ name }) => name)).toEqual(['backend', 'library', 'instruction set']);
    expect(set!.average).toBeCloseTo(0.5, 10);
  });

  it('pair runs of other configs by stage, levels and replicate', () => {
    const { manifests, ...rest } = fixtureWasm();
    const slower = manifests.map((run) => ({ ...run, configId: run.id, config: { ...run.config, training: { ...run.config.training!, learningRate: 0.01 } } })); // prettier-ignore
    const [set] = modelOf(fixtureInput({ compared: [{ ...rest, manifests: slower }] })).compared;
    expect(set).toMatchObject({ paired: 'by name', couples: 216, equal: null });
    expect(set!.settings.find((each) => each.name === 'training.learningRate')!.values).toEqual(['0.05 here, 0.01 there']); // prettier-ignore
  });

  it('pair nothing with runs of another experiment', () => {
    const other = inputOf(example('06-large-batch'));
    const { manifests, predicted, claims } = other;
    const compared = [{ name: 'other', manifests, predicted, claims }];
    expect(modelOf(fixtureInput({ compared })).compared[0]).toMatchObject({ paired: 'not at all', pairs: [], settings: [] }); // prettier-ignore
  });
});

describe('the protocol', () => {
  const model = modelOf(fixtureInput());

  it('says what the spec says', () => {
    const entries = new Map(protocolEntries(model).map(({ name, value }) => [name, value]));
    expect(entries.get('data.fashion')).toBe('plugin: fashionmnist, classes: { source: 5, target: 5 }, validation: { perClass: 50 }'); // prettier-ignore
    expect(entries.get('stages.source')).toBe('learn: { data: fashion, classes: source, perClass: 1000 }, steps: 1250');
    expect(entries.get('claims.C1')).toBe('alpha 0.05, margin 1, over: size, test: { trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } } }'); // prettier-ignore
    expect(entries.get('replicates')).toBe('6');
  });

  it('lists levels, and a family once, with what they change', () => {
    const [size, condition] = factorEntries(fixture.experiment);
    expect(size!.levels).toEqual([{ name: '5, 10, 25, 100 and 500', changes: 'wherever $size is written' }]);
    expect(condition!.levels.map(({ name, changes }) => `${name}: ${changes}`)).toEqual([
      'base: changes nothing',
      'FTall: stages.target.weights: source',
      'S{depth}T, depth 1, 2, 3, 4 and 5: stages.target.weights: source; stages.target.freeze: $depth',
    ]);
  });

  it('knows what is stated, inferred and ours, and what is promised', () => {
    const { provenance, determinism } = fixture.experiment.head;
    expect(provenance['factors.condition']!.origin).toBe('stated');
    expect(determinism).toBe('bitwise');
  });
});

describe('the runs behind an estimate', () => {
  it('are both sides of a contrast at its place, of a trend at every place', () => {
    const input = fixtureInput();
    const model = modelOf(input);
    const behind = (id: string, index: number) => {
      const finding = input.claims.find((claim) => claim.id === id)!.findings[index]!;
      return pointsBehind(model.claims.get(id), finding, model).map((run) => model.manifests[run]!.at);
    };
    expect(new Set(behind('C1', 0).map((at) => at['size']))).toEqual(new Set(['5', '10', '25', '100', '500']));
    expect(new Set(behind('C1', 0).map((at) => at['condition']))).toEqual(new Set(['base', 'FTall']));
    const first = input.claims.find(({ id }) => id === 'C2')!.findings[0]!;
    expect(new Set(behind('C2', 0).map((at) => at['size']))).toEqual(new Set([first.place['size']]));
  });
});
