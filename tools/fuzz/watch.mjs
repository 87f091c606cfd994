/* A target's process under watch: nothing that happens in it can stop the campaign. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { patience } from './patience.mjs';
import { changedAround, makeSandbox, removeSandbox } from './sandbox.mjs';

const program = fileURLToPath(new URL('./child.mjs', import.meta.url));

/**
 * What is allowed: processor time of a case and of getting ready, which a busy machine does not lengthen, and time in which
 * it does nothing; memory of a process; violations until a unit stops.
 */
export const limits = { seconds: 10, waiting: 60, bytes: 1e9, preparing: 120, violations: 50 };

/** Seconds between two looks at a process. */
const every = 0.5;

const inHand = (beat) => {
  try {
    return readFileSync(beat).readDoubleLE(0);
  } catch {
    return -1;
  }
};

/** Peak resident memory of a process that may be too busy to tell; zero where the system does not say. */
function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Processor time that a process has used, in seconds, and whether it waits; null where the system does not say. */
function workOf(pid) {
  try {
    // The second field is the program's name, in brackets; it may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' '); // prettier-ignore
    return { spent: (Number(fields[11]) + Number(fields[12])) / 100, waits: 'ST'.includes(fields[0]) };
  } catch {
    return { spent: null, waits: true };
  }
}

/** Runs the process once, until it ends or is ended. @returns where it stopped, and why. */
function once(task, onTold) {
  const { limits } = task;
  const child = fork(program, [JSON.stringify({ ...task, most: limits.bytes })], {
    env: { ...process.env, ...task.sandbox.environment, NODE_OPTIONS: '', SEEDBED_DEBUG: '' },
    execArgv: task.node,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-2000)));
  let next;
  let why;
  child.on('message', (told) => {
    next = told.next ?? next;
    onTold(told);
  });
  const tooLong = patience(limits, every);
  const watching = setInterval(() => {
    why = tooLong({ index: inHand(task.beat), ...workOf(child.pid) }) ?? why;
    if (peakOf(child.pid) > limits.bytes * 1.1) why = `it took more than ${limits.bytes / 1e6} MB`;
    if (why) child.kill('SIGKILL');
  }, every * 1000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => clearInterval(watching));
    child.on('close', (code, signal) => {
      const at = inHand(task.beat);
      if (next !== undefined) return resolve({ next });
      if (at < 0) return reject(new Error(`${task.name} could not be prepared: ${why ?? signal ?? code}\n${said}`));
      resolve({ next: at + 1, ended: code === 70 ? undefined : `${why ?? `its process ended with ${signal ?? code}`}\n${said}`, at }); // prettier-ignore
    });
  });
}

/**
 * Runs the cases `from` to `to` of a target, in as many processes as it takes.
 * @param allowed other limits than the campaign's.
 * @param onTold hears of cases done, by code, and of violations.
 */
export async function runUnit({ name, node = [], seed, from, to, found, allowed = limits }, onTold) {
  const sandbox = makeSandbox();
  const task = { name, node, seed, to, found, sandbox, limits: allowed, beat: `${sandbox.top}.beat` };
  let violations = 0;
  const told = (message) => {
    if (message.violation) violations++;
    onTold(message);
  };
  try {
    for (let next = from; next < to && violations < allowed.violations;) {
      const end = await once({ ...task, from: next }, told);
      if (end.ended) {
        const file = await saveOf({ ...task, from: end.at });
        told({ done: 1, codes: { violation: 1 }, violation: { index: end.at, what: end.ended, file } });
      }
      for (const what of changedAround(sandbox)) told({ violation: { index: end.at ?? next, what, file: null } });
      next = end.next;
    }
  } finally {
    removeSandbox(sandbox);
  }
}

const answerOf = async (task) => {
  let answer = null;
  const { ended } = await once(task, (told) => (answer = told.answer ?? told.violation?.what ?? answer));
  return answer ?? ended;
};

/** Has the input of a case made again by a process that does not run it. */
const saveOf = (task) => answerOf({ ...task, only: 'save' });

/** Runs a saved case once more. @returns its code, or what was wrong. */
export async function replay({ name, node = [] }, file, found) {
  const sandbox = makeSandbox();
  try {
    return await answerOf({
      name,
      node,
      sandbox,
      from: file,
      found,
      limits,
      only: 'replay',
      beat: `${sandbox.top}.beat`,
    });
  } finally {
    removeSandbox(sandbox);
  }
}
