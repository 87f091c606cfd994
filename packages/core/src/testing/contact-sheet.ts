import { type Part, setParts } from '../dataset/contract.js';
import type { Dataset } from '../dataset/dataset.js';
import { readAt } from '../dataset/each-example.js';
import { imageOf } from '../dataset/network-data.js';
import { spread } from '../overview/places.js';
import { isPicture, pngOf } from '../overview/png.js';
import { confirmingLine } from './examples.js';
import { shownNumbers } from './shown-numbers.js';

/** Examples a class and part. */
const shownOfEach = 4;

const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** A page for the eye: examples of each class, in all parts, as pictures or as numbers, each with the line that confirms it. */
export function contactSheet(title: string, dataset: Dataset): string {
  const { classes, counts, targets } = dataset;
  const image = imageOf(dataset);
  const figure = (part: Part, classIndex: number, item: number) => {
    const place = { part, classIndex, item };
    const example = readAt(dataset, place);
    const line = `<figcaption><code>${escaped(confirmingLine(dataset, place))}</code></figcaption>`;
    if (!image || !isPicture(image))
      return `<figure class="row">${escaped(shownNumbers(dataset, example))}${line}</figure>`;
    const source = `data:image/png;base64,${pngOf(image, example.values).toString('base64')}`;
    return `<figure><img src="${source}" alt="">${line}</figure>`;
  };
  const sections = classes.map((name, classIndex) => {
    const figures = setParts.flatMap((part) => spread(counts[part][classIndex] as number, shownOfEach).map((item) => figure(part, classIndex, item))); // prettier-ignore
    return `<h2>${escaped(name)}</h2>\n<div>${figures.join('\n')}</div>`;
  });
  const question = targets === 'class' ? 'Does each example show its class, the right way up?' : 'Is each row as it is in the original data?'; // prettier-ignore
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>
body { font: 14px sans-serif; } div { display: flex; flex-wrap: wrap; gap: 12px; } figure { margin: 0; width: 180px; }
figure.row { width: 100%; } img { width: 128px; image-rendering: pixelated; } code { font-size: 10px; overflow-wrap: anywhere; }
</style>
<h1>${escaped(title)}</h1>
<p>${question} Copy the lines of three that are right into the plugin's test.</p>
${sections.join('\n')}
</html>
`;
}
