import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SeedbedError } from '../errors.js';
import { knownComponents } from '../components/registry.js';
import { claimsOf } from '../claims/reading/claims.js';
import { readExperiment } from './experiment.js';
import { figuresOf } from '../figures/figures.js';
import { planExperiment } from '../plan/planned.js';

const right = `seedbed: 2
name: example
title: An example
question: Does it help?
seed: 2016
replicates: 2
data:
  fashion: { plugin: fashionmnist, classes: { source: 3, target: 2 }, validation: { perClass: 4 } }
model:
  layers:
    - { conv: 4 }
    - relu
    - { dense: 6 }
    - relu
    - classifier
training:
  optimizer: { sgd: { momentum: 0.9 } }
  learningRate: 0.02
  batchSize: 8
stages:
  source: { learn: { data: fashion, classes: source, perClass: 20 }, steps: 40 }
  target:
    learn: { data: fashion, classes: target, perClass: $size }
    steps: { $by: size, 5: 20, 10: 30, 20: 40 }
    measure: [test]
factors:
  size: { levels: [5, 10, 20], scale: log2 }
  condition:
    base: {}
    FTall: { stages.target.weights: source }
    S{depth}T: { for: { depth: [1, 2] }, stages.target.weights: source, stages.target.freeze: $depth }
metrics:
  churn: { disagreement: { with: target } }
claims:
  - id: C1
    statement: It helps more when there is less.
    origin: ours
    over: size
    test: { trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } } }
    margin: 1
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seedbed-language-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function refusal(text: string, name = 'experiment.yaml') {
  const path = join(folder, name);
  writeFileSync(path, text);
  try {
    const experiment = readExperiment(path, knownComponents);
    const plan = planExperiment(experiment);
    claimsOf(experiment, plan);
    figuresOf(experiment, plan);
  } catch (error) {
    if (!(error instanceof SeedbedError)) throw error;
    const [, file, line, column, message] = /^(.*):(\d+):(\d+): (.*)$/s.exec(error.message) ?? [];
    const at = (error.excerpt ?? '').split('\n')[0]?.slice(`${line} | `.length + Number(column) - 1);
    return { code: error.code, file, line: Number(line), message, at, hint: error.hint };
  }
  throw new TypeError('it was taken');
}

/** The example with one passage replaced; the error must begin at `at`. */
function edited(from: string, to: string, text = right): string {
  if (text.split(from).length !== 2) throw new TypeError(`"${from}" is not there exactly once`);
  return text.replace(from, () => to);
}

type Row = [what: string, from: string, to: string, code: string, at: string, message: string, hint?: string];

const rows: Row[] = [
  ['a field that is misspelt', 'learningRate: 0.02', 'learningrate: 0.02', 'SB_SPEC_INVALID', 'learningrate', 'training has no field "learningrate"', 'did you mean "learningRate"'],
  ['a component that nobody has', '- { dense: 6 }', '- { dens: 6 }', 'SB_SPEC_COMPONENT', 'dens: 6', 'there is no layer "dens"', 'did you mean "dense"'],
  ['an optimizer that nobody has', '{ sgd: { momentum: 0.9 } }', 'adm', 'SB_SPEC_COMPONENT', 'adm', 'there is no optimizer "adm"', 'there are sgd, adam'],
  ['an option that is misspelt', 'momentum: 0.9', 'momentun: 0.9', 'SB_SPEC_INVALID', 'momentun', 'sgd has no option "momentun"', 'did you mean "momentum"'],
  ['a backend beside a program that trains', 'replicates: 2\n', 'replicates: 2\ntrainer: { command: [python, train.py] }\nbackend: { isa: AVX2 }\n', 'SB_SPEC_INVALID', '{ isa: AVX2', 'backend says how the engine computes, and the program of trainer trains these runs', 'backend: null'],
  ['a command that is a line', 'replicates: 2\n', 'replicates: 2\ntrainer: { command: python train.py }\n', 'SB_SPEC_INVALID', 'python train.py', 'trainer.command cannot be "python train.py": a list of words is expected'],
  ['a program that takes steps without batches', '{ sgd: { momentum: 0.9 } }\n  learningRate: 0.02\n  batchSize: 8', 'program', 'SB_SPEC_INVALID', '', 'the stage has no batchSize', 'say a batchSize in training, or in the stage'],
  ['an option of a program that every object has', '{ sgd: { momentum: 0.9 } }', '{ program: { constructor: 1 } }', 'SB_SPEC_INVALID', 'constructor', 'an option cannot be called "constructor"', 'give it another name'],
  ['weights of which a program could copy nothing', '    - { conv: 4 }\n    - relu\n    - { dense: 6 }\n    - relu\n    - classifier', '    - program', 'SB_WEIGHTS_LAYERS', 'source', 'a network that a program builds is one unit, and nothing of it would be copied', 'layers: all'],
  ['an option out of range', 'momentum: 0.9', 'momentum: 1.5', 'SB_SPEC_INVALID', '1.5', 'sgd.momentum cannot be 1.5: a number from 0, below 1 is expected'],
  ['an option of another type', '{ conv: 4 }', '{ conv: many }', 'SB_SPEC_INVALID', 'many', 'conv.filters cannot be "many": a whole number from 1 is expected'],
  ['a path that leads nowhere', 'stages.target.weights: source }\n    S', 'stages.targt.weights: source }\n    S', 'SB_PATH_NOWHERE', 'stages.targt', 'stages has no "targt"', 'did you mean "target"'],
  ['a path to a field that nobody has', 'FTall: { stages.target.weights', 'FTall: { stages.target.wieghts', 'SB_PATH_NOWHERE', 'stages.target.wieghts', 'stages.target has no "wieghts"', 'did you mean "weights"'],
  ['a path into a list', 'FTall: { stages', 'FTall: { model.layers.0.conv: 8, stages', 'SB_PATH_NOWHERE', 'model.layers.0', 'model.layers is a list, and a path never leads into one'],
  ['a path to what is measured', 'FTall: { stages', 'FTall: { stages.target.measure: [train], stages', 'SB_PATH_NOWHERE', 'stages.target.measure', 'measure is never overridden'],
  ['two levels that set the same path', '  condition:\n', '  start:\n    new: {}\n    old: { stages.target.weights: source }\n  condition:\n', 'SB_PATH_TWICE', 'stages.target.weights: source }', 'stages.target.weights is also set in line 30', 'let one factor set it'],
  ['a level that sets a part of what another sets', '  condition:\n', '  other:\n    new: {}\n    old: { training.optimizer: adam }\n    faster: { training.optimizer.sgd.momentum: 0.5 }\n  more: { a: {}, b: { training.optimizer.sgd: { momentum: 0.1 } } }\n  condition:\n', 'SB_PATH_TWICE', 'training.optimizer.sgd: {', 'training.optimizer.sgd is also set in line'],
  ['a variable that nothing declares', 'perClass: $size', 'perClass: $sise', 'SB_VARIABLE_UNKNOWN', '$sise', 'no factor, variable or searched value is called "sise"', 'did you mean "size"'],
  ['a variable that is unbound at some levels', 'measure: [test]', 'freeze: $depth\n    measure: [test]', 'SB_VARIABLE_UNBOUND', '$depth', '"$depth" has no value here (at size 5, condition base and 5 more)'],
  ['a circle of references', 'measure: [test]', 'weights: { stage: target, at: { size: { shift: 0 } } }\n    measure: [test]', 'SB_REFERENCE_CIRCLE', '{ stage: target', 'target needs itself'],
  ['a factor that changes nothing', '  condition:\n', '  rate: [0.1, 0.2]\n  condition:\n', 'SB_FACTOR_NOTHING', 'rate', 'the factor "rate" changes nothing: all its levels ask for the same runs', 'use $rate somewhere'],
  ['a claim that is silent on a factor', '    over: size\n', '', 'SB_CLAIM_AXIS', 'id: C1', 'a trend is along one axis'],
  ['a claim that names no level of a factor', 'trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } }', 'trend: { direction: falling }', 'SB_CLAIM_SILENT', 'id: C1', 'claim C1 does not say what becomes of condition, which has the levels base, FTall, S1T, S2T', 'in over, in mean, or in each of plus and minus'],
  ['a table without the level', ', 20: 40 }', ' }', 'SB_TABLE_ENTRY', '{ $by: size', 'the table has no entry for size 20', 'add one, or $else; it has 5, 10'],
  ['a factor without levels', 'levels: [5, 10, 20]', 'levels: []', 'SB_FACTOR_FORM', '[]', 'the factor size has no levels', 'write a list of levels'],
  ['a family in braces without quotes', '  condition:\n', '  other: { S{k}: { for: { k: [1] } } }\n  condition:\n', 'SB_SPEC_YAML', '{k}', 'not YAML', 'wants quotes'],
  ['a family whose variable is not in its name', 'S{depth}T: { for: { depth', 'SomeT: { for: { depth', 'SB_FACTOR_FAMILY', 'depth: [1, 2]', 'the name "SomeT" does not hold {depth}'],
  ['braces without a variable', 'S{depth}T: { for: { depth: [1, 2] }', 'S{depht}T: { for: { depth: [1, 2] }', 'SB_FACTOR_FAMILY', 'depth: [1, 2]', 'does not hold {depth}'],
  ['a level that is left empty', 'base: {}', 'base:', 'SB_LEVEL_EMPTY', 'base', 'the level "base" of condition is empty', 'write base: {}'],
  ['a field that is left empty', 'learningRate: 0.02', 'learningRate:', 'SB_SPEC_NULL', '', '"training.learningRate" is empty'],
  ['a level twice', 'levels: [5, 10, 20]', 'levels: [5, 10, 5.0]', 'SB_FACTOR_LEVEL', '5.0]', 'size has the level "5" twice'],
  ['a stage that is not there', 'FTall: { stages.target.weights: source }', 'FTall: { stages.target.weights: sorce }', 'SB_STAGE_UNKNOWN', 'sorce', 'there is no stage "sorce" (at size 5, condition FTall and 2 more)', 'did you mean "source"'],
  ['more frozen units than there are', 'depth: [1, 2]', 'depth: [1, 3]', 'SB_FREEZE', '3]', 'freeze cannot be 3: the network has 3 units (at size 5, condition S3T and 2 more)', 'a number from 0 to 2'],
  ['a data set that is not there', 'learn: { data: fashion, classes: target', 'learn: { data: fashon, classes: target', 'SB_DATA_UNKNOWN', 'fashon', 'there is no data set "fashon"', 'did you mean "fashion"'],
  ['a group that is not there', 'classes: target, perClass', 'classes: targets, perClass', 'SB_GROUP_UNKNOWN', 'targets', 'fashion has no group "targets"', 'did you mean "target"'],
  ['a claim on a level that is not there', 'plus: { condition: FTall }', 'plus: { condition: FTal }', 'SB_LEVEL_UNKNOWN', 'FTal', 'condition has no level "FTal"', 'did you mean "FTall"'],
  ['a claim on a point that is skipped', 'claims:', 'skip:\n  - { size: 5, condition: FTall }\nclaims:', 'SB_POINT_MISSING', '{ condition: FTall }', 'there is no result at size 5, condition FTall', 'restrict the claim with at'],
  ['a metric that nobody has', 'over: size', 'metric: test.acuracy\n    over: size', 'SB_METRIC_UNKNOWN', 'test.acuracy', 'there is no metric "test.acuracy"', 'did you mean "test.accuracy"'],
  ['a metric of a part that is not measured', 'over: size', 'metric: train.loss\n    over: size', 'SB_METRIC_PART', 'train.loss', 'no stage measures train'],
  ['steps and epochs', 'batchSize: 8', 'batchSize: 8\n  epochs: 3', 'SB_SPEC_INVALID', '20, 10', 'steps and epochs exclude each other'],
  ['two amounts', 'perClass: 20 }', 'perClass: 20, share: 0.5 }', 'SB_SPEC_INVALID', '0.5', 'perClass and share exclude each other'],
  ['nothing that is measured', '    measure: [test]\n', '', 'SB_MEASURE', 'source:', 'no stage is measured'],
  ['a stream from which nothing draws', 'measure: [test]', 'streams: { dropout: again }\n    measure: [test]', 'SB_STREAMS', 'dropout', 'no run of target draws from "dropout"', 'it draws from'],
  ['a name that is taken', '  condition:\n', '  step: [1, 2]\n  condition:\n', 'SB_SPEC_NAME', 'step', 'a factor cannot be called "step"'],
  ['a number that is not finite', 'learningRate: 0.02', 'learningRate: .inf', 'SB_SPEC_YAML', '.inf', 'Infinity is not a finite number'],
  ['a merge key', '  learningRate: 0.02', '  <<: { learningRate: 0.02 }', 'SB_SPEC_YAML', '<<', 'merge keys are not part of the language'],
  ['a network without an output', '    - relu\n    - classifier', '    - relu', 'SB_MODEL_OUTPUT', 'relu', 'the last layer is no output'],
  ['replicates beyond any use', 'replicates: 2', 'replicates: { first: 9007199254740991, count: 4 }', 'SB_SPEC_INVALID', '9007199254740991', 'a whole number from 0 to 1000000 is expected'],
  ['an override of what every stage says itself', 'FTall: { stages', 'FTall: { training.steps: 10, stages', 'SB_PATH_SHADOWED', 'training.steps', 'training.steps changes nothing'],
  ['a spec of the first edition', 'seedbed: 2\n', 'dataset: { plugin: fashionmnist }\n', 'SB_SPEC_EDITION', 'dataset', 'this file is written in the first edition of the language', 'write seedbed: 2'],
  ['a field of the first edition', 'seedbed: 2\n', 'seedbed: 2\nconditions: [base, FTall]\n', 'SB_SPEC_EDITION', 'conditions', 'a field of the first edition of the language', 'factors: { condition'],
  ['a spec that does not say its edition', 'seedbed: 2\n', '', 'SB_SPEC_INVALID', 'name: example', 'the field "seedbed" is missing', 'write seedbed: 2'],
  ['a claim of a kind that nobody has', 'trend: { direction', 'slope: { direction', 'SB_SPEC_INVALID', 'slope', 'claim C1.test has no field "slope"', 'there are trend, contrasts, equivalence, best'],
  ['a claim whose sides are the same', 'trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } }', 'contrasts: [{ plus: { condition: base }, minus: { condition: base } }]', 'SB_CLAIM_SAME', '{ condition: base } }]', 'plus and minus are the same'],
  ['a best that says nothing', 'trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } }', 'best: { among: { condition: [base, FTall] }, are: { condition: [base, FTall] } }', 'SB_CLAIM_BEST', '{ condition: [base, FTall] } }', 'says nothing', 'leave some of among out'],
  ['a best among others', 'trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } }', 'best: { among: { condition: [base, FTall] }, are: { condition: S1T } }', 'SB_LEVEL_UNKNOWN', '{ condition: S1T', '"S1T" is not among the levels that are compared', 'there are base, FTall'],
  ['a best of what has no better', '    over: size\n    test: { trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } } }', '    metric: churn\n    over: size\n    test: { best: { among: { condition: [base, FTall] }, are: { condition: base } } }', 'SB_CLAIM_BEST', 'id: C1', 'there is no best target.churn'],
  ['a trend over words', '    over: size\n    test: { trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } } }', '    over: condition\n    at: { size: 5 }\n    test: { trend: { direction: falling } }', 'SB_CLAIM_AXIS', 'condition', 'a trend needs numbers, and condition has the level "base"'],
  ['a claim over what no level has', '    over: size\n    test: { trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } } }', '    over: depth\n    at: { condition: base }\n    mean: size\n    test: { contrasts: [{ plus: { condition: base }, minus: 50 }] }', 'SB_CLAIM_NOWHERE', 'depth', 'no level that is left has depth'],
  ['an alpha that one replicate reaches', 'margin: 1', 'margin: 1\n    alpha: 0.5', 'SB_SPEC_INVALID', '0.5', 'claim C1.alpha cannot be 0.5: a number above 0, below 0.5'],
  ['a metric made of what is not measured', 'metrics:\n', 'figures: [{ lines: { y: gap, x: size } }]\nmetrics:\n  gap: { difference: { of: train.accuracy, minus: test.accuracy } }\n', 'SB_METRIC_PART', 'train.accuracy', 'target does not measure train', 'add it to measure: [train]'],
  ['a metric made of a metric that nobody has', 'metrics:\n', 'figures: [{ lines: { y: fast, x: size } }]\nmetrics:\n  fast: { stepsTo: { metric: test.acuracy, value: 80 } }\n', 'SB_METRIC_UNKNOWN', 'test.acuracy', 'there is no metric', 'test.accuracy'],
  ['a metric made of one that is made of others', 'metrics:\n', 'figures: [{ lines: { y: fast, x: size } }]\nmetrics:\n  fast: { stepsTo: { metric: churn, value: 80 } }\n', 'SB_METRIC_PART', 'churn', 'churn is made of other metrics', 'write PART.NAME'],
  ['a claim on a matrix', 'over: size', 'metric: test.confusion\n    over: size', 'SB_METRIC_MATRIX', 'test.confusion', 'confusion is a matrix, not a number'],
  ['a figure of another kind', 'claims:', 'figures: [{ line: { y: test.accuracy, x: size } }]\nclaims:', 'SB_SPEC_INVALID', 'line:', 'figures.0 has no field "line"', 'did you mean "lines"'],
  ['a field that a figure has not', 'claims:', 'figures: [{ lines: { y: test.accuracy, x: size, serie: condition } }]\nclaims:', 'SB_SPEC_INVALID', 'serie', 'figures.0.lines has no field "serie"', 'did you mean "series"'],
  ['a figure without what is on x', 'claims:', 'figures: [{ lines: { y: test.accuracy } }]\nclaims:', 'SB_SPEC_INVALID', '{ y', 'figures.0.lines needs "x"'],
  ['two kinds of figures in one', 'claims:', 'figures: [{ lines: { y: test.accuracy, x: size }, confusion: {} }]\nclaims:', 'SB_SPEC_INVALID', '{ lines', 'one of lines, contrast'],
  ['a figure over what is not there', 'claims:', 'figures: [{ lines: { y: test.accuracy, x: sise } }]\nclaims:', 'SB_FACTOR_UNKNOWN', 'sise', 'there is no factor, variable or metric "sise"', 'did you mean "size"'],
  ['a figure of a metric that is not there', 'claims:', 'figures: [{ lines: { y: test.acuracy, x: size } }]\nclaims:', 'SB_METRIC_UNKNOWN', 'test.acuracy', 'there is no metric', 'did you mean "test.accuracy"'],
  ['a figure of a part that is not measured', 'claims:', 'figures: [{ lines: { y: train.accuracy, x: size } }]\nclaims:', 'SB_METRIC_PART', 'train.accuracy', 'no stage measures train'],
  ['a figure with one factor in two roles', 'claims:', 'figures: [{ lines: { y: test.accuracy, x: size, series: size } }]\nclaims:', 'SB_FIGURE_TWICE', 'size }', 'size is both x and series'],
  ['a figure over what it averages', 'claims:', 'figures: [{ lines: { y: test.accuracy, x: size, mean: size } }]\nclaims:', 'SB_FIGURE_TWICE', 'size, mean', 'size is both x and in mean'],
  ['lines over steps', 'claims:', 'figures: [{ lines: { y: test.accuracy, x: step } }]\nclaims:', 'SB_FIGURE_AXIS', 'step', 'lines cannot go over steps', 'write curves'],
  ['lines of numbers that are measured', 'claims:', 'figures: [{ lines: { y: test.accuracy, x: size, series: test.loss } }]\nclaims:', 'SB_FIGURE_AXIS', 'test.loss', 'series cannot be test.loss: it has no levels'],
  ['curves of what is measured once', 'claims:', 'figures: [{ curves: { y: test.accuracy } }]\nclaims:', 'SB_FIGURE_COURSE', 'test.accuracy', 'test.accuracy is measured once, at the end', 'there are loss, train.accuracy'],
  ['lines of a matrix', 'claims:', 'figures: [{ lines: { y: test.confusion, x: size } }]\nclaims:', 'SB_METRIC_MATRIX', 'test.confusion', 'confusion is a matrix, not a number'],
  ['a matrix of a number', 'claims:', 'figures: [{ confusion: { y: test.accuracy } }]\nclaims:', 'SB_FIGURE_MATRIX', 'test.accuracy', 'accuracy is a number, not a matrix'],
  ['a contrast with nothing', 'claims:', 'figures: [{ contrast: { y: test.accuracy, x: size, series: condition } }]\nclaims:', 'SB_SPEC_INVALID', '{ y', 'figures.0.contrast needs "minus"'],
  ['a heatmap over numbers that are measured', 'claims:', 'figures: [{ heatmap: { color: test.accuracy, x: size, y: test.loss } }]\nclaims:', 'SB_FIGURE_AXIS', 'test.loss', 'heatmap cannot go over test.loss: it has no levels'],
  ['the best of replicates', 'claims:', 'figures: [{ best: { y: test.accuracy, among: replicate } }]\nclaims:', 'SB_FIGURE_AXIS', 'replicate', 'the best is looked for in each replicate'],
  ['a figure with a level that is not there', 'claims:', 'figures: [{ contrast: { y: test.accuracy, x: size, minus: { condition: basis } } }]\nclaims:', 'SB_LEVEL_UNKNOWN', 'basis', 'condition has no level "basis"', 'did you mean "base"'],
]; // prettier-ignore

describe('bad input', () => {
  it('is not in the example', () => {
    const path = join(folder, 'right.yaml');
    writeFileSync(path, right);
    const experiment = readExperiment(path, knownComponents);
    expect(claimsOf(experiment, planExperiment(experiment))).toHaveLength(1);
  });

  it.each(rows)('%s', (_, from, to, code, at, message, hint = '') => {
    const refused = refusal(edited(from, to));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(message);
    expect(refused.at?.slice(0, at.length)).toBe(at);
    expect(refused.hint ?? '').toContain(hint);
  });

  it.each([
    [
      'program',
      'features',
      'the program of trainer builds this network, which is one unit: only the program can keep layers of it as they are',
      'leave freeze out, and say by an option of program which layers it keeps',
    ],
    ['program', '1', 'the program of trainer builds this network', 'leave freeze out'],
    ['classifier', '1', 'freeze cannot be 1: the network has 1 unit', '0, or features'],
  ])('may be a unit that is frozen where there is none: of %s, freeze: %s', (layer, freeze, message, hint) => {
    // prettier-ignore
    const layers = edited('    - { conv: 4 }\n    - relu\n    - { dense: 6 }\n    - relu\n    - classifier\n', `    - ${layer}\n`); // prettier-ignore
    const refused = refusal(edited('measure: [test]', `freeze: ${freeze}\n    measure: [test]`, layers));
    expect(refused).toMatchObject({ code: 'SB_FREEZE', at: freeze, hint: expect.stringContaining(hint) });
    expect(refused.message).toContain(message);
  });

  it('may be a trend on a scale that has not all levels', () => {
    const rates = edited('  condition:\n', '  rate: { levels: [0, 0.5], scale: log2 }\n  condition:\n', edited('momentum: 0.9', 'momentum: $rate')); // prettier-ignore
    const refused = refusal(edited('over: size', 'over: rate\n    mean: size', rates));
    expect(refused).toMatchObject({ code: 'SB_CLAIM_AXIS', hint: 'leave it out with at, or take the linear scale' });
    expect(refused.message).toBe('rate has the level 0, which a log2 scale does not have');
  });

  it('is shown in the file in which it was written', () => {
    writeFileSync(join(folder, 'base.yaml'), edited('momentum: 0.9', 'momentum: 2'));
    expect(refusal('extends: base.yaml\nname: variant\n')).toMatchObject({ file: join(folder, 'base.yaml'), line: 17 });
    writeFileSync(join(folder, 'base.yaml'), right);
    const own = refusal('extends: base.yaml\ntraining: { optimizer: { sgd: { momentum: 2 } } }\n');
    expect(own).toMatchObject({ file: join(folder, 'experiment.yaml'), line: 2, at: '2 } } }' });
    const nothing = refusal('extends: base.yaml\ntraining: { epochs: null }\n');
    expect(nothing).toMatchObject({ code: 'SB_SPEC_NULL', at: 'null }' });
  });
});
