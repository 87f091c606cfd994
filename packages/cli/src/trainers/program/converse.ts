import { readFileSync } from 'node:fs';
import type { Answer, AnswerOf, Measured } from '@seedbed/core';
import { SeedbedError } from '@seedbed/core';
import type { TrainedRun } from '@seedbed/engine';
import { Answers } from './answers.js';
import type { Given } from './given.js';
import { printable } from './printable.js';
import type { ProgramProcess } from './process.js';
import { digestOfNumbers, Reported } from './trained.js';

/** Where a program stopped, and the file by which it goes on. */
export interface ProgramState {
  readonly step: number;
  /** Of every step before: little-endian float32, base64. */
  readonly losses: string;
  readonly curve: TrainedRun['curve'];
  /** Digest of the weights before the first step. */
  readonly before: string;
  /** How many bytes the file has. */
  readonly bytes: number;
  /** The file, filled up to whole numbers. */
  readonly vectors: { readonly file: Float32Array };
}

export interface Hearing {
  readonly onStep: (step: number, steps: number) => void;
  readonly onNote: (text: string) => void;
  readonly keepState: (state: ProgramState) => void;
  /** Gets the digest of each step, and the tensors of the last one, of a run that is looked into. */
  readonly onTraced?: (traced: AnswerOf<'traced'>) => void;
}

interface Conversation {
  /** Of the run, as run.json has it. */
  readonly id: string;
  readonly program: ProgramProcess;
  readonly folder: string;
  readonly given: Given;
  readonly measure: readonly Measured[];
  readonly batchSize: number;
  /** The last step, where the run is only looked into. */
  readonly upTo?: number;
  readonly resumed?: ProgramState | undefined;
  readonly hearing: Hearing;
}

/**
 * Has a program train a run: hears its answers until it is done, and checks each.
 * @throws SeedbedError SB_TRAINER_ANSWER for what is no answer, SB_TRAINER_FAILED where it gives the run up or ends.
 */
export async function converse(asked: Conversation): Promise<TrainedRun> {
  const { id, program, folder, given, measure, batchSize, resumed, hearing, upTo } = asked;
  const answers = new Answers(program, folder, given);
  const reported = new Reported(given, batchSize, measure);
  if (resumed) {
    reported.log.resume(resumed);
    reported.steps = resumed.step;
    reported.before = resumed.before;
  }
  const waiting = [...given.evaluations].filter((step) => step > (resumed?.step ?? 0));
  const steps = upTo ?? given.steps;
  const often = measure.filter((part) => part !== 'test');
  let [isFirst, hasDiverged] = [true, false];
  program.ask({ type: 'run', folder });

  const hear: { [Type in Answer['type']]: (answer: AnswerOf<Type>) => void } = {
    started({ weights }) {
      if (!isFirst) throw answers.refused('it says what it starts from after it began');
      // One that goes on may say what it goes on from; the run started from other weights.
      if (!resumed) reported.before = digestOfNumbers(answers.numbers(weights, [-1]));
    },
    losses({ values }) {
      for (const value of values) {
        if (hasDiverged)
          throw answers.refused(
            'it reports losses after one that is no finite number',
            'a run ends there: go on to done',
          );
        if (reported.steps === steps) throw answers.refused(`it reports a loss after the last step, ${steps}`);
        if (waiting[0] !== undefined && reported.steps >= waiting[0] && upTo === undefined)
          throw answers.refused(
            `it goes on without the evaluation after step ${waiting[0]}`,
            'predict the parts that run.json names after each step in its "evaluations"',
          );
        hasDiverged = !reported.loss(value);
      }
      hearing.onStep(reported.steps, steps);
    },
    evaluation({ step, predictions }) {
      if (step !== waiting[0] || step !== reported.steps)
        throw answers.refused(
          `it evaluates after step ${step}, having reported ${reported.steps} losses; the next evaluation is after step ${waiting[0] ?? 'none'}`,
        );
      waiting.shift();
      const missing = often.find((part) => predictions[part] === undefined);
      if (missing) throw answers.refused(`its evaluation after step ${step} has no predictions of ${missing}`);
      reported.evaluation(
        Object.fromEntries(often.map((part) => [part, answers.predicted(part, predictions[part] as string)])),
      );
    },
    checkpoint({ step, file }) {
      if (step !== reported.steps)
        throw answers.refused(`its checkpoint is of step ${step}, having reported ${reported.steps} losses`);
      if (step === waiting[0] && upTo === undefined)
        throw answers.refused(
          `its checkpoint is of step ${step}, after which an evaluation is due`,
          'evaluate first: a run that goes on from the checkpoint evaluates after later steps alone',
        );
      if (hasDiverged || step === steps) return;
      const content = readFileSync(answers.file(file));
      const whole = new Float32Array(Math.ceil(content.length / 4));
      new Uint8Array(whole.buffer).set(content);
      const { chain, curve } = reported.log;
      hearing.keepState({
        step,
        losses: chain.bits,
        curve: [...curve],
        before: reported.before,
        bytes: content.length,
        vectors: { file: whole },
      });
    },
    traced(traced) {
      if (!hearing.onTraced) throw answers.refused('it traces a run that is not looked into');
      hearing.onTraced(traced);
    },
    note: ({ text }) => hearing.onNote(printable(text)),
    failed({ message }) {
      throw new SeedbedError('SB_TRAINER_FAILED', `${program.name}: ${printable(message)}${program.lastWords}`);
    },
    done: () => {},
  };
  for (;;) {
    const answer = await answers.next();
    (hear[answer.type] as (answer: Answer) => void)(answer);
    isFirst = false;
    if (answer.type !== 'done') continue;
    if (answer.id !== id)
      throw answers.refused(
        `it is done with the run ${shortened(answer.id)}, and was asked for ${shortened(id)}`,
        'answer "done" once a run, with the "id" of its run.json',
      );
    if (!hasDiverged && reported.steps < steps)
      throw answers.refused(`it is done after ${reported.steps} of ${steps} losses`);
    if (upTo !== undefined) return reported.trained({}, new Float32Array());
    if (!hasDiverged && waiting.length > 0)
      throw answers.refused(`it is done without the evaluation after step ${waiting[0]}`);
    return ended(answer);
  }

  function ended({ weights, tensors, predictions }: AnswerOf<'done'>): TrainedRun {
    const values = weights === undefined ? new Float32Array() : answers.numbers(weights, [-1]);
    const count = tensors?.reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0);
    if (count !== undefined && count !== values.length)
      throw answers.refused(`its weights are ${values.length} numbers, and its tensors have ${count}`);
    if (hasDiverged) return reported.trained({}, values);
    const isKnown = (part: Measured) => part !== 'test' && given.evaluations.length > 0;
    const missing = measure.find((part) => predictions[part] === undefined && !isKnown(part));
    if (missing) throw answers.refused(`it is done without predictions of ${missing}`);
    const parts = Object.fromEntries(
      measure.flatMap((part) =>
        predictions[part] === undefined ? [] : [[part, answers.predicted(part, predictions[part])]],
      ),
    );
    const twice = reported.contradicted(parts);
    if (twice)
      throw answers.refused(
        `its last evaluation and its end predict other things of ${twice}`,
        'predict with the same weights and without dropout',
      );
    return reported.trained(parts, values);
  }
}

const shortened = (id: string) => JSON.stringify(id.slice(0, 12));
