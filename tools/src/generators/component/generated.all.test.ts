import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scratch } from '../testing/scratch';

const kinds = ['method', 'family', 'metric', 'layer'];

/** A few steps of a network with the layer and the method, with a claim on the metric. */
const spec = (text: string) =>
  text
    .replace(/^name: .*$/m, 'name: both')
    .replace('replicates: 5', 'replicates: 1')
    .replace('steps: 60', "steps: 6\n  methods: [{ '@seedbed/method-tint:tint': 0.1 }]")
    .replace("statement: With tint the network is better.", "statement: With tint the network is better.\n    metric: test.@seedbed/metric-tint:tint"); // prettier-ignore

describe('components that are generated, in a copy of the workspace', { timeout: 1_800_000 }, () => {
  let scratch: Scratch;
  beforeAll(() => {
    scratch = new Scratch();
    for (const kind of kinds) scratch.run(`npx nx g tools:${kind} tint${kind === 'layer' ? '' : ' --skipInstall'}`);
    for (const kind of kinds) scratch.run(`npx tsc --build packages/${kind}-tint/tsconfig.json`);
  });
  afterAll(() => scratch.remove());

  it.each(kinds)('a %s passes its kit, and its experiment plans', (kind) => {
    const said = scratch.run('npx vitest run --no-color', join(scratch.workspace, 'packages', `${kind}-tint`));
    expect(said).toMatch(/Tests +\d+ passed/);
    expect(scratch.run(`npx seedbed plan ${kind}-tint --backend wasm`)).toMatch(/\d+ to train\n/);
  });

  it('a layer, a method and a metric train together, and repeat', () => {
    const backend = 'tensorflow';
    const folder = join(scratch.workspace, 'experiments', 'both');
    mkdirSync(folder, { recursive: true });
    const path = join(scratch.workspace, 'experiments', 'layer-tint', 'experiment.yaml');
    writeFileSync(join(folder, 'experiment.yaml'), spec(readFileSync(path, 'utf8')));
    const store = `.seedbed/both-${backend}`;
    const ended = JSON.parse(scratch.run(`npx seedbed run both --store ${store} --backend ${backend} --jobs 1 --json`));
    expect(ended).toMatchObject({ trained: [{}, {}, {}, {}], failed: [] });
    expect(scratch.run(`npx seedbed verify both --results ${store} --backend ${backend}`)).toContain('bit for bit');
    expect(scratch.run(`npx seedbed fsck --store ${store}`)).toContain('no damage');
    scratch.run(`npx seedbed report both --results ${store} --out .seedbed/both.html`);
    const report = join(scratch.workspace, '.seedbed', 'both.html');
    expect(existsSync(report) && readFileSync(report, 'utf8').includes('@seedbed/layer-tint:tint')).toBe(true);
  });

  it('what was generated is formatted, lints, and Nx has nothing to sync', () => {
    const folders = kinds.flatMap((kind) => [`packages/${kind}-tint`, `experiments/${kind}-tint`]);
    scratch.run(`npx prettier --check ${folders.join(' ')} tsconfig.json`);
    scratch.run(`npx eslint ${kinds.map((kind) => `packages/${kind}-tint`).join(' ')}`);
    scratch.run('npx nx sync:check');
  });
});
