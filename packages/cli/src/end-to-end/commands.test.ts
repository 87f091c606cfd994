import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { programFolder } from '../testing/program.js';
import { seedbed } from '../testing/seedbed.js';
import { copyOf, manifestsOf } from '../testing/stores.js';
import { temporaryFolder, tinyFolder, tinyRuns } from '../testing/tiny.js';

const finished = inject('finished');
const [one, other] = manifestsOf(finished).map(({ id }) => id) as [string, string];
const folder = tinyFolder();
await seedbed(['record', folder, '--store', finished]);
const stored = ['--store', finished];

const answers: readonly (readonly string[])[] = [
  ['plan', folder, ...stored, '--backend', 'wasm'],
  ['run', folder, ...stored, '--backend', 'wasm'],
  ['run', folder, ...stored, '--backend', 'wasm', '--dry-run'],
  ['status', folder, ...stored],
  ['cancel', folder, ...stored],
  ['ls', ...stored],
  ['show', one.slice(0, 8), ...stored],
  ['diff', one, other, ...stored],
  ['fsck', ...stored],
  ['gc', ...stored, '--dry-run'],
  ['claims', folder],
  ['report', folder, '--out', join(temporaryFolder(), 'report.html')],
  ['export', folder, '--format', 'csv', '--out', temporaryFolder()],
  ['record', tinyFolder(), ...stored],
  ['reproduce', folder, '--store', copyOf(finished), '--backend', 'wasm'],
  ['doctor'],
  ['data', 'list'],
  ['trainer', 'check', programFolder(), '--yes'],
];
/** Commands that have commands of their own. */
const groups: readonly unknown[] = ['data', 'trainer'];

describe.concurrent('--json', () => {
  it.each(answers.map((words) => [words.slice(0, groups.includes(words[0]) ? 2 : 1).join(' '), words] as const))(
    'of %s prints one JSON document and nothing else on standard output',
    async (_, words) => {
      const { code, stdout, stderr } = await seedbed([...words, '--json']);
      expect(code, stderr).toBe(0);
      expect(typeof JSON.parse(stdout)).toBe('object');
    },
  );
});

describe.concurrent('--help', () => {
  const commands = [...new Set(answers.map(([command]) => command as string)), 'init', 'search', 'verify'];

  it.each([...commands, 'data list', 'data prepare', 'data check', 'data show', 'trainer check'])(
    'of %s has an example',
    async (command) => {
      const { code, stdout } = await seedbed([...command.split(' '), '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`\n  $ seedbed ${command}`);
    },
  );

  it('lists these commands and no others', async () => {
    const { stdout } = await seedbed(['--help']);
    const listed = [...stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}(\w+)/gm)].map((match) => match[1]);
    expect(listed.sort()).toEqual([...commands, 'help'].sort());
  });
});

describe('what a person reads', () => {
  it('plan: what is stored of what is planned', async () => {
    const { stdout } = await seedbed(['plan', folder, ...stored, '--backend', 'wasm']);
    expect(stdout).toContain(
      'stage   runs  measured  stored  levels\nsource     2         0       2\ntarget    12        12      12  2 of size, 3 of condition\n',
    );
    expect(stdout).toContain('14 runs, 12 of them measured: 14 stored, 0 to train\n');
  });

  it('plan --json: the config, id, label and measurements of every run', async () => {
    const { stdout } = await seedbed(['plan', folder, ...stored, '--backend', 'wasm', '--json']);
    const { runs } = JSON.parse(stdout) as { runs: readonly Record<string, unknown>[] };
    expect(runs).toHaveLength(tinyRuns);
    const asked = manifestsOf(finished).map(({ id, configId, config, stage, replicate, measure, evaluations }) => ({ runId: id, configId, config, stage, replicate, measure, evaluations })); // prettier-ignore
    for (const run of asked) expect(runs).toContainEqual(expect.objectContaining({ ...run, stored: true, refused: null })); // prettier-ignore
    const [first] = runs.filter(({ stage }) => stage === 'target');
    expect(first).toMatchObject({ label: 'r0 target at condition base, size 2', at: { condition: 'base', size: '2' }, needs: [] }); // prettier-ignore
  });

  it('plan: what the engine cannot train yet, by component, while the rest is planned', async () => {
    const mixed = tinyFolder({ 'base: {}': 'base: { stages.target.optimizer: program }' });
    const { code, stdout, stderr } = await seedbed(['plan', mixed, ...stored, '--backend', 'wasm']);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('10 stored, 0 to train, 4 that cannot be trained yet\n');
    expect(stdout).toMatch(/^cannot be trained yet: .*program.*: 4 runs$/m);
    const { stdout: json } = await seedbed(['plan', mixed, ...stored, '--backend', 'wasm', '--json']);
    const { runs } = JSON.parse(json) as { runs: readonly { refused: string | null }[] };
    expect(runs.filter(({ refused }) => refused?.includes('program'))).toHaveLength(4);
  });

  it('diff: the fields that differ, or that none does', async () => {
    expect((await seedbed(['diff', one, one, ...stored])).stdout).toBe('no difference\n');
    expect((await seedbed(['diff', one, other, ...stored])).stdout).toMatch(/^weights\.after +[0-9a-f]+ +[0-9a-f]+$/m);
  });

  it('ls of a store that is not there says so', async () => {
    const { stderr } = await seedbed(['ls', '--store', join(temporaryFolder(), 'nowhere')]);
    expect(stderr).toMatch(/^there is no store at .*nowhere$/m);
  });

  it('a reader who stops early, as head does, gets no error', () => {
    const program = fileURLToPath(new URL('../../bin/seedbed.mjs', import.meta.url));
    const command = `"${process.execPath}" "${program}" ls --json --store "${finished}" | head -c 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['[', '']);
  });
});

describe('report', () => {
  const write = async (zone: string, ...more: string[]) => {
    const out = join(temporaryFolder(), 'new', 'report.html');
    const { code, stderr } = await seedbed(['report', folder, '--out', out, ...more], { env: { TZ: zone } });
    expect(code, stderr).toBe(0);
    return readFileSync(out, 'utf8');
  };

  it('gives the same bytes twice, in any time zone, from the store and from reference results', async () => {
    const recorded = await write('UTC');
    expect(await write('Asia/Kathmandu')).toBe(recorded);
    expect(await write('UTC', '--results', finished)).toBe(recorded);
    expect(recorded).toContain('<title>');
  });

  it('that cannot be written is no defect of Seedbed', async () => {
    const { code, stderr } = await seedbed(['report', folder, '--out', join(folder, 'experiment.yaml', 'x.html')]);
    expect(stderr).toMatch(/^error: .*cannot be written/m);
    expect(code).toBe(4);
  });
});

it('record refuses a store that is not complete', async () => {
  const larger = tinyFolder({ 'replicates: 2': 'replicates: 3' });
  const { code, stderr } = await seedbed(['record', larger, ...stored]);
  expect(stderr).toContain(`7 of ${tinyRuns + 7} runs are not in the store`);
  expect(stderr).toContain('hint: first: seedbed run');
  expect(code).toBe(2);
});
