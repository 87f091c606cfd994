import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { setInterval } from 'node:timers';

const asleep = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
const at = (step, act) => ({ before: (now) => (now.step === step ? act(now) : undefined) });
const probabilities = (change) => ({ predicted: (each) => ({ ...each, ...change(each) }) });
let kept;
const reading = { ready: (each) => ({ ...each, reads: ['layer/averagePool', 'layer/flatten', 'layer/classifier'] }) }; // prettier-ignore

/** By name: what a program does that it should not, or what a test needs. */
export const habits = {
  // What it says.
  'prints rubbish': at(3, ({ say }) => say('Epoch 1 done!\n')),
  'prints NaN': at(3, ({ say }) => say('{"type":"losses","values":[NaN]}\n')),
  'answers another message': at(3, ({ say }) => say({ type: 'progress', percent: 50 })),
  'reports a loss as text': at(3, ({ say }) => say({ type: 'losses', values: ['0.5'] })),
  // Without an end of it; a file has a letter for each megabyte that was taken.
  'writes a long line': {
    async before({ say }) {
      say('{"type":"note","text":"');
      for (let megabyte = 0; megabyte < 64; megabyte++) {
        await new Promise((resolve) => process.stdout.write('x'.repeat(2 ** 20), resolve));
        appendFileSync('megabytes', 'x');
      }
    },
  },
  'gives a run up': at(3, ({ say }) => { say({ type: 'failed', message: 'the network has no such layer' }); return new Promise(() => {}); }), // prettier-ignore
  'says no name': { ready: ({ name, ...rest }) => (void name, rest) },
  'says nothing': { ready: () => '' },
  'is another one each time': { ready: (each) => ({ ...each, device: `cpu ${process.pid}` }) },
  'is another one each time, and ends': { ready: (each) => ({ ...each, device: `cpu ${process.pid}` }), ...at(3, () => process.exit(5)) }, // prettier-ignore
  'names files that are not there': { ready: (each) => ({ ...each, files: ['train.mjs', 'model.mjs'] }) },
  'names files elsewhere': { ready: (each) => ({ ...each, files: ['../train.mjs'] }) },
  'ends before it says who it is': { ready: () => { console.error('Error: no module named torch'); process.exit(1); } }, // prettier-ignore
  // What it does not say.
  hangs: at(3, () => new Promise(() => setInterval(() => {}, 1e6))),
  'exits with 0': at(3, () => process.exit(0)),
  // One that nobody waits for: it has a group and a session of its own, and holds no output.
  'leaves a process behind': at(3, () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { detached: true, stdio: 'ignore' });
    writeFileSync('left-behind', String(child.pid));
    process.exit(5);
  }),
  'fails with a traceback': at(3, () => { throw new RangeError('shapes do not match'); }), // prettier-ignore
  'leaves losses out': { loss: (value, step) => (step === 15 ? undefined : value) },
  'leaves an evaluation out': { evaluates: () => false },
  'keeps a checkpoint before it evaluates': { keepsFirst: true },
  'leaves a part out': { done: ({ predictions: { test, ...rest }, ...each }) => (void test, { ...each, predictions: rest }) }, // prettier-ignore
  // What it predicts.
  'predicts another shape': probabilities(({ values, shape: [rows, columns] }) => ({ shape: [columns, rows], values })),
  'predicts in float64': probabilities(({ values }) => ({ values: Float64Array.from(values), type: '<f8' })),
  'predicts no probabilities': probabilities(({ values }) => ({ values: values.map((value) => value * 2) })),
  'ends another run': { done: (each) => ({ ...each, id: 'another' }) },
  'ends twice': { done: (each) => (process.stdout.write(`${JSON.stringify(each)}\n`), each) },
  'names a file elsewhere': { done: (each) => ({ ...each, weights: '../weights.npy' }) },
  'names a file that is not there': { done: (each) => ({ ...each, weights: 'gone.npy' }) },
  'evaluates one thing and ends with another': probabilities(({ name, values }) => (name.includes('end') ? { values: values.toReversed() } : {})), // prettier-ignore
  diverges: { loss: (value, step) => (step === 5 ? null : value) },
  // What it learns.
  'draws its start from the clock': { seeds: (each) => ({ ...each, init: Number(process.hrtime.bigint() % 4294967296n) }) }, // prettier-ignore
  'draws its start from the clock, and says so': { seeds: (each) => ({ ...each, init: Number(process.hrtime.bigint() % 4294967296n) }), ready: (each) => ({ ...each, determinism: 'statistical' }) }, // prettier-ignore
  'goes on with the last network': { network: (make) => (kept ??= make()) },
  // It takes no bias.
  'reads layers': reading,
  'reads layers, and starts elsewhere': { ...reading, initial: (values) => values.fill(0) },
  'shuffles itself': { rows: (order, { parts: { train } }) => order.map((_, index) => (7 * index) % train.examples) },
  'takes no seeds': { seeds: () => ({ init: 1, dropout: 2 }) },
  'forgets its momentum': { saved: (state) => ({ ...state, velocity: state.velocity.map(() => 0) }) },
  'offers no checkpoints': { ready: (each) => ({ ...each, offers: [] }) },
  'leaves a file behind': {
    seeds(each) {
      const again = existsSync('in-progress');
      writeFileSync('in-progress', '');
      return again ? { ...each, init: 0 } : each;
    },
    done: (each) => (rmSync('in-progress'), each),
  },
  stays: { ended: () => setInterval(() => {}, 1e6) },
  // Waits in the middle of a run as long as a file is there.
  'waits': at(8, () => { while (existsSync('wait')) asleep(20); }), // prettier-ignore
};
