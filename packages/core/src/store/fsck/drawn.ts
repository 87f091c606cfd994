import type { Manifest } from '../../manifest/schema.js';
import type { CellSpec } from '../../plan/cell.js';
import { streamSeed } from '../../seeds/streams.js';

/** Seeds are derived again, and the classes must be those that a draw can give. */
export function* checkDrawn({ seeds, data }: Manifest, cell: CellSpec): Generator<string> {
  for (const [name, seed] of Object.entries(seeds))
    if (streamSeed(cell.seed, cell.replicate, name) !== seed) yield `seeds.${name} is not the seed of that stream`;
  const subsets = data.classes.map((name) => `${cell.learns}/subset/${name}`);
  const opened = Object.keys(seeds).filter((name) => name.startsWith(`${cell.learns}/subset/`));
  if (opened.length !== subsets.length || subsets.some((name) => !(name in seeds)))
    yield 'data.classes are not the classes whose subset streams were opened';
  for (const name of ['split', `${cell.role === 'source' ? 'source' : 'target'}/order`])
    if (!(name in seeds)) yield `seeds.${name} is not there`;
  const asked = cell.classes[cell.learns];
  const right =
    typeof asked === 'number'
      ? data.classes.length === asked
      : data.classes.length === asked.length && asked.every((name, label) => data.classes[label] === name);
  if (!right) yield 'data.classes are not the classes that were asked for';
}
