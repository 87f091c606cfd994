import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { layoutOf } from './cache';
import { clean } from './clean';
import type { Request } from './plan';
import { plan } from './plan';
import { silent } from './progress';
import { which } from './programs';
import { provision } from './provision';
import { fakeWorkspace } from './testing/fake-package';
import { fakeCuda, fakeWheel, realPython, type FakeWheel } from './testing/fake-wheel';
import { serveIndex } from './testing/server';

/** What is not here of what the README asks for native TensorFlow; null where all is. */
const missing = (() => {
  if (process.platform !== 'linux') return 'this is not Linux';
  const needed = [['c++', '--version'], ['python3', '-m', 'pip', '--version']] as const; // prettier-ignore
  const absent = needed.find(([program, ...words]) => spawnSync(program, words, { stdio: 'ignore' }).status !== 0);
  return absent ? `\`${absent.join(' ')}\` does not work here` : null;
})();
const optional = missing !== null && !process.env['SEEDBED_REQUIRE_NATIVE'];

// The whole way with a 3 MB wheel: pip, the Python helpers, the compiler and the self test are the real ones.
describe.skipIf(optional)(`provision${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let base: string;
  let here: string;
  let python: string;
  let wheel: FakeWheel;
  let request: Request;
  let said: string[];

  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'native-'));
    python = realPython();
    wheel = fakeWheel(join(base, 'wheel'), python);
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  beforeEach(() => {
    here = mkdtempSync(join(base, 'case-'));
    said = [];
    const workspace = fakeWorkspace(join(here, 'workspace'));
    request = {
      workspace,
      pins: { pin: wheel.pin, cuda: [] },
      platform: 'linux',
      arch: 'x64',
      env: environment(),
      signal: new AbortController().signal,
      progress: { ...silent, say: (line) => void said.push(line) },
      lock: { poll: 20 },
    };
  });

  /** Only what the test gives: no mirrors and no configuration of the machine it runs on. */
  const environment = (more: Record<string, string> = {}) => ({
    PATH: process.env['PATH'],
    HOME: here,
    PYTHON: python,
    SEEDBED_CACHE: join(here, 'cache'),
    PIP_CONFIG_FILE: '/dev/null',
    PIP_NO_INDEX: '1',
    PIP_FIND_LINKS: wheel.index,
    ...more,
  });

  const onlineEnvironment = (url: string) => {
    return {
      ...environment({ PIP_INDEX_URL: url, NO_PROXY: '*' }),
      PIP_NO_INDEX: undefined,
      PIP_FIND_LINKS: undefined,
    };
  };

  const child = (env: Record<string, string | undefined>, ...args: string[]) => {
    const script = ['-r', '@swc-node/register', join(__dirname, 'testing', 'child.ts')];
    const started = spawn(process.execPath, [...script, request.workspace, JSON.stringify(wheel.pin), ...args], {
      env,
    });
    let stdout = '';
    let stderr = '';
    started.stdout.on('data', (data) => (stdout += data));
    started.stderr.on('data', (data) => (stderr += data));
    const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
      started.on('close', (code) => resolve({ code, stdout, stderr })),
    );
    return { process: started, said: () => stderr, ended };
  };

  const until = async (condition: () => boolean) => {
    while (!condition()) await sleep(20);
  };

  it('builds once, then finds everything there', async () => {
    const first = await provision(request);
    expect(first).toMatchObject({ status: 'provisioned', tensorflow: '2.21.0' });
    const { layout, tfjsNode } = plan(request);
    expect(realpathSync(join(tfjsNode.folder, 'lib', 'napi-v8'))).toBe(realpathSync(layout.bindingFolder));
    expect(readdirSync(layout.root).sort()).toEqual(['deps', 'lib', 'ready.json']);
    said = [];
    const again = await provision({ ...request, env: environment({ PATH: '/nowhere', PYTHON: '' }) });
    expect(again.status).toBe('ready');
    expect(said).toEqual([]);
  });

  it('looks at the driver, and brings the parts of CUDA to where TensorFlow looks for them', async () => {
    const cuda = fakeCuda(wheel, here, python);
    const gpu = { ...request, gpu: true, pins: { pin: wheel.pin, cuda } };
    const bin = join(here, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'nvidia-smi'), '#!/bin/sh\necho "NVIDIA Test, $DRIVER"\n', { mode: 0o755 });
    const withDriver = (DRIVER: string) => environment({ PATH: `${bin}:${process.env['PATH']}`, DRIVER });
    await expect(provision({ ...gpu, env: withDriver('470.1.2') })).rejects.toMatchObject({ code: 'SB_NATIVE_DRIVER' });
    const { cache } = await provision({ ...gpu, env: withDriver('580.1.2') });
    expect(said).toContain('found NVIDIA Test, 580.1.2');
    const nvidia = join(cache, 'deps', 'nvidia');
    expect(readdirSync(join(nvidia, 'cublas', 'lib')).sort()).toEqual(['libcublas.so.12', 'libcusolver.so.11']);
    expect(realpathSync(join(nvidia, 'cublas', 'lib', 'libcusolver.so.11'))).toBe(
      realpathSync(join(nvidia, 'cusolver', 'lib', 'libcusolver.so.11')),
    );
    // What was cut short is noticed; the build for the processor is another one.
    expect((await provision({ ...gpu, anyMachine: true })).status).toBe('ready');
    truncateSync(join(nvidia, 'cusolver', 'lib', 'libcusolver.so.11'), 10);
    expect((await provision({ ...gpu, anyMachine: true })).status).toBe('provisioned');
    expect((await provision(request)).cache).not.toBe(cache);
  });

  it('starts anew where a library was cut short, and only links where another checkout built it', async () => {
    const { cache } = await provision(request);
    truncateSync(join(cache, 'deps', 'lib', 'libtensorflow_cc.so.2'), 10);
    expect((await provision(request)).status).toBe('provisioned');
    expect(said.filter((line) => line.startsWith('compiling'))).toHaveLength(2);
    const other = { ...request, workspace: fakeWorkspace(join(here, 'other')) };
    expect((await provision(other)).status).toBe('provisioned');
    expect(said.filter((line) => line.startsWith('compiling'))).toHaveLength(2);
  });

  it('keeps the build that is there when a forced one fails, and cleans up when asked', async () => {
    await provision(request);
    const broken = { ...request, force: true, env: environment({ PIP_FIND_LINKS: here }) };
    await expect(provision(broken)).rejects.toMatchObject({ code: 'SB_NATIVE_WHEEL' });
    expect((await provision(request)).status).toBe('ready');
    const folder = await clean(request);
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(join(plan(request).tfjsNode.folder, 'lib', 'napi-v8'))).toBe(false);
  });

  it('names a missing compiler and a missing Python together, before any download', async () => {
    const env = environment({ PATH: join(here, 'empty'), PYTHON: '' });
    await expect(provision({ ...request, env })).rejects.toMatchObject({
      code: 'SB_NATIVE_PYTHON',
      message: expect.stringContaining('no C++ compiler'),
    });
  });

  it('names a missing compiler alone', async () => {
    const env = environment({ PATH: join(here, 'empty') });
    await expect(provision({ ...request, env })).rejects.toMatchObject({ code: 'SB_NATIVE_COMPILER' });
    expect(said).toEqual([]);
  });

  it('names a missing pip', async () => {
    const bin = join(here, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'python3'), '#!/bin/sh\necho "No module named pip" >&2\nexit 1\n');
    chmodSync(join(bin, 'python3'), 0o755);
    symlinkSync(which('c++', process.env) as string, join(bin, 'c++'));
    const env = environment({ PATH: bin, PYTHON: '' });
    await expect(provision({ ...request, env })).rejects.toMatchObject({ code: 'SB_NATIVE_PIP' });
  });

  it('says so and exits 0, or 4 when strict', async () => {
    const env = environment({ PATH: join(here, 'empty') });
    const usual = await child(env).ended;
    expect(usual).toMatchObject({ code: 0, stdout: '' });
    expect(usual.stderr).toMatch(/^SB_NATIVE_COMPILER: .*Going on with WebAssembly\.\n$/);
    const strict = await child(env, '--strict', '--json').ended;
    expect(strict.code).toBe(4);
    expect(JSON.parse(strict.stdout)).toMatchObject({ status: 'unavailable', code: 'SB_NATIVE_COMPILER', cache: null });
  });

  it('refuses a wheel with another checksum and keeps nothing of it', async () => {
    const pin = { ...wheel.pin, sha256: '0'.repeat(64) };
    const pins = { pin, cuda: [] };
    await expect(provision({ ...request, pins })).rejects.toMatchObject({ code: 'SB_NATIVE_CHECKSUM' });
    expect(readdirSync(plan({ ...request, pins }).layout.work)).toEqual([]);
  });

  it('replaces a partial download that does not fit', async () => {
    const { layout } = plan(request);
    mkdirSync(layout.work, { recursive: true });
    writeFileSync(layout.part, 'not the beginning of the wheel');
    expect((await provision(request)).status).toBe('provisioned');
    expect(said.join()).toContain('downloading anew');
  });

  it('unpacks again, without downloading again, what was interrupted in between', async () => {
    const { layout } = plan(request);
    mkdirSync(join(layout.work, 'unpack-1', 'lib'), { recursive: true });
    copyFileSync(wheel.file, layout.wheel);
    expect((await provision({ ...request, env: environment({ PIP_FIND_LINKS: here }) })).status).toBe('provisioned');
    expect(said.join()).not.toContain('downloading');
  });

  it('goes on by itself where the connection breaks', async () => {
    const server = await serveIndex(wheel.file);
    server.fault = { after: 2.5e6, how: 'close' };
    const found = await provision({ ...request, env: onlineEnvironment(server.url) }).finally(server.close);
    expect(found.status).toBe('provisioned');
    expect(server.ranges).toEqual(['bytes=0-', expect.stringMatching(/^bytes=[1-9]\d+-$/)]);
  });

  it('leaves a clean cache when interrupted, and resumes the download', async () => {
    const server = await serveIndex(wheel.file);
    const env = onlineEnvironment(server.url);
    const { layout } = plan(request);
    server.fault = { after: 2.5e6, how: 'stall' };
    const first = child(env);
    await until(() => existsSync(layout.part) && statSync(layout.part).size > 0);
    first.process.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 130, stderr: expect.stringContaining('SB_NATIVE_INTERRUPTED') });
    expect(readdirSync(layout.work)).toEqual(['wheel.part']);
    expect(existsSync(layout.lock)).toBe(false);
    const second = await child(env, '--json').ended;
    server.close();
    expect(JSON.parse(second.stdout)).toMatchObject({ status: 'provisioned' });
    expect(server.ranges.at(-1)).toMatch(/^bytes=[1-9]\d+-$/);
  });

  it('lets a second run wait for the first, and takes over from one that was killed', async () => {
    const server = await serveIndex(wheel.file);
    const env = onlineEnvironment(server.url);
    const { layout } = plan(request);
    server.fault = { after: 2.5e6, how: 'stall' };
    const killed = child(env);
    await until(() => existsSync(layout.part));
    const [waiting, other] = [child(env, '--json'), child(env, '--json')];
    const words = `waiting for process ${killed.process.pid}`;
    await until(() => [waiting, other].every(({ said }) => said().includes(words)));
    killed.process.kill('SIGKILL');
    const ends = await Promise.all([waiting.ended, other.ended]);
    server.close();
    expect(ends.map(({ stdout }) => JSON.parse(stdout).status as string).sort()).toEqual(['provisioned', 'ready']);
    expect(readdirSync(join(layout.root, '..'))).toEqual([layoutOf('', layout.root).root.split('/').at(-1)]);
  });
});
