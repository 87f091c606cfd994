import { afterAll, describe, expect, it } from 'vitest';
import { SeedbedError } from '../errors.js';
import { temporaryFolders } from '../testing/caches.js';
import { edited, exampleSpecText, parseText, refusalOf } from '../testing/specs.js';
import { checkAgainstData } from './check-data.js';

const folders = temporaryFolders();
const folder = folders.make();
afterAll(() => folders.remove());

const data = {
  classes: ['Bag', 'Boot', 'Coat', 'Dress', 'Shirt'],
  counts: { train: [50, 50, 24, 50, 50], test: [5, 5, 5, 5, 5] },
  image: { height: 8, width: 8, channels: 1 },
};
const check = (text: string, changed: Partial<typeof data> = {}) =>
  checkAgainstData(parseText(folder, text), { ...data, ...changed });
const refused = (text: string, changed: Partial<typeof data> = {}) => refusalOf(() => check(text, changed));

describe('what a spec asks of its data', () => {
  it('is there', () => check(exampleSpecText));

  it('is no more classes than there are', () => {
    const refusal = refused(edited('{ classes: 3', '{ classes: 4'));
    expect(refusal).toMatchObject({ code: 'SB_DATA_CLASSES', line: 10 });
    expect(refusal.message).toContain('ask for 6 classes, but the data set has 5');
  });

  it('are classes that exist', () => {
    const refusal = refused(edited('{ classes: 3', '{ classes: [Bag, Boots, Coat]'));
    expect(refusal).toMatchObject({ code: 'SB_DATA_CLASS', line: 9, message: 'the data set has no class "Boots"' });
    expect([refusal.at.slice(0, 5), refusal.hint.slice(0, 20)]).toEqual(['Boots', 'did you mean "Boot"?']);
  });

  it('are classes by their names, in whatever Unicode spelling', () => {
    const classes = ['Bag', 'Boot', 'Coat', 'Dress', 'k\u00e4se'];
    const spec = parseText(folder, edited('{ classes: 3', '{ classes: [Bag, ka\u0308se, Coat]'));
    expect(spec.spec.split.source.classes).toEqual(['Bag', 'k\u00e4se', 'Coat']);
    checkAgainstData(spec, { ...data, classes });
    expect(refused(edited('{ classes: 3', '{ classes: [k\u00e4se, ka\u0308se, Bag]'))).toMatchObject({ code: 'SB_SPEC_CLASSES' }); // prettier-ignore
  });

  it('names every class that does not exist, and the nearest of all that there are', () => {
    const classes = [
      ...data.classes,
      ...Array.from({ length: 60 }, (_, index) => `mp/a/${index}`),
      'mp/a/amphitheater',
    ];
    const counts = { train: classes.map(() => 50), test: classes.map(() => 5) };
    const text = edited('{ classes: 3', '{ classes: [mp/a/amphitheatre, Boots, Coat]');
    let hint = '';
    let excerpt = '';
    try {
      check(text, { classes, counts });
    } catch (error) {
      if (error instanceof SeedbedError) ({ hint = '', excerpt = '' } = error);
    }
    expect(hint).toMatch(/^did you mean "mp\/a\/amphitheater"\? there are Bag, .* and 36 more$/);
    expect(excerpt).toMatch(/also .*no class "Boots"\n {2}hint: did you mean "Boot"\?/);
  });

  it('is no more images than the smallest class that can be drawn has', () => {
    check(edited('images: 20', 'images: 20'));
    const source = refused(edited('images: 20', 'images: 21'));
    expect(source).toMatchObject({ code: 'SB_DATA_TOO_FEW', line: 9, at: '21 }', hint: 'at most 20 can be asked for' });
    expect(source.message).toContain('class "Coat" has 24');
    const target = refused(edited('[5, 10]', '[5, 25]', edited('5: 20, 10: 30', '5: 20, 25: 30')));
    expect(target).toMatchObject({ code: 'SB_DATA_TOO_FEW', line: 10, at: '25] }' });
    const validation = refused(edited('validation: 4', 'validation: 30'));
    expect(validation).toMatchObject({ code: 'SB_DATA_TOO_FEW', hint: 'at most 0 can be asked for' });
  });

  it('says how many images are missing, of which classes, and what the data set knows about them', () => {
    const counts = { train: [20, 50, 24, 23, 22], test: [5, 5, 5, 5, 5] };
    const notes = ['Absent: 9 images that train.txt names (Bag 9).', 'Something else.'];
    const data = { counts, notes } as object;
    const refusal = refused(edited('images: 20', 'images: 30'), data);
    expect(refusal.message).toBe(
      '30 images a class to train on and 4 for validation, but class "Bag" has 20, "Shirt" 22, "Dress" 23, "Coat" 24: 47 images are missing, of 4 classes',
    );
    expect(refusal.hint).toBe('at most 16 can be asked for. Absent: 9 images that train.txt names (Bag 9)');
  });

  it('needs test images only of classes that can be drawn', () => {
    const counts = { train: [50, 50, 24, 50, 50], test: [5, 5, 0, 5, 5] };
    const named = edited('{ classes: 2', '{ classes: [Dress, Shirt]', edited('{ classes: 3', '{ classes: [Bag, Boot]'));
    check(named, { counts });
  });

  it('counts only classes that can be drawn for that side', () => {
    const named = edited('{ classes: 3, images: 20', '{ classes: [Bag, Boot, Shirt], images: 46');
    check(named);
    check(edited('{ classes: 2, images: [5, 10]', '{ classes: [Coat, Dress], images: [5, 10]', named));
    const other = edited('{ classes: 2', '{ classes: [Coat, Dress]', edited('images: 20', 'images: 46'));
    check(other);
    expect(refused(edited('images: 46', 'images: 47', other)).message).toContain('class "Bag" has 50');
  });

  it('are values for its channels', () => {
    const colour = edited('dense: [6]', 'dense: [6]\n  input: { mean: [0.5, 0.5, 0.5], deviation: [0.2] }');
    check(colour, { image: { height: 8, width: 8, channels: 3 } });
    const refusal = refused(colour);
    expect(refusal).toMatchObject({ code: 'SB_DATA_CHANNELS', line: 18, hint: 'give 1 or 1' });
    expect(refusal.message).toBe('3 values for images of 1 channel');
  });

  it('are images that the network does not shrink away', () => {
    const pooled = edited('{ filters: 8 }', '{ filters: 8, stride: 2, pool: 2 }');
    check(pooled);
    const refusal = refused(pooled, { image: { height: 8, width: 4, channels: 1 } });
    expect(refusal).toMatchObject({ code: 'SB_SPEC_SHAPE', line: 16 });
  });

  it('are images to test on', () => {
    const counts = { train: [50, 50, 24, 50, 50], test: [5, 5, 0, 5, 5] };
    const refusal = refused(edited('seed: 2016', 'seed: 2016'), { counts });
    expect(refusal).toMatchObject({ code: 'SB_DATA_NO_TEST' });
  });
});
