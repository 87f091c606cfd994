import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Dataset, digestOf, drawExamples, eachExample, type Example, loadExperiment, type Manifest, openDataset, SeedStreams } from '@seedbed/core'; // prettier-ignore
import { table } from '@seedbed/datasets-tables';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeNative } from '../testing/native.js';
import { riverRows, riverRuns, riversCsv, riversSpec, riverSites } from '../testing/rivers.js';
import { documentOf, seedbed } from '../testing/seedbed.js';
import { manifestsOf, newStore } from '../testing/stores.js';
import { specFolder, temporaryFolder } from '../testing/tiny.js';
import { verify } from '../testing/verify.js';

const csv = riversCsv();
const option = ['--option', 'set=rivers', '--option', 'target={ flow: m3/s }', '--option', 'group=site'];
const engine = `model: { layers: [{ dense: 16 }, relu, regressor] }
training: { optimizer: adam, learningRate: 0.02, batchSize: 16, steps: 150, loss: squaredError, evaluations: 2 }
`;
const program = `trainer: { command: [node, mean.mjs] }
model: { layers: [program] }
training: { optimizer: program }
`;
let rivers: Dataset;

beforeAll(async () => {
  const options = table.options.parse({ set: 'rivers', target: { flow: 'm3/s' }, group: 'site' });
  rivers = await openDataset(table, options, { cacheDir: temporaryFolder(), dataDir: csv });
});

/** The examples of a run, drawn here as they are anywhere. */
function drawnOf({ config }: Pick<Manifest, 'config'>) {
  return drawExamples(config as Parameters<typeof drawExamples>[0], rivers, new SeedStreams(config.seed, config.replicate)); // prettier-ignore
}

const flowsOf = (examples: readonly Example[]): number[] =>
  examples.map(({ classIndex, item }) => {
    const flow = new Float32Array(1);
    rivers.readTargets('train', classIndex, item, flow, 0);
    return flow[0] as number;
  });

const groupsOf = (examples: readonly Example[]) =>
  new Set(examples.map(({ classIndex, item }) => rivers.groupOf('train', classIndex, item)));

it('a table holds the numbers of its file', () => {
  const rows = readFileSync(csv, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')); // prettier-ignore
  const held: number[][] = [];
  eachExample(rivers, ({ values, targets }) => held.push([...values, ...targets]));
  expect(held).toEqual(rows.map(([rain, slope, area, color, , flow]) => [rain, slope, area, color, flow].map((each) => Math.fround(Number(each))))); // prettier-ignore
});

it('a table is prepared and checked: what is predicted, in which unit, and of how many groups', async () => {
  const words = (verb: string, ...more: string[]) =>
    seedbed(['data', verb, 'table', '--data', csv, ...option, ...more]);
  const prepared = await words('prepare');
  expect(prepared.code, prepared.stderr).toBe(0);
  expect(prepared.stdout).toMatch(new RegExp(`^training +${riverRows}$`, 'm'));
  expect(prepared.stdout).toContain(
    'examples: rows of 4 numbers (float32)\ncolumns: rain, slope, area, color\nto be predicted: flow (m3/s)\n',
  );
  expect(prepared.stdout).toContain(`groups, of which all examples stay together: ${riverSites} training`);
  const checked = await words('check', '--json');
  expect(checked.code, checked.stderr).toBe(0);
  expect(JSON.parse(checked.stdout)).toMatchObject({
    ...{ checked: true, fingerprint: rivers.fingerprint, classes: [], uneven: null },
    inputs: { shape: [4], type: 'float32' },
    targets: [{ name: 'flow', unit: 'm3/s' }],
    ...{ examples: { train: riverRows, test: 0 }, groups: { train: riverSites, test: 0 } },
  });
});

describeNative('numbers of a table, predicted on native TensorFlow', () => {
  const [folder, store] = [specFolder(riversSpec(engine)), newStore()];

  it('are trained for, measured, and recorded with their unit', async () => {
    const ended = await seedbed(['run', folder, '--store', store, '--backend', 'tensorflow', '--data', csv, '--json']);
    expect(ended.code, ended.stderr).toBe(0);
    expect(documentOf(ended).trained).toHaveLength(riverRuns);
    for (const manifest of manifestsOf(store)) {
      expect(manifest.data).toMatchObject({ plugin: 'table', fingerprint: rivers.fingerprint, classes: ['rows'], targets: [{ name: 'flow', unit: 'm3/s' }] }); // prettier-ignore
      const { values, confusion, examples } = manifest.measured?.test ?? {};
      expect([Object.keys(values ?? {}).sort(), confusion]).toEqual([['loss', 'mae', 'r2', 'rmse'], undefined]);
      expect(manifest.metrics['rmse']).toEqual({ unit: 'target', better: 'lower' });
      // It has learned: the mean explains nothing.
      expect(values?.['r2']).toBeGreaterThan(0.2);
      const drawn = drawnOf(manifest);
      expect([manifest.data.train, manifest.data.test]).toEqual([digestOf(drawn.train), digestOf(drawn.test)]);
      expect(examples).toBe(drawn.test.length);
      const [train, validation, test] = [groupsOf(drawn.train), groupsOf(drawn.validation), groupsOf(drawn.test)];
      expect(train.size + validation.size + test.size).toBe(riverSites);
    }
    const checked = await seedbed(['fsck', '--store', store]);
    expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining('no damage')]);
  });

  it('come again bit for bit, and are reported with a claim on their error', async () => {
    const again = await verify(folder, store, ['--backend', 'tensorflow', '--data', csv, '--jobs', '1', '--sample', '1']); // prettier-ignore
    expect([again.code, again.document?.runs.map(({ bitwise }) => bitwise)], again.stderr).toEqual([0, [true]]);
    const out = join(folder, 'report.html');
    const { code, stderr } = await seedbed(['report', folder, '--results', store, '--data', csv, '--out', out]);
    expect(code, stderr).toBe(0);
    const page = readFileSync(out, 'utf8');
    expect(page).toMatch(/<article class="claim supported" id="claim-N1"/);
    expect(page).toContain('id="figure-1-values"');
    expect(page).not.toContain('Not drawn');
    expect(loadExperiment(join(folder, 'experiment.yaml')).claims).toHaveLength(1);
  });
});

describe('numbers of a table, predicted by a program', () => {
  const folder = specFolder(riversSpec(program));
  cpSync(fileURLToPath(new URL('../testing/trainer', import.meta.url)), folder, { recursive: true });

  it('are given as float32, and its predictions are measured as numbers', async () => {
    const store = newStore();
    const ended = await seedbed(['run', folder, '--store', store, '--data', csv, '--yes', '--json']);
    expect(ended.code, ended.stderr).toBe(0);
    expect(documentOf(ended).trained).toHaveLength(riverRuns);
    for (const manifest of manifestsOf(store)) {
      const drawn = drawnOf(manifest);
      const flows = flowsOf(drawn.train);
      const mean = Math.fround(flows.reduce((sum, each) => sum + each, 0) / flows.length);
      const squares = flowsOf(drawn.test).map((flow) => (flow - mean) ** 2);
      const loss = squares.reduce((sum, each) => sum + each, 0) / squares.length;
      expect(manifest.measured?.test?.values['rmse']).toBeCloseTo(Math.sqrt(loss), 8);
      expect(manifest.data.targets).toEqual([{ name: 'flow', unit: 'm3/s' }]);
    }
    const again = await verify(folder, store, ['--data', csv, '--yes', '--sample', '1']);
    expect([again.code, again.document?.runs.map(({ bitwise }) => bitwise)], again.stderr).toEqual([0, [true]]);
  });

  it('are refused where they are none', async () => {
    const spec = join(folder, 'experiment.yaml');
    writeFileSync(spec, readFileSync(spec, 'utf8').replace('mean.mjs]', 'mean.mjs, nan]'));
    const { code, stderr } = await seedbed(['run', folder, '--store', newStore(), '--data', csv, '--yes', '--filter', 'r0 net at noise 0']); // prettier-ignore
    expect([code, stderr]).toEqual([3, expect.stringContaining('train.npy: NaN is predicted of example 0')]);
  });
});
