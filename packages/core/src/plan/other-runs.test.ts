import { expect, test } from 'vitest';
import { edited, loadText } from '../testing/experiments.js';
import { refusalOf } from '../testing/refusals.js';
import { planExperiment } from './planned.js';

const taught = 'base: { stages.target.loss: { softTargets: { teacher: source } } }';
const target = 'stages.source.learn.classes: target';

/** What the level `base` overrides; what is said of it. */
const rows: readonly (readonly [what: string, level: string, code: string, said: string])[] = [
  ['a teacher of another number of classes', taught, 'SB_TEACHER', 'the teacher, source, knows 3 classes, and the student learns 2'],
  ['a teacher with other inputs', taught.replace('{ stages', `{ ${target}, stages.source: { learn: { data: fashion, classes: target, perClass: 20 }, steps: 40, input: { mean: [0.1] } }, stages`).replace(`${target}, `, ''), 'SB_TEACHER', 'the teacher, source, has learned from inputs that are standardized otherwise'],
  ['a loss of numbers with a classifier', 'base: { stages.target.loss: squaredError }', 'SB_LOSS_TARGETS', 'squaredError is a loss of numeric targets, and classifier predicts classes'],
  ['a mask of other shapes', 'base: { stages.target.mask: { magnitude: { share: 0.5, of: source } } }', 'SB_WEIGHTS_SHAPE', 'magnitude looks at the weights of source, whose layers have other shapes'],
  ['a mask of everything', 'base: { stages.target.mask: { random: 1 } }', 'SB_SPEC_INVALID', 'random.share cannot be 1: a number from 0, below 1 is expected'],
]; // prettier-ignore

test.each(rows)('%s is refused where it is written', (_, level, code, said) => {
  const refusal = refusalOf(() => planExperiment(loadText(edited('base: {}', level)).experiment));
  expect({ code: refusal.code, message: refusal.message }).toEqual({ code, message: expect.stringContaining(said) as string }); // prettier-ignore
});

test('what does nothing is left out', () => {
  const [first] = ['softTargets: { teacher: source, hard: 1 }'].map((loss) => `base: { ${target}, stages.target.loss: { ${loss} }, stages.target.mask: { random: 0 }, stages.target.schedule: { exponential: 1 } }`); // prettier-ignore
  const { runs } = planExperiment(loadText(edited('base: {}', first as string)).experiment);
  const base = runs.find(({ label }) => label.includes('target at condition base'));
  expect(base?.config.training).toEqual({ optimizer: { sgd: { momentum: 0.9, nesterov: true } }, learningRate: 0.02, batchSize: 8, steps: 20 }); // prettier-ignore
  expect(base?.config.mask).toBeUndefined();
});

test('a warm-up is in the config where there is one', () => {
  const scheduled = (schedule: string) => {
    const { runs } = planExperiment(loadText(edited('schedule: cosine', `schedule: ${schedule}`)).experiment);
    return runs[0]?.config.training?.schedule;
  };
  expect(scheduled('{ cosine: { warmup: 0.1 } }')).toEqual({ cosine: { warmup: 0.1 } });
  expect(scheduled('{ cosine: { warmup: 0 } }')).toBe('cosine');
  expect(scheduled('{ constant: { warmup: 0 } }')).toBeUndefined();
});
