import { describe, expect, it } from 'vitest';
import { exampleManifest, examplePart } from '../testing/manifests.js';
import { mostUneven, testedCounts, unevenTest, unevenWords } from './balance.js';

const tested = (confusion: number[][]) => exampleManifest({ measured: { test: examplePart(confusion) } });

describe('an uneven test set', () => {
  it('has a class with half as many images again as the mean, or two thirds of it', () => {
    expect(unevenTest(['a', 'b'], [998, 1000])).toBeNull();
    expect(unevenTest(['a', 'b'], [60, 40])).toBeNull();
    expect(unevenTest(['a', 'b'], [20, 10])).not.toBeNull();
    expect(unevenTest(['a', 'b', 'c', 'd'], [100, 100, 100, 40])).not.toBeNull();
    expect(unevenTest(['a', 'b', 'c', 'd'], [170, 100, 100, 100])).toBeNull();
    expect(unevenTest(['a', 'b', 'c', 'd'], [250, 100, 100, 100])).not.toBeNull();
    // Of many classes some are always larger than others.
    const names = Array.from({ length: 200 }, (_, index) => `${index}`);
    expect(unevenTest(names, names.map((_, index) => 40 + (index % 21)))).toBeNull(); // prettier-ignore
    expect(unevenTest(['a', 'b'], [0, 5])).toMatchObject({ smallest: { name: 'a', images: 0 } });
    expect(unevenTest(['a', 'b'], [0, 0])).toBeNull();
    expect(unevenTest(['a'], [9])).toBeNull();
  });

  it('is named with its largest and its smallest class', () => {
    const found = unevenTest(['a', 'b', 'c', 'big'], [1, 1, 1, 60]);
    expect(found && unevenWords(found)).toBe('the test images are unevenly spread over 4 classes: 60 of 63 (95 %) are of "big", 1 of "a". Who always answers "big" has an accuracy of 95 %; the mean class accuracy counts each class alike'); // prettier-ignore
  });
});

it('of several runs the one with the largest share of one class is named', () => {
  const [even, little, much] = [[[5, 5], [5, 5]], [[2, 2], [1, 1]], [[9, 0], [1, 0]]].map(tested); // prettier-ignore
  expect(testedCounts(little!)).toEqual([4, 2]);
  expect(testedCounts(exampleManifest({ measured: null }))).toEqual([]);
  expect(mostUneven([even!, little!, much!])).toMatchObject({ images: 10, largest: { name: 'Bag', images: 9 } });
  expect(mostUneven([even!])).toBeNull();
  expect(mostUneven([])).toBeNull();
});
