import { describe, expect, it } from 'vitest';
import { readdirSync } from 'node:fs';
import { exampleText, loadText } from '../testing/experiments.js';
import { checkConfig } from './check-config.js';
import { loadExperiment } from '../load.js';
import type { RunConfig } from './run-config.js';

const run = (label: string) => loadText(exampleText).plan.runs.find((each) => each.label === label)!.config;
const plain = run('r0 target at condition base, size 5');
const tuned = run('r0 target at condition S2T, size 5');
const wrong = (config: RunConfig) => [...checkConfig(config)];
const layers = (...list: RunConfig['model']['layers']) => ({ ...plain, model: { layers: list } });
const training = plain.training!;

describe('a config', () => {
  it('that a plan asks for is right', () => {
    const folder = new URL('../../examples/', import.meta.url);
    const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && !name.includes('choices'));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) {
      const { plan } = loadExperiment(new URL(name, folder).pathname);
      const first = plan.runs.filter(({ replicate }) => replicate === plan.runs[0]?.replicate);
      expect(
        first.flatMap(({ config }) => wrong(config)),
        name,
      ).toEqual([]);
    }
  });

  it.each<[string, RunConfig, string]>([
    ['a layer that nobody has', layers('relo', 'classifier'), 'there is no layer relo@1'],
    ['a version that nobody has', layers('relu@7', 'classifier'), 'there is no layer relu@7'],
    ['an option out of range', layers({ conv: { filters: 0 } }, 'classifier'), '{"conv":{"filters":0}} is no layer that could be asked for'],
    ['an option that is missing', layers('dense', 'classifier'), '"dense" is no layer that could be asked for'],
    ['an option that is not its own', layers({ relu: { slope: 1 } }, 'classifier'), '{"relu":{"slope":1}} is no layer that could be asked for'],
    ['a layer within a block', layers({ residual: { layers: ['relo'] } }, 'classifier'), 'there is no layer relo@1'],
    ['an initializer', layers({ dense: { units: 3, initializer: 'hee' } }, 'classifier'), 'there is no initializer hee@1'],
    ['an initializer that is a number', layers({ dense: { units: 3, initializer: 5 } }, 'classifier'), 'there is no initializer 5'],
    ['an initializer whose options are null', layers({ dense: { units: 3, initializer: { he: null } } }, 'classifier'), 'there is no initializer {"he":null}'],
    ['a block that holds nothing', layers({ residual: { layers: [null] } }, 'classifier'), 'there is no layer null'],
    ['an optimizer', { ...plain, training: { ...training, optimizer: 'sgt' } }, 'there is no optimizer sgt@1'],
    ['a schedule', { ...plain, training: { ...training, schedule: 'cosin' } }, 'there is no schedule cosin@1'],
    ['a loss', { ...plain, training: { ...training, loss: 'hinge' } }, 'there is no loss hinge@1'],
    ['a method', { ...plain, training: { ...training, methods: ['mixup'] } }, '"mixup" is no method that could be asked for'],
    ['a mask', { ...plain, mask: { random: { share: 2 } } }, '{"random":{"share":2}} is no mask that could be asked for'],
    ['a transform', { ...plain, learn: { ...plain.learn, transforms: ['shuffle'] } }, 'there is no transform shuffle@1'],
    ['a network without output', layers({ dense: { units: 2 } }), 'its network has no output, or not at its end'],
    ['an output that is not the last', layers('classifier', 'relu'), 'its network has no output, or not at its end'],
    ['a group that is not there', { ...plain, learn: { ...plain.learn, classes: 'other' } }, 'its data have no group "other"'],
    ['a group and a name', { ...plain, learn: { ...plain.learn, data: { ...plain.learn.data, name: 'x' } } }, 'it learns a group or a set that is named, and not both'],
    ['two amounts', { ...plain, learn: { ...plain.learn, share: 0.5 } }, 'it learns more than one amount'],
    ['steps and epochs', { ...plain, training: { ...training, epochs: 2 } }, 'it takes steps or epochs, and not both'],
    ['more units than there are', { ...tuned, weights: { ...tuned.weights!, layers: 5 } }, 'it copies 5 units, but its network has 4'],
    ['a network that is frozen through', { ...tuned, freeze: 4 }, 'it freezes 4 units, but its network has 4'],
    ['nothing to measure', { ...plain, training: undefined }, 'it takes no step and starts from no weights'],
    ['a freeze without steps', { ...tuned, training: undefined }, 'it takes no step, and yet says what steps may change'],
  ])('with %s is not', (_, config, expected) => expect(wrong(config)).toContain(expected)); // prettier-ignore
});
