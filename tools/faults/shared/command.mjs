/* The built command, as a user would start it, in a process group of its own. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { pause } from './random.mjs';
import { fileURLToPath } from 'node:url';
import { program, root } from '../../built.mjs';
import { endGroup, groupStarted, newFolder } from './scratch.mjs';

/** Nothing that is done here takes so long; a command that does counts as hung, and is ended. */
const patience = 400_000;

let cache;
/** The packed data that trials share; none of them may change it. */
export const sharedCache = () => (cache ??= newFolder('cache'));

/**
 * @param wrap a program and its words that start the command, as prlimit.
 * @returns how it ended, in time, and what it said until now.
 */
export function start(words, { env = {}, wrap = [] } = {}) {
  const [file, ...rest] = [...wrap, process.execPath, program, ...words];
  const child = spawn(file, rest, {
    cwd: sharedCache(),
    env: { ...process.env, CI: undefined, NODE_OPTIONS: undefined, SEEDBED_CACHE: sharedCache(), ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  groupStarted(pid);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (said[name] += text));
  let hung = false;
  const timer = setTimeout(() => {
    hung = true;
    endGroup(pid);
  }, patience);
  const started = { pid, said, over: false };
  started.ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => (started.over = true));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, hung, ...said });
    });
  });
  return started;
}

/** Waits until it trains, or has ended. */
export async function hasBegun({ said, ended }) {
  let over = false;
  ended.finally(() => (over = true));
  while (!over && !said.stderr.includes('at a time')) await pause(0.02);
}

/** Runs it to its end. */
export async function seedbed(words, options) {
  const started = start(words, options);
  const ended = await started.ended;
  endGroup(started.pid);
  return ended;
}

/** Words of `seedbed run` on WebAssembly, which computes the same everywhere. */
export const runWords = (spec, store, ...more) => ['run', spec, '--store', store, '--backend', 'wasm', '--json', ...more]; // prettier-ignore

/** Node options that load files before the command, in its workers too. */
export const preloading = (...files) => ({
  NODE_OPTIONS: files.map((file) => `--${file.endsWith('.mjs') ? 'import' : 'require'} ${pathOf(file)}`).join(' '),
});

const pathOf = (file) =>
  file.startsWith('cli/')
    ? join(root, 'packages/cli/src/testing/preload', file.slice(4))
    : fileURLToPath(new URL(`../preload/${file}`, import.meta.url));

/** The ids of the worker processes of a scheduler. */
export const workersOf = (scheduler) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isWorkerOf(scheduler, pid));

function isWorkerOf(scheduler, pid) {
  try {
    // The second field is the program's name, in brackets; it may hold anything.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' '); // prettier-ignore
    return Number(parent) === scheduler && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('worker.js');
  } catch {
    // It ended meanwhile.
    return false;
  }
}

/** Sends a signal. @returns whether there was somebody to get it. */
export function signal(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Its last complaint, in a line. */
export const lastWords = ({ stderr, code, signal: by, hung }) =>
  `${hung ? 'hung' : `ended with ${by ?? code}`}: ${stderr.trim().split('\n').slice(-2).join(' / ').slice(0, 300)}`;
