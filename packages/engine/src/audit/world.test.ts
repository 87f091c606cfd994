import childProcess from 'node:child_process';
import crypto, { generateKeySync } from 'node:crypto';
import fs, { statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { auditImport, auditOpening, auditRun } from './guard.js';

const here = fileURLToPath(import.meta.url);
const file = fs.mkdtempSync(`${os.tmpdir()}/seedbed-audit-`);
afterAll(() => fs.rmSync(file, { recursive: true }));
const at = new Date(0);
const formats = new Intl.DateTimeFormat('en');

/** Ways to learn of the world, each by what its message calls it. */
const ways: readonly [string, string, () => unknown][] = [
  ['SB_UNSEEDED_RANDOM', 'crypto.generateKeySync()', () => generateKeySync('hmac', { length: 64 })],
  ['SB_UNSEEDED_RANDOM', 'crypto.generateKeyPairSync()', () => crypto.generateKeyPairSync('ed25519')],
  ['SB_UNSEEDED_RANDOM', 'crypto.generatePrimeSync()', () => crypto.generatePrimeSync(32)],
  ['SB_UNSEEDED_RANDOM', 'crypto’s generateKeys()', () => crypto.createECDH('secp256k1').generateKeys()],
  ['SB_UNSEEDED_RANDOM', "fs.openSync('/dev/urandom')", () => fs.openSync('/dev/urandom', 'r')],
  ['SB_UNSEEDED_RANDOM', "fs.promises.readFile('/dev/../dev/random')", () => fs.promises.readFile('/dev/../dev/random')], // prettier-ignore
  ['SB_CLOCK_IN_RUN', 'performance.mark()', () => performance.mark('a')],
  ['SB_CLOCK_IN_RUN', 'performance.timeOrigin', () => performance.timeOrigin],
  ['SB_CLOCK_IN_RUN', 'process.uptime()', () => process.uptime()],
  ['SB_CLOCK_IN_RUN', 'process.cpuUsage()', () => process.cpuUsage()],
  ['SB_CLOCK_IN_RUN', 'Intl.DateTimeFormat’s format() without a date', () => formats.format()],
  ['SB_CLOCK_IN_RUN', 'Intl.DateTimeFormat’s format() without a date', () => formats.formatToParts()],
  ['SB_MACHINE_IN_RUN', 'os.uptime()', () => os.uptime()],
  ['SB_MACHINE_IN_RUN', 'os.freemem()', () => os.freemem()],
  ['SB_MACHINE_IN_RUN', 'os.hostname()', () => os.hostname()],
  ['SB_MACHINE_IN_RUN', 'process.memoryUsage()', () => process.memoryUsage()],
  ['SB_MACHINE_IN_RUN', 'process.pid', () => process.pid],
  ['SB_MACHINE_IN_RUN', 'process.env.HOME', () => process.env['HOME']],
  ['SB_MACHINE_IN_RUN', 'process.env', () => Object.keys(process.env)],
  ['SB_MACHINE_IN_RUN', 'localeCompare() without a locale', () => 'a'.localeCompare('b')],
  ['SB_MACHINE_IN_RUN', 'Intl.Collator() without a locale', () => new Intl.Collator()],
  ['SB_MACHINE_IN_RUN', 'fs.statSync()’s mtimeMs', () => statSync(file).mtimeMs],
  ['SB_MACHINE_IN_RUN', 'fs.promises.stat()’s mtime', async () => (await fs.promises.stat(file)).mtime],
  ['SB_MACHINE_IN_RUN', "fs.readFileSync('/proc/uptime')", () => fs.readFileSync('/proc/uptime')],
  ['SB_NETWORK_IN_RUN', 'net’s connect()', () => net.connect(9, '127.0.0.1')],
  ['SB_NETWORK_IN_RUN', 'fetch()', () => fetch('http://127.0.0.1:9')],
  ['SB_UNWATCHED_IN_RUN', 'worker_threads.Worker()', () => new Worker('0', { eval: true })],
  ['SB_UNWATCHED_IN_RUN', 'vm.runInNewContext()', () => vm.runInNewContext('Math.random()')],
  ['SB_UNWATCHED_IN_RUN', 'child_process.execSync()', () => childProcess.execSync('date')],
];

const openingOf = (body: () => unknown, allows: readonly string[] = []) =>
  auditOpening('x', allows, {}, async () => body());
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('a plugin that opens its data', () => {
  it.each(ways)('(%s) is stopped when it asks %s, and named with its line', async (code, name, call) => {
    const message = new RegExp(`^${escaped(name)} was (called|read) while data set "x" was opened at ${escaped(here)}:\\d+$`); // prettier-ignore
    await expect(openingOf(call)).rejects.toMatchObject({ code, exitCode: 1, message: expect.stringMatching(message) });
  });

  it.each(ways)('(%s) may do what it likes beside it, so %s', async (code, _name, call) => {
    if (code === 'SB_UNWATCHED_IN_RUN' || code === 'SB_NETWORK_IN_RUN') return;
    if (!String(call).includes('/dev/')) await call();
  });

  it('may read files, their sizes, given dates and harmless variables', async () => {
    const read = await openingOf(() => [
      fs.readFileSync(here).length === statSync(here).size,
      fs.readdirSync(file).length,
      formats.format(at),
      'a'.localeCompare('b', 'en'),
      typeof process.env['NODE_ENV'],
      os.tmpdir().length > 0,
    ]);
    expect(read).toEqual([true, 0, formats.format(at), -1, 'string', true]);
  });

  it('cannot swallow what it is told', async () => {
    const swallowing = () => {
      try {
        return os.uptime();
      } catch {
        return 7;
      }
    };
    await expect(openingOf(swallowing)).rejects.toMatchObject({ code: 'SB_MACHINE_IN_RUN' });
  });

  it('prints a warning of its own, which names the process', async () => {
    const opening = openingOf(async () => {
      process.emitWarning('made up, for a test');
      await new Promise((resolve) => setTimeout(resolve, 5));
      return 1;
    });
    expect(await opening).toBe(1);
  });
});

it('a plugin that is imported is stopped likewise, all at once', () => {
  expect(() => auditImport('x', [], () => Date.now())).toThrow(/^Date\.now\(\) was called while "x" was imported at /);
  expect(auditImport('x', [], () => 7)).toBe(7);
});

it('a package that the author allows may, and its callers may not', async () => {
  // A function whose frame lies in a file of that package, as far as the stack says.
  const within = (path: string) => vm.runInThisContext('() => Date.now()', { filename: path }) as () => number;
  const library = within('/a/node_modules/@some/library/index.js');
  const other = within('/a/node_modules/other/index.js');
  expect(await openingOf(library, ['@some/library'])).toBeGreaterThan(0);
  await expect(openingOf(library)).rejects.toMatchObject({ code: 'SB_CLOCK_IN_RUN' });
  await expect(openingOf(other, ['@some/library'])).rejects.toMatchObject({ code: 'SB_CLOCK_IN_RUN' });
  await expect(auditRun({}, async () => library())).rejects.toMatchObject({ exitCode: 3 });
});

it('what is set in the environment is set in the process', () => {
  process.env['SEEDBED_TEST_OF_THE_AUDIT'] = 'there';
  const printed = childProcess.execFileSync(process.execPath, ['-p', 'process.env.SEEDBED_TEST_OF_THE_AUDIT']);
  expect(String(printed).trim()).toBe('there');
  delete process.env['SEEDBED_TEST_OF_THE_AUDIT'];
  expect('SEEDBED_TEST_OF_THE_AUDIT' in process.env).toBe(false);
});
