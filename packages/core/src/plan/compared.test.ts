import { describe, expect, it } from 'vitest';
import { SeedbedError } from '../errors.js';
import { edited, exampleText, loadText } from '../testing/experiments.js';

/** The example with a metric that compares, and a figure that draws it. */
const withChurn = (reference: string, text = exampleText, more = '') =>
  `${text}metrics:\n  churn: { disagreement: { with: ${reference} } }\nfigures:\n  - lines: { y: ${more}churn, x: size }\n`;
const base = '{ stage: target, at: { condition: base } }';
const messageOf = (text: string) => {
  try {
    loadText(text);
  } catch (error) {
    if (error instanceof SeedbedError) return `${error.code} ${error.message} ${error.hint}`;
    throw error;
  }
  return 'loaded';
};

describe('runs that a metric compares', () => {
  it('are those that a figure or claim shows, and those with which they are compared', () => {
    const { plan, compared } = loadText(withChurn(base));
    const targets = plan.runs.filter(({ stage }) => stage === 'target').map(({ configId }) => configId);
    expect([...compared].sort()).toEqual(targets.sort());
    expect(loadText(exampleText).compared.size).toBe(0);
    // Declared, but neither claimed nor drawn.
    expect(loadText(withChurn(base).replace('y: churn', 'y: test.accuracy')).compared.size).toBe(0);
    const claimed = edited(
      '    over: size\n',
      '    over: size\n    metric: churn\n',
      withChurn(base).replace(/figures:[^]*/, ''),
    );
    expect(loadText(claimed).compared).toEqual(compared);
  });

  it('are not those whose reference leads beyond the levels', () => {
    const { plan, compared } = loadText(withChurn('{ stage: target, at: { size: { shift: -1 } } }'));
    expect(compared.size).toBe(plan.runs.filter(({ stage }) => stage === 'target').length);
    const first = loadText(withChurn('{ stage: target, at: { condition: { shift: 3 } } }'));
    // Of four conditions the first alone has one that is three levels on.
    const levels = first.plan.runs
      .filter(({ configId }) => first.compared.has(configId))
      .map(({ at }) => at['condition']);
    expect(new Set(levels)).toEqual(new Set(['base', 'S2T']));
  });

  it('must be results that are measured on the same test examples', () => {
    expect(messageOf(withChurn('source'))).toMatch(/^SB_METRIC_COMPARED .*target\.churn compares with a run that is no result measure the stage/);
    const both = edited('perClass: 20 }, steps: 40 }', 'perClass: 20 }, steps: 40, measure: [test] }', exampleText.replace(/claims:[^]*/, ''));
    expect(messageOf(withChurn('source', both, 'target.'))).toMatch(/^SB_METRIC_COMPARED .*compares target with source, which learns other classes or other data/);
    const validated = edited('measure: [validation, test]', 'measure: [validation]', exampleText.replace('    over: size\n', '    metric: validation.accuracy\n    over: size\n'));
    expect(messageOf(withChurn(base, validated))).toMatch(/^SB_METRIC_COMPARED .*needs the test part, which target does not measure add it/);
    const drawn = edited('validation: { perClass: 4 }', 'test: { perClass: 4 }', edited('    base: {}', '    base: { stages.target.streams: { subset: other } }', edited('measure: [validation, test]', 'measure: [test]')));
    expect(messageOf(withChurn(base, drawn))).toMatch(/^SB_METRIC_COMPARED .*compares target with target, which is measured on other test examples, as these are taken from those for training compare runs/);
  }); // prettier-ignore

  it('are one for each run', () => {
    const chained = `${exampleText.replace(/claims:[^]*/, '')}  rounds: [1, 2]\n`
      .replace('perClass: 20 }, steps: 40 }', 'perClass: 20 }, steps: $rounds, measure: [test] }')
      .replace('classes: source, perClass', 'classes: target, perClass');
    expect(messageOf(withChurn('source', chained, 'target.'))).toMatch(/^SB_METRIC_COMPARED .*target\.churn would compare one run of target with two runs/); // prettier-ignore
  });

  it('are named as in any reference, and only by known options', () => {
    expect(messageOf(withChurn('{ stage: target, at: { condition: bas } }'))).toMatch(/^SB_LEVEL_UNKNOWN /);
    expect(messageOf(withChurn(`${base}, k: 3`))).toMatch(/^SB_SPEC_INVALID .*disagreement has no field "k"/);
    expect(messageOf(exampleText + 'metrics: { churn: disagreement }\n' + 'figures: [{ lines: { y: churn, x: size } }]\n')).toMatch(/^SB_SPEC_INVALID .*disagreement needs "with"/); // prettier-ignore
  });
});
