import type { Registry } from '../components/registry.js';
import { fail, type Value } from '../spec/value.js';
import type { StageConfig } from './evaluated.js';
import { lossMisfit } from './loss-misfit.js';
import { teacherMisfit, teacherOf } from './teacher.js';

/**
 * Whether the loss fits the output, and a teacher the student.
 * @param configOf what was worked out of a run that the config names.
 * @throws SeedbedError SB_LOSS_TARGETS, SB_TEACHER.
 */
export function checkLoss(
  config: StageConfig,
  configOf: (run: string) => StageConfig,
  get: (key: string) => Value | undefined,
  registry: Registry,
): void {
  const where = (get('loss') ?? get('layers')) as Value;
  const misfit = lossMisfit(config, registry);
  if (misfit !== undefined) throw fail('SB_LOSS_TARGETS', where, misfit, 'with a classifier take crossEntropy or softTargets, with a regressor squaredError or absoluteError'); // prettier-ignore
  const teacher = teacherOf(config);
  const other = teacher === undefined ? undefined : teacherMisfit(config, configOf(teacher), registry);
  if (other) throw fail('SB_TEACHER', where, other.message, other.hint);
}
