import { expect, it } from 'vitest';
import { renderData } from './render-data.js';
import { hostileName, imagesShown, tableShown } from './testing/data-sets.js';

const texts = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

it('shows images: counts, pictures, copies, splits, and nothing that could run', async () => {
  const input = imagesShown();
  const html = await renderData(input);
  const text = texts(html);
  expect(text).toContain('11,000 training and 904 test examples');
  // Six a class and part, but four of the small one; copies and the blank image.
  expect(html.match(/<img src="data:image\/png;base64,/g)?.length).toBeGreaterThan(118);
  expect(text).toContain('3 of 904 test examples are in the training part, too: what is measured there was learned.');
  expect(text).toContain('2 of 11,904 examples have the same inputs as another one with another answer.');
  expect(text).toContain('In none of the 12 draws is an example in two of training, validation and test');
  const draw = input.sets[0]!.splits[0]!.draws[1]!;
  expect(text).toContain(`${draw.parts.train.digest.slice(0, 12)} ${draw.parts.validation.digest.slice(0, 12)}`);
  expect(html).not.toContain(hostileName);
  expect(html).not.toMatch(/<script|onerror="/);
});

it('shows a table: rows, columns, numbers to be predicted', async () => {
  const html = await renderData(tableShown());
  const text = texts(html);
  expect(text).toContain('400 training, 40 validation and 80 test examples');
  expect(text).toContain('The same number in every example: column &quot;column-5&quot;.');
  expect(text).toContain('1 of 80 test examples is in the training part, too');
  expect(text).toContain('The first 24 of 30 columns.');
  // A line for each column and part, and for each number and part.
  expect(html.match(/<svg class="histogram"/g)).toHaveLength(3 * 30 + 3 * 2);
  expect(html).not.toContain('Splits');
});

it("calls somebody's own data by their name", async () => {
  const input = tableShown();
  const own = { ...input, sets: input.sets.map((set) => ({ ...set, options: { set: 'houses of Utrecht' } })) };
  expect(await renderData(own)).toContain('<h1>houses of Utrecht</h1>');
  expect(await renderData(input)).toContain('<h1>A made-up set</h1>');
});
