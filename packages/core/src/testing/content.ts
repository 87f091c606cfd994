import assert from 'node:assert/strict';
import type { Dataset } from '../dataset/contract.js';
import { partOrder } from '../dataset/packed-format.js';
import { shownPlace, type Survey } from './survey.js';

/**
 * No image is in both parts: what is measured must not have been learned.
 * @param known how many different images are in both, where the original data are so.
 * @throws AssertionError with examples.
 */
export function checkParts(survey: Survey, dataset: Dataset, known: number): void {
  const both = [...survey.values()].filter((places) => new Set(places.map(({ part }) => part)).size > 1);
  const examples = both.slice(0, 3).map((places) => {
    const [train, test] = partOrder.map((part) => places.find((place) => place.part === part)!);
    return `${shownPlace(train!, dataset)} is ${shownPlace(test!, dataset)}`;
  });
  const hint = 'where the original data are so, state the number in the setup as "inBothParts"';
  assert.equal(both.length, known, `${both.length} images are in both parts, and not ${known} (${examples.join('; ')}); ${hint}`); // prettier-ignore
}

/** Images are different ones. @throws AssertionError that names the class whose images are all equal. */
export function checkVariety(survey: Survey, { classes, counts }: Dataset): void {
  for (const part of partOrder) {
    const different = classes.map(() => 0);
    for (const places of survey.values()) {
      for (const index of new Set(places.filter((place) => place.part === part).map((place) => place.classIndex))) {
        different[index]! += 1;
      }
    }
    for (const [index, name] of classes.entries()) {
      const images = counts[part][index]!;
      assert.ok(
        images < 2 || different[index]! > 1,
        `the ${images} images of class "${name}" in ${part} are all equal`,
      );
    }
  }
  assert.ok(survey.size > classes.length, `there are ${survey.size} different images for ${classes.length} classes`);
}
