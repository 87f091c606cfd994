import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadExperiment } from '../load.js';
import { temporaryFolders } from '../testing/caches.js';
import { edited, exampleText, loadText } from '../testing/experiments.js';
import { imagesWith } from '../testing/facts.js';
import { refusalOf } from '../testing/refusals.js';
import { checkAgainstData } from './check-data.js';
import type { KnownData } from './demand.js';

const folders = temporaryFolders();
afterAll(() => folders.remove());

const data: KnownData = {
  ...imagesWith([50, 50, 24, 50, 50], [5, 5, 5, 5, 5], [8, 8, 1]),
  classes: ['Bag', 'Boot', 'Coat', 'Dress', 'Shirt'],
};
const check = (text: string, changed: Partial<KnownData> = {}, key = 'fashionmnist') => {
  const { experiment, plan } = loadText(text);
  checkAgainstData(experiment, plan.runs, new Map([[key, { ...data, ...changed }]]));
};
const refused = (text: string, changed: Partial<KnownData> = {}) => refusalOf(() => check(text, changed));
const steps = (size: number) => edited('5: 20, 10: 30', `5: 20, ${size}: 30`);
const whole = (amount: string, text = exampleText) => edited('classes: source, perClass: 20', `classes: source${amount && `, ${amount}`}`, text); // prettier-ignore

describe('what a plan asks of its data', () => {
  it('is there; a set that is not known is not looked at', () => {
    check(exampleText);
    check(edited('source: 3', 'source: 30'), {}, 'another set');
  });

  it('is no more classes than there are', () => {
    const refusal = refused(edited('source: 3', 'source: 4'));
    expect(refusal).toMatchObject({ code: 'SB_DATA_CLASSES', line: 8, hint: 'groups are disjoint' });
    expect(refusal.at).toMatch(/^{ source: 4, target: 2 }/);
    expect(refusal.message).toBe('6 classes are asked for (4 for source, 2 for target), but the data set has 5 (r0 target at condition base, size 5 and 17 more)'); // prettier-ignore
  });

  it('are classes that exist', () => {
    const refusal = refused(edited('source: 3', 'source: [Bag, Boots, Coat]'));
    expect(refusal).toMatchObject({ code: 'SB_DATA_CLASS', line: 8 });
    expect(refusal.message).toContain('the data set has no class "Boots" (');
    expect([refusal.at.slice(0, 5), refusal.hint.slice(0, 20)]).toEqual(['Boots', 'did you mean "Boot"?']);
  });

  it('are classes that are learned, where some are to be kept', () => {
    const keeping = (name: string, source = '[Bag, Boot, Coat]') =>
      edited('classes: source, perClass: 20', `classes: source, perClass: 20, transforms: [{ keep: [Bag, ${name}] }]`, edited('source: 3', `source: ${source}`)); // prettier-ignore
    check(keeping('Coat'));
    check(keeping('Shirt', '3'));
    const [absent, other] = [refused(keeping('Boots')), refused(keeping('Shirt'))];
    expect(absent).toMatchObject({ code: 'SB_DATA_CLASS' });
    expect(absent.message).toContain('the data set has no class "Boots", which is to be kept (');
    expect([absent.at.slice(0, 5), absent.hint.slice(0, 20)]).toEqual(['Boots', 'did you mean "Boot"?']);
    expect(other.message).toContain('"Shirt" is to be kept, but the run does not learn it (');
  });

  it('are classes by their names, in whatever Unicode spelling', () => {
    const classes = ['Bag', 'Boot', 'Coat', 'Dress', 'k\u00e4se'];
    check(edited('source: 3', 'source: [Bag, ka\u0308se, Coat]'), { classes });
  });

  it('names every class that does not exist, and the nearest of all that there are', () => {
    const classes = [...data.classes, ...Array.from({ length: 60 }, (_, index) => `mp/a/${index}`), 'mp/a/amphitheater']; // prettier-ignore
    const { counts } = imagesWith(classes.map(() => 50), classes.map(() => 5)); // prettier-ignore
    const { message, hint } = refused(edited('source: 3', 'source: [mp/a/amphitheatre, Boots, Coat]'), { classes, counts }); // prettier-ignore
    expect(message).toContain('the data set has no class "mp/a/amphitheatre", "Boots" (');
    expect(hint).toMatch(/^did you mean "mp\/a\/amphitheater"\? there are Bag, .* and 36 more$/);
  });

  it('is no more examples than the smallest class that can be drawn has', () => {
    check(whole('perClass: 20'));
    const source = refused(whole('perClass: 21'));
    expect(source).toMatchObject({ code: 'SB_DATA_TOO_FEW', line: 18, at: '21 }, steps: 40 }', hint: 'at most 20 to train on can be asked for, or { atMost: n }' }); // prettier-ignore
    expect(source.message).toBe('of each class 21 to train on and 4 for validation are asked for, but class "Coat" has 24 (r0 source and 1 more)'); // prettier-ignore
    check(whole('perClass: { atMost: 21 }'));
    const validation = refused(edited('validation: { perClass: 4 }', 'validation: { perClass: 30 }'));
    expect(validation).toMatchObject({ code: 'SB_DATA_TOO_FEW', line: 8, at: '30 } }', hint: 'at most 19 for validation can be asked for, or { atMost: n }' }); // prettier-ignore
    const test = refused(edited('validation: { perClass: 4 }', 'validation: { perClass: 4 }, test: { perClass: 25 }'));
    expect(test).toMatchObject({ line: 8, at: '25 } }', hint: 'at most 15 for test can be asked for, or { atMost: n }' }); // prettier-ignore
  });

  it('is refused at the level, the table or the file in which it was written', () => {
    const target = refused(edited('[5, 10]', '[5, 25]', steps(25)));
    expect(target).toMatchObject({ code: 'SB_DATA_TOO_FEW', line: 24, at: '25], scale: log2, unit: images per class' });
    expect(target.message).toContain('(r0 target at condition base, size 25 and 7 more)');
    const table = refused(edited('perClass: $size', 'perClass: { $by: size, 5: 5, 10: 77 }'));
    expect(table).toMatchObject({ line: 20, at: '77 } }' });
    const override = refused(edited('stages.target.freeze: $depth }', 'stages.target.freeze: $depth, stages.target.learn.perClass: 99 }')); // prettier-ignore
    expect(override).toMatchObject({ line: 28, at: '99 }' });
    const folder = folders.make();
    writeFileSync(join(folder, 'base.yaml'), exampleText);
    writeFileSync(join(folder, 'own.yaml'), 'extends: base.yaml\nstages: { source: { learn: { perClass: 21 } } }\n');
    const { experiment, plan } = loadExperiment(join(folder, 'own.yaml'));
    const own = refusalOf(() => checkAgainstData(experiment, plan.runs, new Map([['fashionmnist', data]])));
    expect(own).toMatchObject({ file: join(folder, 'own.yaml'), line: 2, at: '21 } } }' });
  });

  it('says how many examples are missing, of which classes, and what the data set knows about them', () => {
    const { counts } = imagesWith([20, 50, 24, 23, 22], [5, 5, 5, 5, 5]);
    const notes = ['Absent: 9 images that train.txt names (Bag 9).', 'Something else.'];
    const refusal = refused(whole('perClass: 30'), { counts, notes });
    expect(refusal.message).toContain(
      'of each class 30 to train on and 4 for validation are asked for, but class "Bag" has 20, "Shirt" 22, "Dress" 23, "Coat" 24: 47 examples are missing, of 4 classes',
    );
    expect(refusal.hint).toBe('at most 16 to train on can be asked for, or { atMost: n }. Absent: 9 images that train.txt names (Bag 9)'); // prettier-ignore
  });

  it('is no more examples in all than the smallest classes that can be drawn have', () => {
    // Three of five: Coat and two of 50, without 4 of each for validation.
    check(whole('examples: 112'));
    const drawn = refused(whole('examples: 113'));
    expect(drawn).toMatchObject({ code: 'SB_DATA_TOO_FEW', line: 18, at: '113 }, steps: 40 }', hint: 'ask for fewer, or for a share' }); // prettier-ignore
    expect(drawn.message).toContain('113 examples to train on are asked for, but the 3 smallest classes have 112 left');
    const listed = edited('source: 3', 'source: [Bag, Boot, Shirt]', whole('examples: 139'));
    expect(refused(listed).message).toContain('its classes have 138 left');
    check(whole('share: 1'));
    expect(refused(whole('share: 0.001')).message).toContain('there is no example to train on');
  });

  it('has examples of every part that is measured', () => {
    const without = edited(', validation: { perClass: 4 }', '');
    const refusal = refused(without);
    expect(refusal).toMatchObject({ code: 'SB_DATA_TOO_FEW', line: 8, hint: 'say validation: { perClass: n } in the data set, or do not measure validation' }); // prettier-ignore
    expect(refusal.message).toContain('there is no example for validation (r0 target at condition base, size 5 and 15 more)'); // prettier-ignore
    check(edited('measure: [validation, test]', 'measure: [train, test]', without));
  });

  it('needs test examples only of classes that can be drawn, and where they are measured', () => {
    const { counts } = imagesWith([50, 50, 24, 50, 50], [5, 5, 0, 5, 5]);
    check(edited('target: 2', 'target: [Dress, Shirt]'), { counts });
    const refusal = refused(exampleText, { counts });
    expect(refusal).toMatchObject({ code: 'SB_DATA_NO_TEST', line: 8 });
    expect(refusal.message).toContain('class "Coat" has no test examples');
    check(edited('measure: [validation, test]', 'measure: [validation]'), { counts });
    check(edited('validation: { perClass: 4 }', 'validation: { perClass: 4 }, test: { perClass: 4 }', whole('perClass: 16')), { counts }); // prettier-ignore
  });

  it('counts only classes that can be drawn for that group', () => {
    const named = edited('source: 3', 'source: [Bag, Boot, Shirt]', whole('perClass: 46'));
    check(named);
    check(edited('target: 2', 'target: [Coat, Dress]', named));
    const other = edited('target: 2', 'target: [Coat, Dress]', whole('perClass: 46'));
    check(other);
    expect(refused(edited('perClass: 46', 'perClass: 47', other)).message).toContain('class "Bag" has 50');
  });

  it('are all classes where no group is learned', () => {
    const all = (classes: string) => `${edited('{ source: 3, target: 2 }', classes, exampleText.replaceAll(/, classes: (source|target)/g, ''))}`; // prettier-ignore
    check(all('3'));
    expect(refused(all('6'))).toMatchObject({ code: 'SB_DATA_CLASSES', hint: '' });
    expect(refused(all('[Bag, Hat]')).message).toContain('the data set has no class "Hat"');
    check(all('[Bag, Boot, Dress]').replace('perClass: 20', 'perClass: 46'));
    expect(refused(edited('classes: { source: 3, target: 2 }, ', '', exampleText.replaceAll(/, classes: (source|target)(?=, perClass)/g, '')).replace('perClass: 20', 'perClass: 21')).message).toContain('class "Coat" has 24'); // prettier-ignore
  });

  it('are values for its channels', () => {
    const color = edited('mean: [0.5], std: [0.25]', 'mean: [0.5, 0.5, 0.5], std: [0.2, 0.2, 0.2]');
    check(color, { inputs: { shape: [8, 8, 3], type: 'uint8' } });
    const refusal = refused(color);
    expect(refusal).toMatchObject({ code: 'SB_DATA_CHANNELS', line: 10, at: '[0.5, 0.5, 0.5], std: [0.2, 0.2, 0.2] }', hint: 'give 1' }); // prettier-ignore
    expect(refusal.message).toContain('3 values of mean for images of 8 x 8 x 1 (');
    const own = refused(edited('steps: 40 }', 'steps: 40, input: { mean: [0, 0], std: [1, 1] } }'), { inputs: { shape: [8, 8, 3], type: 'uint8' } }); // prettier-ignore
    expect(own).toMatchObject({ line: 18, at: '[0, 0], std: [1, 1] } }', hint: 'give 1 or 3' });
  });

  it('are images that the network does not shrink away', () => {
    const pooled = edited('{ conv: 8 }', '{ conv: { filters: 8, stride: 2 } }, maxPool');
    check(pooled);
    const refusal = refused(pooled, { inputs: { shape: [8, 4, 1], type: 'uint8' } });
    expect(refusal).toMatchObject({ code: 'SB_SPEC_SHAPE', line: 11 });
    expect(refusal.message).toContain('maxPool2 does not fit: it leaves nothing of 2 x 1 x 8 (images of 8 x 4 x 1)');
    expect(refusal.hint).toBe('use smaller kernels, strides or less pooling');
    const valid = edited('{ conv: 4 }', '{ conv: { filters: 4, kernelSize: 9, padding: valid } }');
    expect(refused(valid)).toMatchObject({ code: 'SB_SPEC_SHAPE' });
    const block = edited('{ conv: 8 }', '{ residual: { layers: [{ conv: { filters: 4, stride: 8 } }, maxPool], shortcut: none } }'); // prettier-ignore
    expect(refused(block)).toMatchObject({ code: 'SB_SPEC_SHAPE' });
  });

  it('are batches of more than one value of each channel, where that is normalized and trained', () => {
    const with1 = (layers: string, text = exampleText) => edited('{ conv: 8 }', layers, text.replace(/batchSize: \d+/, 'batchSize: 1')); // prettier-ignore
    const [onImages, onRows] = ['{ conv: 8 }, batchNorm', 'flatten, batchNorm'];
    check(edited('{ conv: 8 }', onRows));
    check(with1(onImages));
    check(with1(`${onRows.replace('batchNorm', 'layerNorm')}`));
    const refusal = refused(with1(onRows));
    expect(refusal).toMatchObject({ code: 'SB_SPEC_BATCH', hint: 'give a batchSize of 2 or more, or use layerNorm' });
    expect(refusal.at).toMatch(/^1\b/);
    expect(refusal.message).toContain('batchNorm1 normalizes over the batch, but batches of one example have a single value of each of its 64 channels'); // prettier-ignore
    const inside = refused(with1('flatten, { residual: { layers: [batchNorm, relu] } }'));
    expect(inside.message).toContain('residual1/batchNorm1 normalizes');
  });

  it('is looked up set by set', () => {
    const two = edited(
      '  fashion: {',
      '  digits: { plugin: fashionmnist, options: { set: digits } }\n  fashion: {',
    ).replace('learn: { data: fashion, classes: source, perClass: 20 }', 'learn: { data: digits, perClass: 21 }');
    const { experiment, plan } = loadText(two);
    const against = (digits: KnownData) => () => checkAgainstData(experiment, plan.runs, new Map([['fashionmnist', data], ['fashionmnist {"set":"digits"}', digits]])); // prettier-ignore
    against(data)();
    const few = refusalOf(against({ ...data, counts: { ...data.counts, train: [20, 20, 20, 20, 20] } }));
    expect(few.message).toContain('of each class 21 to train on are asked for, but class "Bag" has 20');
  });
});

describe('what the components of a plan ask of its data', () => {
  const rows: Partial<KnownData> = {
    inputs: { shape: [10], type: 'float32' },
    targets: [{ name: 'price', unit: 'USD' }],
  };
  const flat = edited('{ conv: 4 }, relu, maxPool, { conv: 8 }', 'flatten, { dense: 8 }, relu, { dense: 8 }');

  it('is a class, where they tell classes apart', () => {
    const refusal = refused(flat, rows);
    expect(refusal).toMatchObject({ code: 'SB_DATA_KIND', hint: 'end with regressor, and a loss of numbers such as squaredError' }); // prettier-ignore
    expect(refusal.message).toContain('classifier tells classes apart, but the data have the number price (');
    expect(refused(flat, { ...rows, targets: 'none' }).hint).toBe('name what is to be predicted in the options of the data set'); // prettier-ignore
  });

  it('are images, where they change images, and rows, where they add columns', () => {
    const augmented = edited('batchSize: 8', 'batchSize: 8\n  methods: [{ augment: { flip: true } }]', flat);
    const refusal = refused(augmented, { ...rows, targets: 'class' });
    expect(refusal).toMatchObject({ code: 'SB_DATA_KIND', hint: 'leave augment out' });
    expect(refusal.message).toContain('augment changes images, but the data are rows of 10 numbers (');
    const widened = edited('classes: source, perClass: 20', 'classes: source, perClass: 20, transforms: [{ noiseColumns: 2 }]'); // prettier-ignore
    expect(refused(widened).message).toContain(
      'noiseColumns adds columns to rows, but the data are images of 8 x 8 x 1 (',
    );
    check(edited('classes: source, perClass: 20', 'classes: source, perClass: 20, transforms: [{ noiseColumns: 2 }]', flat), { ...rows, targets: 'class' }); // prettier-ignore
  });

  it("are validation examples: the set's own, or some of the training examples", () => {
    const without = edited(', validation: { perClass: 4 }', '');
    expect(refused(without)).toMatchObject({ code: 'SB_DATA_TOO_FEW' });
    check(without, { counts: { ...data.counts, validation: [2, 2, 2, 2, 2] } });
  });
});
