import { type Dataset, type DatasetPlugin, inputWords, hasPart, type NumericTarget, type Part, partSize, parts as allParts, partWords, unevenTest, unevenWords } from '@seedbed/core'; // prettier-ignore
import { count, firstOf, grouped, list } from '@seedbed/core/words';
import type { Terminal } from '../../progress/terminal.js';
import { table } from '../../progress/table.js';
import { groupsOf } from './groups.js';

/**
 * Says what a set holds: what its examples are and what is to be predicted of them, counts by class or part, groups,
 * fingerprint, and what is unusual.
 */
export function describe(terminal: Terminal, plugin: DatasetPlugin, dataset: Dataset, more: { checked?: true }): void {
  const { classes, columns = null, counts, fingerprint, inputs, targets, notes } = dataset;
  const { title, licence, citation } = plugin.about;
  // An own validation part is told of where there is one.
  const parts = allParts.filter((part) => part !== 'validation' || hasPart(dataset, part));
  const by = <T>(of: (part: Part) => T) => Object.fromEntries(parts.map((part) => [part, of(part)])) as Record<Part, T>;
  const examples = by((part) => partSize(dataset, part));
  const hasClasses = targets === 'class';
  const rows = hasClasses
    ? classes.map((name, index) => ({ name, ...by((part) => counts[part][index] as number) }))
    : [];
  const groups = dataset.grouped ? by((part) => groupsOf(dataset, part)) : null;
  const uneven = hasClasses ? unevenTest(classes, counts.test) : null;
  if (terminal.json) {
    const { name, version } = plugin;
    const document = { name, version, title, licence, citation, inputs, columns, targets, examples, groups, classes: rows, fingerprint, notes, uneven, ...more }; // prettier-ignore
    return terminal.print(JSON.stringify(document, null, 2));
  }
  terminal.print(`${title} (${licence})\n${citation}\n`);
  if (hasClasses)
    terminal.print(table([['class', ...parts.map((part) => partWords[part])], ...rows.map((row) => [row.name, ...parts.map((part) => row[part])])])); // prettier-ignore
  else terminal.print(table([['part', 'examples'], ...parts.map((part) => [partWords[part], examples[part]])]));
  const amounts = list(parts.map((part) => `${grouped(examples[part])} ${partWords[part]}`));
  const what = hasClasses ? `${count(classes.length, 'class', 'classes')}, ` : '';
  terminal.print(`\n${what}${amounts} examples: ${inputWords(dataset)} (${inputs.type})`);
  if (columns) terminal.print(`columns: ${firstOf(columns, 100)}`);
  if (!hasClasses) terminal.print(targets === 'none' ? 'nothing is to be predicted' : `to be predicted: ${targets.map(targetWords).join(', ')}`); // prettier-ignore
  if (groups) terminal.print(`groups, of which all examples stay together: ${list(parts.map((part) => `${grouped(groups[part])} ${partWords[part]}`))}`); // prettier-ignore
  terminal.print(`fingerprint ${fingerprint}`);
  for (const note of notes) terminal.print(`- ${note}`);
  if (uneven) terminal.print(`caution: ${unevenWords(uneven)}`);
  if (more.checked) terminal.print('checked: read again from the original data, and what is packed is the same');
}

const targetWords = ({ name, unit }: NumericTarget) => (unit === undefined ? name : `${name} (${unit})`);
