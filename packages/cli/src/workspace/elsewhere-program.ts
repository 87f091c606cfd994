import { enter } from '@seedbed/core/worlds';
import type { SeedbedError } from '@seedbed/core';
import type { FromElsewhere, Question } from './elsewhere.js';

/* A process of another world: opens a data set there. Everything else is loaded when it is entered. */

const say = (answer: FromElsewhere, then = () => {}) => process.send?.(answer, then);

async function open(question: Question): Promise<FromElsewhere> {
  enter(question.world);
  const { openedElsewhere } = await import('./elsewhere-open.js');
  return openedElsewhere(question, say);
}

function failureOf(error: unknown): FromElsewhere {
  const { code = 'SB_DATASET_FAILED', message = String(error), hint, exitCode } = error as Partial<SeedbedError>;
  return { type: 'failed', code, message, ...(hint && { hint }), ...(exitCode !== undefined && { exitCode }) };
}

process.once('message', (question: Question) => {
  open(question)
    .catch(failureOf)
    .then((answer) => say(answer, () => process.disconnect()));
});
