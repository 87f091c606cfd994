import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { digestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder, tinyRuns } from '../testing/tiny.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const finished = inject('finished');
const folder = tinyFolder();

/** An installation of its own: Seedbed's built packages copied, all others linked. */
function install(): string {
  const modules = join(temporaryFolder(), 'node_modules');
  mkdirSync(join(modules, '@seedbed'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@seedbed' && !name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const name of readdirSync(join(root, 'packages'))) {
    const [from, to] = [join(root, 'packages', name), join(modules, '@seedbed', name)];
    for (const part of ['package.json', 'dist', 'bin', 'browser', 'node_modules'])
      cpSync(join(from, part), join(to, part), { recursive: true, force: true, verbatimSymlinks: true, filter: exists(from, part) }); // prettier-ignore
  }
  return modules;
}

const exists = (from: string, part: string) => {
  const there = readdirSync(from).includes(part);
  return () => there;
};

const command = (modules: string, ...words: (string | Record<string, string>)[]) =>
  spawnSync(
    process.execPath,
    [join(modules, '@seedbed/cli/bin/seedbed.mjs'), ...words.filter((word) => typeof word === 'string')],
    {
      // prettier-ignore
      encoding: 'utf8',
      env: Object.assign({ ...process.env, CI: undefined, NODE_OPTIONS: undefined }, ...words.filter((word) => typeof word === 'object')) as NodeJS.ProcessEnv, // prettier-ignore
    },
  );

function edit(modules: string, file: string, from: string, to: string): void {
  const path = join(modules, '@seedbed', file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`"${from}" is not in ${file}`);
  writeFileSync(path, text.replace(from, to));
}

const notice = `${tinyRuns} of ${tinyRuns} stored runs were made by other engine sources than those here, and none of them was executed again with those here: seedbed verify ${folder} --sample 5 shows whether the numbers are still the same`;
/** Of the runs of the store that `run` uses. */
const offer = `; seedbed run ${folder} --again trains them again`;
const stored = ['--store', finished, '--backend', 'wasm'];
const commands = [
  ['plan', folder, ...stored],
  ['run', folder, ...stored],
  ['claims', folder, '--results', finished],
  ['report', folder, '--results', finished, '--out', join(temporaryFolder(), 'report.html')],
];

describe('stored runs that other sources made', () => {
  let modules: string;
  beforeEach(() => {
    modules = install();
    return () => rmSync(modules, { recursive: true, force: true });
  });

  it('a changed schedule is noticed by plan, run, claims and report, in one line, and not in the report', () => {
    // The first step is as it was, so the probe before training has nothing to say.
    edit(modules, 'engine/dist/schedules/cosine.js', 'Math.PI * step', 'Math.PI * step * 2');
    const answers = commands.map((words) => command(modules, ...words));
    for (const [index, { status, stdout, stderr }] of answers.entries()) {
      expect(status, stderr).toBe(0);
      const line = index < 2 ? `${notice}${offer}` : notice;
      expect(stderr.split('\n').filter((each) => each === line)).toHaveLength(1);
      expect(stdout).not.toContain('other engine sources');
    }
    expect(answers[1]?.stdout).toMatch(/^0 runs trained, 14 stored before/);
    expect(readFileSync(commands[3]?.at(-1) as string, 'utf8')).not.toContain('other engine sources');
    // Under the same run id other numbers: nothing but the notice shows it.
    const anew = newStore();
    command(
      modules,
      'run',
      folder,
      '--store',
      anew,
      '--backend',
      'wasm',
      '--filter',
      'r0 target at condition base, size 2',
    );
    const [[id, result]] = Object.entries(digestsOf(anew)) as [[string, string]];
    expect(digestsOf(finished)[id]).toMatch(/^[0-9a-f]{64}$/);
    expect(digestsOf(finished)[id]).not.toBe(result);
  });

  it.each([
    ['the draw', 'core/dist/dataset/classes.js', 'free.splice(0, asked)', 'free.splice(0, asked).reverse()'],
    ['a seed stream', 'core/dist/seeds/streams.js', 'uniform() * bound', '(1 - uniform()) * bound'],
  ])('so is %s', (_, file, from, to) => {
    edit(modules, file, from, to);
    expect(command(modules, ...(commands[0] as string[])).stderr).toContain(notice);
  });

  it('so is a package that decides numbers', () => {
    const linked = join(modules, 'seedrandom');
    const original = realpathSync(linked);
    unlinkSync(linked);
    cpSync(original, linked, { recursive: true });
    const generator = join(modules, 'seedrandom/lib/xor4096.js');
    const text = readFileSync(generator, 'utf8');
    expect(text).toContain('>>> 16');
    writeFileSync(generator, text.replace('>>> 16', '>>> 15'));
    expect(command(modules, ...(commands[0] as string[])).stderr).toContain(notice);
  });

  it('a worker that finds other sources than its command did refuses to train', () => {
    // The command reads the engine before it starts workers; this one is changed in between.
    const preload = join(temporaryFolder(), 'rebuilt.cjs');
    const file = join(modules, '@seedbed/engine/dist/network/pass.js');
    writeFileSync(
      preload,
      `if (process.send) require('node:fs').appendFileSync(${JSON.stringify(file)}, '\\nvoid 0;');`,
    );
    const words = [
      'run',
      folder,
      '--store',
      newStore(),
      '--backend',
      'wasm',
      '--filter',
      'r0 target at condition base, size 2',
    ];
    const { status, stderr } = command(modules, { NODE_OPTIONS: `--require ${preload}` }, ...words);
    expect([status, stderr]).toEqual([4, expect.stringContaining('SB_SOURCES_CHANGED')]);
  });

  it('a comment re-runs nothing and says nothing, and neither does the test kit', () => {
    edit(modules, 'engine/dist/network/pass.js', 'function backward', '/* another word */ function backward');
    edit(modules, 'core/dist/seeds/streams.js', '/**', '/** Another word. ');
    mkdirSync(join(modules, '@seedbed/engine/dist/testing'), { recursive: true });
    writeFileSync(join(modules, '@seedbed/engine/dist/testing/more.js'), 'export const more = 1;');
    const planned = command(modules, ...(commands[0] as string[]));
    expect(planned.stdout).toContain('14 stored, 0 to train');
    expect([planned.status, planned.stderr.includes('sources')]).toEqual([0, false]);
  });
});
