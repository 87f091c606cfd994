import { enter } from '@seedbed/core/worlds';
import type { SeedbedError } from '@seedbed/core';
import type { FromElsewhere, Question } from './elsewhere.js';

/* A process of another world: opens a data set there. Everything else is loaded when it is entered. */

const say = (answer: FromElsewhere, then = () => {}) => process.send?.(answer, then);

async function open({ world, name, folder, options, place, cacheDir }: Question): Promise<FromElsewhere> {
  enter(world);
  const [{ identityOf }, { findDataset }] = await Promise.all([import('@seedbed/core'), import('./plugins.js')]);
  const { data, skipDamaged = false } = place;
  const dataset = await findDataset(name, folder).open(options, {
    cacheDir,
    skipDamaged,
    ...(data === undefined ? {} : { dataDir: data }),
    onProgress: (done, total, what) => say({ type: 'progress', done, total, ...(what !== undefined && { what }) }),
  });
  dataset.close();
  return { type: 'opened', set: { ...identityOf(dataset), notes: dataset.notes } };
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
