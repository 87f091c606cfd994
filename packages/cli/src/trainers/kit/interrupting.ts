import { SeedbedError } from '@seedbed/core';
import type { ProgramState } from '../program/converse.js';
import { type Check, equalToFirst } from './bench.js';
import { failed, notOffered, notTried, passed } from './finding.js';
import type { Attempt, Subject } from './subject.js';

/** Seconds in which a program has to end: libraries take some to close a device. */
const patience = 20;

/** Trains until the program is killed; what it said before may be enough to end the run all the same. */
async function trainUntilKilled(subject: Subject, attempt: Attempt): Promise<void> {
  try {
    await subject.train(attempt);
  } catch (error) {
    if (!(error instanceof SeedbedError) || error.code !== 'SB_WORKER_LOST') throw error;
  }
}

export const killed: Check = {
  name: 'killed',
  asks: 'is nothing left behind when it is killed?',
  async try(bench) {
    const { second, trained } = bench;
    const { steps } = trained.loss;
    let at = 0;
    const training = trainUntilKilled(second, {
      onStep(step) {
        if (at > 0 || step < steps / 2) return;
        at = step;
        second.kill();
      },
    });
    // By then it has the run.
    if (steps === 0) setImmediate(() => second.kill());
    await training;
    const how = steps === 0 ? 'killed, trained again: ' : `killed after ${at} of ${steps} steps, trained again: `;
    return equalToFirst(bench, await second.train(), how, 'write nothing but into the folder of the run, and read nothing that an earlier process wrote'); // prettier-ignore
  },
};

export const resumed: Check = {
  name: 'resume',
  asks: 'does a run that goes on from a checkpoint end as if undisturbed?',
  async try(bench) {
    const { steps } = bench.trained.loss;
    if (!bench.first.trainer.ready.offers.includes('checkpoints')) return notOffered('it offers no checkpoints');
    if (steps < 2) return notTried('the run has no step in its middle');
    const subject = await bench.start(0);
    let [kept, isKilled]: [ProgramState | undefined, boolean] = [undefined, false];
    await trainUntilKilled(subject, {
      onCheckpoint(state) {
        if (isKilled) return;
        kept = state;
        isKilled = state.step >= steps / 2;
        if (isKilled) subject.kill();
      },
    });
    const from = kept as ProgramState | undefined;
    if (!from) return failed('it offers checkpoints, and wrote none though one was welcome after every step', 'answer "checkpoint" as often as "checkpoint.seconds" in run.json says: 0 is after every step'); // prettier-ignore
    const how = `${isKilled ? 'killed' : 'interrupted'} after step ${from.step} of ${steps}, gone on in a fresh process: `;
    const other = await (await bench.start()).train({ resume: from });
    return equalToFirst(bench, other, how, 'keep in a checkpoint all that decides later steps: weights, the state of optimizer and schedule, and of every random generator'); // prettier-ignore
  },
};

/** Tried last of its process. */
export const endOfInput: Check = {
  name: 'end of input',
  asks: 'does it end when its standard input ends?',
  async try({ first }) {
    if (await first.trainer.hangUp(patience)) return passed('it ended');
    return failed(`it did not end within ${patience} seconds, or left a process behind`, 'leave the loop over standard input when that ends: else programs stay when Seedbed is killed'); // prettier-ignore
  },
};
