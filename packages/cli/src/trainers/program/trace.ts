import { join } from 'node:path';
import type { AnswerOf } from '@seedbed/core';
import type { Upstream } from '@seedbed/engine';
import type { WorkerSet } from '../../execution/worker-set.js';
import type { TensorFile, Traced, TraceOrder } from '../../execution/messages.js';
import { Answers } from './answers.js';
import { converse } from './converse.js';
import { giveRun } from './given.js';
import type { ProgramProcess } from './process.js';
import { makeScratch, writeScratch } from './scratch.js';

interface Looking {
  readonly program: ProgramProcess;
  /** Of the run. */
  readonly folder: string;
  readonly set: WorkerSet;
  readonly upstream: Upstream;
  readonly cacheDir: string;
  readonly threads: number;
}

/** Has a program train up to a step and say what each step was given and left behind; stores nothing. */
export async function traceProgram(
  { config, upTo, folder: wanted }: TraceOrder,
  { program, folder, set, upstream, cacheDir, threads }: Looking,
): Promise<Traced> {
  const run = { config, label: 'a run that is looked into', measure: [], evaluations: 0 };
  const more = { checkpoint: { seconds: 0, resume: null }, trace: { upTo, tensors: wanted !== null } };
  const asked = { run, runId: 'trace', dataset: set.dataset, upstream, cacheDir, folder, threads, more, files: {} };
  const given = giveRun(asked);
  const answers = new Answers(program, folder, given);
  const steps: string[] = [];
  let tensors: TensorFile[] = [];
  const onTraced = ({ step, digest, tensors: named = [] }: AnswerOf<'traced'>) => {
    if (step !== steps.length + 1) throw answers.refused(`it traces step ${step} after step ${steps.length}`);
    steps.push(digest);
    if (wanted !== null && step === upTo) tensors = named.map((each, index) => kept(each, index, wanted));
  };
  const kept = ({ name, file }: { name: string; file: string }, index: number, into: string): TensorFile => {
    const { shape, values } = answers.floats(file, null);
    makeScratch(into);
    const path = join(into, `${index}.bin`);
    writeScratch(path, new Uint8Array(values.buffer));
    return { name, shape, file: path };
  };
  const never = () => {};
  const { loss } = await converse({
    ...{ id: 'trace', program, folder, given, measure: [], upTo },
    batchSize: config.training?.batchSize ?? 0,
    hearing: { onStep: never, onNote: never, keepState: never, onTraced },
  });
  if (steps.length < loss.steps) throw answers.refused(`it traced ${steps.length} of ${loss.steps} steps`);
  return { type: 'traced', steps, losses: loss.bits, tensors };
}
