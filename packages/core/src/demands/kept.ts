import { knownComponents } from '../components/registry.js';
import { settled } from '../components/settled.js';
import type { RunConfig } from '../plan/run-config.js';
import { choices } from '../spec/nearest.js';
import { field, itemsOf, textOf, type Value } from '../spec/value.js';
import { possibleClasses } from './classes.js';
import type { KnownData, Unmet } from './demand.js';
import type { Places } from './places.js';

/** Classes that a transform keeps and that the run never learns. */
export function unmetKept(learn: RunConfig['learn'], data: KnownData, places: Places): Unmet | undefined {
  const learned = possibleClasses(learn, data);
  const kept = (learn.transforms ?? []).flatMap((transform) => {
    const known = settled(knownComponents, 'transform', transform);
    return known?.name === 'keep' ? (known.options['classes'] as readonly string[]) : [];
  });
  const unknown = kept.find((name) => !learned.includes(name));
  if (unknown === undefined) return undefined;
  const written = field(places.get('learn'), 'transforms') ?? places.stage;
  const isThere = data.classes.includes(unknown);
  const message = isThere ? `"${unknown}" is to be kept, but the run does not learn it` : `the data set has no class "${unknown}", which is to be kept`; // prettier-ignore
  return { code: 'SB_DATA_CLASS', at: textIn(written, unknown) ?? written, message, hint: choices(unknown, learned) };
}

/** Where a text stands, at any depth. */
function textIn(value: Value, text: string): Value | undefined {
  if (textOf(value) === text) return value;
  const inner = value.kind === 'mapping' ? [...value.entries.values()].map((entry) => entry.value) : itemsOf(value);
  return inner.map((each) => (each === value ? undefined : textIn(each, text))).find((found) => found !== undefined);
}
