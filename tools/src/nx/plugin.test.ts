import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectionTargets, createNodesV2, experimentTargets, namedSpec } from './plugin';

const root = join(__dirname, '..', '..', '..');
const verbs = ['claims', 'plan', 'report', 'reproduce', 'run', 'verify'];
const environment = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };

describe('inferred targets', () => {
  it('are the same for every experiment, and are never served from the cache', () => {
    const targets = experimentTargets('example');
    expect(Object.keys(targets).sort()).toEqual(verbs);
    for (const target of Object.values(targets)) {
      expect(target.cache).toBe(false);
      expect(target.options.command).toMatch(/ experiments\/example$/);
    }
  });

  it('give the collection a configuration for each experiment, and only its default something smaller to fall back on', () => {
    const { reproduce } = collectionTargets([
      { name: 'fashion-mnist', path: 'experiments/fashion-mnist' },
      { name: 'other', path: 'experiments/other' },
    ]);
    expect(Object.keys(reproduce?.configurations ?? {})).toEqual(['fashion-mnist', 'other']);
    expect(reproduce?.options.command).toMatch(/ experiments\/fashion-mnist --without-native experiments\/smoke$/);
    expect(reproduce?.configurations?.['other'].command).toMatch(/ experiments\/other$/);
  });

  it('name a spec by its folder, and a variant by its file, too', () => {
    expect(namedSpec('experiments/smoke/experiment.yaml')).toEqual({ name: 'smoke', path: 'experiments/smoke' });
    const paper = { name: 'tinyimagenet-paper', path: 'experiments/tinyimagenet/paper.yaml' };
    expect(namedSpec('experiments/tinyimagenet/paper.yaml')).toEqual(paper);
  });

  it('provision native TensorFlow before anything trains, and not for a report', () => {
    const native = { projects: ['tools'], target: 'native' };
    const { run, report } = experimentTargets('example');
    expect(run?.dependsOn).toContainEqual(native);
    expect(report?.dependsOn).not.toContainEqual(native);
  });

  it('come from the specs in the folders of experiments', async () => {
    const [pattern, create] = createNodesV2;
    expect(pattern).toBe('experiments/*/*.yaml');
    const written = ['experiments/a/experiment.choices.yaml', 'experiments/b/resolved.yaml'];
    const specs = ['experiments/c/paper.yaml', 'experiments/b/experiment.yaml', 'experiments/a/experiment.yaml'];
    const results = await create([...written, ...specs], undefined, {
      workspaceRoot: root,
      nxJsonConfiguration: {},
    });
    const projects = Object.assign({}, ...results.map(([, { projects: made }]) => made));
    expect(Object.keys(projects).sort()).toEqual(['experiments', 'experiments/a', 'experiments/b']);
    const { reproduce } = projects.experiments.targets;
    expect(Object.keys(reproduce.configurations)).toEqual(['a', 'b', 'c-paper']);
    expect(reproduce.configurations['c-paper'].command).toMatch(/ reproduce experiments\/c\/paper\.yaml$/);
  });

  it('are what Nx sees in this workspace', () => {
    // Nx keeps what it knows of a workspace; here, for as long as it takes.
    const kept = mkdtempSync(join(tmpdir(), 'seedbed-nx-'));
    const env = { ...environment, NX_WORKSPACE_DATA_DIRECTORY: join(kept, 'data'), NX_CACHE_DIRECTORY: join(kept, 'cache') }; // prettier-ignore
    const words = [require.resolve('nx/bin/nx.js'), 'show', 'projects', '--json'];
    const seen = execFileSync(process.execPath, words, { cwd: root, env });
    rmSync(kept, { recursive: true, force: true });
    const names = JSON.parse(seen.toString()) as string[];
    const folders = readdirSync(join(root, 'experiments')).filter((name) =>
      existsSync(join(root, 'experiments', name, 'experiment.yaml')),
    );
    expect(folders.length).toBeGreaterThan(0);
    expect(names).toEqual(expect.arrayContaining([...folders, 'experiments', 'tools']));
  });
});
