import assert from 'node:assert/strict';
import { type Part, setParts } from '../dataset/contract.js';
import { placesIn } from '../dataset/each-example.js';
import type { Dataset } from '../dataset/dataset.js';
import { targetCount } from '../dataset/packed-format.js';
import { type FoundExample, shownPlace, type Survey } from './survey.js';

/**
 * No example is in two parts: what is measured must not have been learned.
 * @param known how many different examples are, where the original data are so.
 * @throws AssertionError with examples.
 */
export function checkParts(survey: Survey, dataset: Dataset, known: number): void {
  const both = [...survey.values()].filter((places) => new Set(places.map(({ part }) => part)).size > 1);
  const examples = both.slice(0, 3).map((places) => {
    const [first] = places as [FoundExample];
    const other = places.find(({ part }) => part !== first.part) as FoundExample;
    return `${shownPlace(first, dataset)} is ${shownPlace(other, dataset)}`;
  });
  const hint = 'where the original data are so, state the number in the setup as "inBothParts"';
  assert.equal(both.length, known, `${both.length} examples are in two parts, and not ${known} (${examples.join('; ')}); ${hint}`); // prettier-ignore
}

/**
 * Examples are different ones, and what is to be predicted is not the same of all.
 * @throws AssertionError that names the class whose examples are all equal, or the target.
 */
export function checkVariety(survey: Survey, dataset: Dataset): void {
  const { classes, counts } = dataset;
  for (const part of setParts) {
    const different = classes.map(() => 0);
    for (const places of survey.values()) {
      const own = new Set(places.filter((place) => place.part === part).map(({ classIndex }) => classIndex));
      for (const index of own) different[index] = (different[index] as number) + 1;
    }
    for (const [index, name] of classes.entries()) {
      const examples = counts[part][index] as number;
      const equal = examples > 1 && different[index] === 1;
      const whose = dataset.targets === 'class' ? ` of class "${name}"` : '';
      assert.ok(!equal, `the ${examples} examples${whose} in ${part} are all equal`);
    }
  }
  assert.ok(survey.size > classes.length, `there are ${survey.size} different examples for ${classes.length} classes`);
  checkTargets(dataset);
}

function checkTargets(dataset: Dataset): void {
  const { targets, counts } = dataset;
  if (typeof targets === 'string') return;
  const numbers = new Float32Array(targetCount(dataset));
  const seen = targets.map(() => new Set<number>());
  for (let item = 0; item < (counts.train[0] as number); item++) {
    dataset.readTargets('train', 0, item, numbers, 0);
    seen.forEach((values, index) => values.size < 2 && values.add(numbers[index] as number));
  }
  for (const [index, { name }] of targets.entries()) {
    const [only] = seen[index] as Set<number>;
    assert.ok((seen[index] as Set<number>).size > 1, `target "${name}" is ${only} in every training example`);
  }
}

/**
 * Examples that belong together are in one part of the set, and not all of them belong together.
 * @throws AssertionError that names a group.
 */
export function checkGroups(dataset: Dataset): void {
  if (!dataset.grouped) return;
  const partOf = new Map<number, Part>();
  for (const { part, classIndex, item } of placesIn(dataset)) {
    const group = dataset.groupOf(part, classIndex, item);
    const before = partOf.get(group) ?? part;
    assert.equal(part, before, `group ${group} is in ${before} and in ${part}: what belongs together is on both sides`);
    partOf.set(group, part);
  }
  assert.ok(partOf.size > 1, 'all examples are one group: nothing could be taken out for testing');
}
