import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lives, processes, signal, until, workersOf } from '../testing/processes.js';
import { programFolder, programRuns } from '../testing/program.js';
import { documentOf, seedbed, start } from '../testing/seedbed.js';
import { checkpointed } from '../testing/interrupting.js';
import { digestsOf, manifestsOf, newStore } from '../testing/stores.js';
import { verify } from '../testing/verify.js';

const train = (folder: string, store: string, ...more: string[]) =>
  seedbed(['run', folder, '--store', store, '--yes', '--json', ...more]);

const folder = programFolder();
const whole = newStore();
const trained = await train(folder, whole, '--jobs', '2');

describe('a program that trains', () => {
  it('trains the runs of a spec, side by side, and is recorded with each', () => {
    expect(trained.code, trained.stderr).toBe(0);
    expect(documentOf(trained).trained).toHaveLength(programRuns);
    for (const { backend, trainer, numerics, outcome, measured, loss, curve } of manifestsOf(whole)) {
      expect(backend).toMatchObject({ name: 'program linear', threads: 1 });
      expect(trainer).toMatchObject({ command: ['node', 'train.mjs'], determinism: 'bitwise' });
      expect(Object.keys(trainer?.files ?? {})).toEqual(['arrays.mjs', 'habits.mjs', 'network.mjs', 'train.mjs']);
      expect([numerics, outcome.status, loss.steps, curve.map(({ step }) => step)]).toEqual([1, 'ok', 15, [5, 10, 15]]);
      // Three classes, one of three examples by chance.
      expect(measured?.test?.values['accuracy']).toBeGreaterThan(50);
    }
  });

  it('trains nothing the second time, and gives the same one at a time', async () => {
    const again = await train(folder, whole);
    expect(documentOf(again).skipped).toHaveLength(programRuns);
    const store = newStore();
    await train(folder, store, '--jobs', '1');
    expect(digestsOf(store)).toEqual(digestsOf(whole));
  });

  it('passes verify and fsck', async () => {
    const { code, document, stderr } = await verify(folder, whole, ['--all', '--jobs', '2', '--yes']);
    expect(code, stderr).toBe(0);
    expect(document.runs.map(({ bitwise, judged }) => [bitwise, judged])).toEqual(Array.from({ length: programRuns }, () => [true, 'bitwise'])); // prettier-ignore
    const checked = await seedbed(['fsck', '--store', whole]);
    expect(checked.code, checked.stdout + checked.stderr).toBe(0);
  });

  it('is found out by verify where it draws from the clock', async () => {
    const [lying, store] = [programFolder('draws its start from the clock'), newStore()];
    const only = ['--filter', 'r0 fit at momentum 0'];
    expect((await train(lying, store, ...only)).code).toBe(0);
    const { code, document } = await verify(lying, store, [...only, '--yes', '--trace', '0']);
    expect(code).toBe(1);
    expect(document.runs[0]).toMatchObject({ bitwise: false, firstStep: 1 });
  });
});

it('counts no results of the engine as its own, nor the engine those of a program', async () => {
  // A network that both could train; the program of this test trains it, the engine is asked for nothing.
  const engine = programFolder(undefined, {
    'trainer: { command: [node, train.mjs] }\n': '',
    'layers: [program]': 'layers: [classifier]',
    '{ program: { momentum: $momentum } }': '{ sgd: { momentum: $momentum } }',
  });
  const store = newStore();
  const trainedByEngine = await seedbed(['run', engine, '--store', store, '--backend', 'cpu', '--json']);
  expect(trainedByEngine.code, trainedByEngine.stderr).toBe(0);
  const spec = join(engine, 'program.yaml');
  writeFileSync(spec, 'extends: experiment.yaml\ntrainer: { command: [node, train.mjs] }\n');
  const { stdout, stderr } = await seedbed(['status', spec, '--store', store]);
  expect(stdout).toMatch(new RegExp(`^ +${programRuns} +0 +0 +${programRuns}$`, 'm'));
  expect(stderr).toContain(`${programRuns} runs of the engine left aside: the spec names another trainer`);
});

describe('a program of an installed package', () => {
  const name = '@my-lab/linear';
  /** The same spec, whose program lies in a package. @param declared what its package.json says of Seedbed. */
  const installed = (declared: object): string => {
    const own = programFolder();
    const home = join(own, 'node_modules', name);
    mkdirSync(home, { recursive: true });
    for (const file of readdirSync(own).filter((each) => each.endsWith('.mjs')))
      renameSync(join(own, file), join(home, file));
    writeFileSync(join(home, 'package.json'), JSON.stringify({ name, version: '1.2.0', type: 'module', seedbed: declared })); // prettier-ignore
    const spec = join(own, 'experiment.yaml');
    writeFileSync(spec, readFileSync(spec, 'utf8').replace(/^trainer: .*$/m, `trainer: { package: '${name}' }`));
    return own;
  };
  const only = ['--filter', 'r0 fit at momentum 0'];

  it('trains the same runs, and is recorded with its version', async () => {
    const store = newStore();
    const { code, stderr } = await train(installed({ trainer: 1, command: ['node', 'train.mjs'] }), store, ...only);
    expect(code, stderr).toBe(0);
    const [manifest] = manifestsOf(store);
    expect(manifest?.trainer).toMatchObject({ package: `${name} 1.2.0`, command: ['node', 'train.mjs'] });
    expect(digestsOf(whole)).toMatchObject(digestsOf(store));
  });

  it.each([
    ['is for another version of the protocol', { trainer: 9, command: ['node', 'train.mjs'] }, 'made for version 9 of the trainer contract'], // prettier-ignore
    ['is no trainer', { dataset: 2 }, 'the package does not say that it is a trainer plugin'],
    ['names no program', { trainer: 1 }, 'its package.json does not say which program trains'],
    ['names a program elsewhere', { trainer: 1, command: ['node', '../../../train.mjs'] }, `../../../train.mjs is not in the folder of ${name} 1.2.0`], // prettier-ignore
  ])('is refused where it %s', async (_, declared, message) => {
    const { code, stderr } = await train(installed(declared), newStore(), ...only);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('in the middle of a run', () => {
  const only = ['--filter', 'r0 fit at momentum 0.9', '--jobs', '1', '--checkpoint', '0'];
  const label = 'r0 fit at momentum 0.9';
  const programsOf = (scheduler: number) =>
    workersOf(scheduler).flatMap((worker) => processes().filter(({ parent, command }) => parent === worker && command.includes('train.mjs'))).map(({ pid }) => pid); // prettier-ignore

  /** Starts a run that waits in its middle, after a checkpoint. */
  async function waiting(...more: string[]) {
    const [waits, store] = [programFolder('waits'), newStore()];
    writeFileSync(join(waits, 'wait'), '');
    const started = start(['run', waits, '--store', store, '--yes', '--json', ...only, ...more]);
    let over = false;
    void started.ended.then(() => (over = true));
    await until(() => over || checkpointed(store), 'a checkpoint');
    const [program] = programsOf(started.pid);
    const goOn = () => rmSync(join(waits, 'wait'), { force: true });
    return { waits, store, started, program: program as number, goOn };
  }

  /** The digest of the run that waited is that of the one that did not. */
  const expectSame = (store: string) => {
    const digests = digestsOf(store);
    expect(Object.keys(digests)).toHaveLength(1);
    expect(digestsOf(whole)).toMatchObject(digests);
  };

  it('the whole command is killed, and the same command goes on from the checkpoint', async () => {
    const { waits, store, started, program, goOn } = await waiting();
    signal(-started.pid, 'SIGKILL');
    await started.ended;
    await until(() => !lives(program), 'the program ends');
    expect(manifestsOf(store)).toEqual([]);
    goOn();
    const again = await train(waits, store, ...only);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).toMatch(new RegExp(`^${label} goes on after step \\d+$`, 'm'));
    expect(manifestsOf(store)[0]?.cost.resumedAt).toHaveLength(1);
    expectSame(store);
  });

  it('the program is killed, and its run is tried again in a new process', async () => {
    const { store, started, program, goOn } = await waiting();
    goOn();
    signal(program, 'SIGKILL');
    const { code, stderr } = await started.ended;
    expect(code, stderr).toBe(0);
    expect(stderr).toContain(`${label} is tried again in a new process: node train.mjs waits was killed by SIGKILL`);
    expectSame(store);
  });

  it('the program is killed, and nothing is tried again', async () => {
    const { store, started, program } = await waiting('--retries', '0');
    signal(program, 'SIGKILL');
    const { code, stderr } = await started.ended;
    expect(code, stderr).toBe(3);
    expect(stderr).toContain(`${label}: node train.mjs waits was killed by SIGKILL [SB_WORKER_LOST]\nhint: somebody else ended it, most often the system, for want of memory`); // prettier-ignore
    expect(existsSync(store) && manifestsOf(store)).toEqual([]);
  });

  it('the scheduler alone is killed, and no program is left', async () => {
    const { started, program } = await waiting();
    expect(lives(program)).toBe(true);
    signal(started.pid, 'SIGKILL');
    await started.ended;
    await until(() => !lives(program), 'the program ends');
  });
});
