import assert from 'node:assert/strict';
import type { Part } from '../dataset/contract.js';
import { type Dataset, rowsClass } from '../dataset/dataset.js';
import { type ExamplePlace, readAt } from '../dataset/each-example.js';
import { imageOf } from '../dataset/network-data.js';
import { alteration } from './alterations.js';
import { shownNumbers } from './shown-numbers.js';
import { digestOfExample, shownPlace, type Survey } from './survey.js';

/** An example that the plugin's author has looked at: it is what its class says, the right way up, or its row in the data. */
export interface ConfirmedExample {
  readonly part: Part;
  /** Name of its class; left out where examples have none. */
  readonly class?: string;
  /** Place among the examples of its class and part, from 0. */
  readonly item: number;
  /**
   * SHA-256 of its inputs (bytes, or numbers in single precision, little-endian) and of the numbers to be predicted behind
   * them; at least the first 16 of 64 hexadecimal characters.
   */
  readonly digest: string;
}

const wanted = 3;

/** The line of a setup that confirms an example. */
export function confirmingLine(dataset: Dataset, place: ExamplePlace): string {
  const { part, classIndex, item } = place;
  const name = dataset.targets === 'class' ? ` class: ${JSON.stringify(dataset.classes[classIndex])},` : '';
  const digest = digestOfExample(readAt(dataset, place)).slice(0, 16);
  return `{ part: '${part}',${name} item: ${item}, digest: '${digest}' },`;
}

/**
 * At least three examples, of different classes where there are classes, were confirmed by the plugin's author, and they
 * are what they were.
 * @throws AssertionError with what was found: examples to confirm, or where the confirmed one is now.
 */
export function checkExamples(survey: Survey, dataset: Dataset, examples: readonly ConfirmedExample[]): void {
  const { classes, targets } = dataset;
  const named = new Set(examples.map((example) => example.class));
  const places = new Set(examples.map(({ part, class: name, item }) => JSON.stringify([part, name, item])));
  const enough = places.size >= wanted && (targets !== 'class' || named.size >= Math.min(wanted, classes.length));
  const what = targets === 'class' ? 'examples of different classes' : 'examples';
  assert.ok(enough, `confirm ${wanted} ${what} as "examples" in the setup; found were${toConfirm(dataset)}`);
  for (const { part, class: name = rowsClass, item, digest } of examples) {
    const classIndex = classes.indexOf(name);
    assert.ok(classIndex >= 0, `there is no class "${name}" of a confirmed example`);
    assert.match(digest, /^[0-9a-f]{16,64}$/, `the digest of a confirmed example is "${digest}"`);
    const place = { part, classIndex, item };
    const example = readAt(dataset, place);
    const found = digestOfExample(example);
    if (found.startsWith(digest)) continue;
    const why = elsewhereOf(digest, survey, dataset) ?? alteration(digest, example, dataset) ?? 'no example of the set has that digest'; // prettier-ignore
    assert.fail(`${shownPlace(place, dataset)} has the digest ${found}, and not the confirmed ${digest}: ${why}`);
  }
}

/** Three examples as the setup would name them; rows with their numbers, since a row can be read here. */
function toConfirm(dataset: Dataset): string {
  const { classes, counts } = dataset;
  const chosen = [...new Set([0, Math.floor(classes.length / 2), classes.length - 1])];
  const lines = Array.from({ length: wanted }, (_, at) => {
    const classIndex = chosen[at % chosen.length] as number;
    const place = { part: 'train', classIndex, item: Math.min(at, (counts.train[classIndex] as number) - 1) } as const;
    const numbers = imageOf(dataset) ? '' : ` // ${shownNumbers(dataset, readAt(dataset, place))}`;
    return `\n  ${confirmingLine(dataset, place)}${numbers}`;
  });
  return `${lines.join('')}\nLook at each first: with SEEDBED_CONTACT_SHEET=sheet.html the tests write a page that shows them.`; // prettier-ignore
}

function elsewhereOf(digest: string, survey: Survey, dataset: Dataset): string | undefined {
  const found = [...survey.values()].flat().filter((place) => place.digest.startsWith(digest));
  return found.length > 0 ? `that is ${found.map((place) => shownPlace(place, dataset)).join(' and ')}` : undefined;
}
