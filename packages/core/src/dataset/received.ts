import type { ContentFacts } from './content.js';
import { type Content, type GivenExample, setParts } from './contract.js';
import { datasetLimits } from './dataset-limits.js';
import { exampleChecks } from './given-example.js';
import { Growing } from './growing.js';
import { wrongAnswer } from './plugin-errors.js';

/** What is kept of all examples but their inputs, in one order. */
export interface Received {
  /** Part and class as one number, in packed order. */
  readonly places: Uint32Array;
  readonly targets: Float32Array;
  readonly groups: Uint32Array;
}

/**
 * Checks each example that a plugin adds, and hands its inputs on at once. What was refused stays refused, also where the
 * plugin goes on as if nothing had been: an example would be missing, or half a file.
 * @throws SeedbedError SB_DATASET_ANSWER, and whatever `examples` and `take` throw.
 */
export async function receive(
  plugin: string,
  facts: ContentFacts,
  examples: Content['examples'],
  take: (inputs: Uint8Array) => void,
): Promise<{ readonly received: Received; readonly notes: unknown }> {
  const check = exampleChecks(plugin, facts);
  const [places, targets, groups] = [new Growing(Uint32Array), new Growing(Float32Array), new Growing(Uint32Array)];
  const failures: unknown[] = [];
  let ended = false;
  const accept = (given: GivenExample) => {
    if (ended)
      throw wrongAnswer(plugin, 'an example was added after examples() had ended: whatever adds is to be awaited');
    if (places.length === datasetLimits.examples)
      throw wrongAnswer(plugin, `it adds more than ${datasetLimits.examples} examples`);
    const example = check(given, places.length);
    take(example.bytes);
    places.add(example.place);
    for (const target of example.targets ?? []) targets.add(target);
    if (facts.grouped) groups.add(example.group);
  };
  const add = (given: GivenExample) => {
    if (failures.length > 0) throw failures[0];
    try {
      accept(given);
    } catch (error) {
      failures.push(error);
      throw error;
    }
  };
  try {
    const notes = await examples(add);
    if (failures.length > 0) throw failures[0];
    if (places.length === 0) throw wrongAnswer(plugin, 'examples() added none');
    const received = { places: places.values, targets: targets.values, groups: groups.values };
    // Those to train on come first.
    if (received.places.every((place) => place >= facts.classes.length)) throw wrongAnswer(plugin, 'examples() added none to train on'); // prettier-ignore
    return { received, notes };
  } finally {
    ended = true;
  }
}

/** Where each example of the packed order came from; null where they came in this order. */
export function packedOrder(places: Uint32Array, classes: number): Uint32Array | null {
  if (places.every((place, at) => at === 0 || place >= (places[at - 1] as number))) return null;
  let next = 0;
  const starts = countsOf(places, classes).map((count) => (next += count) - count);
  const order = new Uint32Array(places.length);
  for (const [at, place] of places.entries()) order[(starts[place] as number)++] = at;
  return order;
}

/** What was received, in another order. */
export function inOrder({ places, targets, groups }: Received, order: Uint32Array, columns: number): Received {
  const sorted = new Float32Array(targets.length);
  for (const [at, from] of order.entries()) sorted.set(targets.subarray(from * columns, (from + 1) * columns), at * columns); // prettier-ignore
  return {
    places: Uint32Array.from(order, (at) => places[at] as number),
    targets: sorted,
    groups: groups.length > 0 ? Uint32Array.from(order, (at) => groups[at] as number) : groups,
  };
}

/** How many examples each place has. */
export function countsOf(places: Uint32Array, classes: number): number[] {
  const counts = Array.from({ length: setParts.length * classes }, () => 0);
  for (const place of places) counts[place] = (counts[place] as number) + 1;
  return counts;
}
