import { type Dataset, type DatasetPlugin, unevenTest, unevenWords } from '@seedbed/core';
import { count, grouped } from '@seedbed/core/words';
import type { Terminal } from '../../progress/terminal.js';
import { table } from '../../progress/table.js';

/** Says what a set holds: counts by class, fingerprint, and what is unusual. */
export function describe(terminal: Terminal, plugin: DatasetPlugin, dataset: Dataset, more: { checked?: true }): void {
  const { classes, counts, fingerprint, image, notes } = dataset;
  const { title, licence, citation } = plugin.about;
  const rows = classes.map((name, index) => ({ name, train: counts.train[index]!, test: counts.test[index]! }));
  const uneven = unevenTest(classes, counts.test);
  if (terminal.json) {
    const { name, version } = plugin;
    const document = { name, version, title, licence, citation, image, classes: rows, fingerprint, notes, uneven, ...more }; // prettier-ignore
    return terminal.print(JSON.stringify(document, null, 2));
  }
  const sum = (part: 'train' | 'test') => counts[part].reduce((total, images) => total + images, 0);
  terminal.print(`${title} (${licence})\n${citation}\n`);
  terminal.print(table([['class', 'training', 'test'], ...rows.map(({ name, train, test }) => [name, train, test])]));
  const shape = `${image.height} x ${image.width} x ${image.channels}`;
  terminal.print(`\n${count(classes.length, 'class', 'classes')}, ${grouped(sum('train'))} training and ${grouped(sum('test'))} test images, ${shape}`); // prettier-ignore
  terminal.print(`fingerprint ${fingerprint}`);
  for (const note of notes) terminal.print(`- ${note}`);
  if (uneven) terminal.print(`caution: ${unevenWords(uneven)}`);
  if (more.checked) terminal.print('checked: read again from the original data, and what is packed is the same');
}
