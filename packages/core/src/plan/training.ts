import { nameOf } from '../components/component.js';
import { programOptimizer } from '../components/program.js';
import { checked } from '../spec/checked.js';
import type { Configurator } from '../spec/configure.js';
import { trainingSchemas } from '../spec/field-schemas.js';
import { usual } from '../spec/usual.js';
import { fail, type Mapping, type Value } from '../spec/value.js';

/**
 * How a stage trains; undefined where it takes no step and only measures. A program that trains may have no learning rate,
 * and take no steps at all.
 */
export function trainingOf(
  stage: Mapping,
  get: (key: string) => Value | undefined,
  configurator: Configurator,
): Record<string, unknown> | undefined {
  const number = (key: keyof typeof trainingSchemas): number | undefined => {
    const written = get(key);
    return written === undefined ? undefined : checked(trainingSchemas[key], written, key);
  };
  const [steps, epochs] = [number('steps'), number('epochs')];
  if (steps !== undefined && epochs !== undefined) {
    throw fail('SB_SPEC_INVALID', get('steps') as Value, 'steps and epochs exclude each other', 'keep one of them, also of those that training says for all stages'); // prettier-ignore
  }
  if (steps === 0) return undefined;
  const [learningRate, batchSize, written] = [number('learningRate'), number('batchSize'), get('optimizer')];
  const optimizer = written && configurator.one('optimizer', written);
  const isProgram = optimizer !== undefined && nameOf(optimizer) === programOptimizer.name;
  const isStepless = isProgram && [steps, epochs, batchSize].every((each) => each === undefined);
  if (!isStepless && steps === undefined && epochs === undefined) throw missing(stage, 'steps or epochs');
  if (optimizer === undefined) throw missing(stage, 'an optimizer');
  if (!isProgram && learningRate === undefined) throw missing(stage, 'a learningRate');
  if (!isStepless && batchSize === undefined) throw missing(stage, 'a batchSize');
  const [schedule, loss, methods] = ['schedule', 'loss', 'methods'].map(get);
  const planned = schedule && configurator.one('schedule', schedule);
  const measured = loss && configurator.one('loss', loss);
  const listed = methods ? configurator.list('method', methods) : [];
  return {
    optimizer,
    ...{ learningRate, batchSize },
    ...(steps === undefined ? { epochs } : { steps }),
    ...(planned === undefined || planned === usual.schedule ? {} : { schedule: planned }),
    ...(measured === undefined || measured === usual.loss ? {} : { loss: measured }),
    ...(listed.length > 0 ? { methods: listed } : {}),
  };
}

const missing = (stage: Mapping, what: string) =>
  fail('SB_SPEC_INVALID', stage, `the stage has no ${what.replace(/^an? /, '')}`, `say ${what} in training, or in the stage`); // prettier-ignore
