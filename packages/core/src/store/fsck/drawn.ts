import type { Manifest } from '../../manifest/schema.js';
import { streamSeed } from '../../seeds/streams.js';

/** Seeds are derived again, and the classes must be those that a draw can give. */
export function* checkDrawn({ seeds, data, config }: Manifest): Generator<string> {
  for (const [name, seed] of Object.entries(seeds))
    if (streamSeed(config.seed, config.replicate, name) !== seed) yield `seeds.${name} is not the seed of that stream`;
  const asked = config.learn.data.classes;
  const { classes: group } = config.learn;
  const wanted = group === undefined || typeof asked !== 'object' || Array.isArray(asked) ? asked : (asked as Readonly<Record<string, number | readonly string[]>>)[group]; // prettier-ignore
  if (wanted === undefined || (typeof wanted === 'object' && !Array.isArray(wanted))) return;
  const right =
    typeof wanted === 'number'
      ? data.classes.length === wanted
      : (wanted as readonly string[]).length === data.classes.length && (wanted as readonly string[]).every((name, label) => data.classes[label] === name); // prettier-ignore
  if (!right) yield 'data.classes are not the classes that were asked for';
}
