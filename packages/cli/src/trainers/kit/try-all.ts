import { SeedbedError } from '@seedbed/core';
import { refuseComponents } from '../../execution/refuse-components.js';
import { programLacks } from '../program/lacks.js';
import { wrongAnswer } from '../program/ways.js';
import type { Bench, Check } from './bench.js';
import { failed, type Finding, notTried } from './finding.js';
import { endOfInput, killed, resumed } from './interrupting.js';
import { order, seeds, start } from './obeying.js';
import { freshProcess, itself, predictions, warmProcess } from './repeating.js';
import { Subject, type Trial } from './subject.js';

/** In the order in which they are tried: a warm process has trained what the ones before it asked for. */
export const checks: readonly Check[] = [predictions, itself, freshProcess, order, seeds, start, warmProcess, killed, resumed, endOfInput]; // prettier-ignore

export type Tried = Finding & { readonly name: string };

/**
 * Tries a program with every check.
 * @param onTry gets each check before it is tried, with its number from 1.
 * @throws SeedbedError SB_TRAINER_START where the program does not start, SB_TRAINER_READS where it does not read the run.
 */
export async function tryAll(trial: Trial, onTry: (check: Check, number: number) => void): Promise<Tried[]> {
  const subjects: Subject[] = [];
  const begin = async (checkpointSeconds?: number) => {
    const subject = await Subject.start(trial, checkpointSeconds);
    subjects.push(subject);
    return subject;
  };
  const name = (index: number) => onTry(checks[index] as Check, index + 1);
  try {
    name(0);
    const bench = await opened(trial, begin);
    if ('outcome' in bench) return checks.map(({ name }, index) => ({ name, ...(index === 0 ? bench : notTried('it trained no run to its end')) })); // prettier-ignore
    const tried: Tried[] = [];
    for (const [index, check] of checks.entries()) {
      if (index > 0) name(index);
      tried.push({ name: check.name, ...(await found(() => check.try(bench))) });
    }
    return tried;
  } finally {
    for (const subject of subjects) subject.stop();
  }
}

/** Trains the run in two fresh processes; what went wrong in the first where it did not end. */
async function opened(trial: Trial, start: Bench['start']): Promise<Bench | Finding> {
  const { config } = trial.runs.at(-1) as Trial['runs'][number];
  const first = await start();
  refuseComponents(trial.runs, programLacks(first.trainer.ready.reads));
  return tolerant(async () => {
    const trained = await first.train();
    const second = await start();
    return { trial, config, first, trained, second, again: await second.train(), start };
  });
}

const found = (seek: () => Promise<Finding> | Finding): Promise<Finding> => tolerant(async () => seek());

/** What a program does wrong is a finding; the rest is not its fault. */
async function tolerant<T>(seek: () => Promise<T>): Promise<T | Finding> {
  try {
    return await seek();
  } catch (error) {
    if (!(error instanceof SeedbedError) || !/^SB_(TRAINER|WORKER)_/.test(error.code)) throw error;
    return failed(error.message, error.hint ?? wrongAnswer);
  }
}
