import type { Configured } from '../components/component.js';
import { knownComponents } from '../components/registry.js';
import { settled } from '../components/settled.js';
import { type Measured, parts } from '../spec/parts.js';
import { permutation } from '../seeds/permutation.js';
import type { SeedStreams } from '../seeds/streams.js';
import { type Part, setParts } from './contract.js';
import { type Dataset, examplesBefore } from './dataset.js';
import type { Drawn, Example } from './drawn.js';

/** What relabelling may know of the data that were drawn. */
export interface Relabelled {
  /** Owner of the streams: the group, else the set. */
  readonly owner: string;
  readonly streams: SeedStreams;
  readonly data: Pick<Dataset, 'classes' | 'counts'>;
  /** The part of the set from which a part of the run is taken. */
  readonly partOf: (part: Measured) => Part;
}

type Options = Readonly<Record<string, unknown>>;
type Redraw = (drawn: Drawn, options: Options, asked: readonly Measured[], of: Relabelled) => Drawn;

/** Transforms that change labels, or which examples there are, by name. */
const redraws: Readonly<Record<string, Redraw>> = { shuffleLabels, randomLabels, keep };

/** Names of the transforms that a drawing applies itself. */
export const drawnTransforms: readonly string[] = Object.keys(redraws);

/**
 * Applies transforms of labels and of which examples there are, in their order. Those of values are left to whoever
 * computes.
 * @throws TypeError for what is no transform.
 */
export function relabelled(drawn: Drawn, transforms: readonly Configured[], of: Relabelled): Drawn {
  return transforms.reduce<Drawn>((before, transform) => {
    const known = settled(knownComponents, 'transform', transform);
    if (!known) throw new TypeError(`${JSON.stringify(transform)} is no transform`);
    const asked = known.options['parts'] as readonly Measured[];
    return redraws[known.name]?.(before, known.options, parts.filter((part) => asked.includes(part)), of) ?? before; // prettier-ignore
  }, drawn);
}

/** Leaves out the examples of other classes; a label stays what it is among all classes. */
function keep(drawn: Drawn, { classes }: Options, asked: readonly Measured[], { data }: Relabelled): Drawn {
  const kept = new Set((classes as readonly string[]).map((name) => data.classes.indexOf(name)));
  const left = asked.map((part) => [part, drawn[part].filter(({ classIndex }) => kept.has(classIndex))]);
  return { ...drawn, ...Object.fromEntries(left) };
}

/** Permutes the labels of a part among its examples. */
function shuffleLabels(drawn: Drawn, _: Options, asked: readonly Measured[], { owner, streams }: Relabelled): Drawn {
  const stream = streams.open(`${owner}/labels`);
  return changed(drawn, asked, (examples) => {
    const order = permutation(examples.length, stream);
    return (_example, index) => (examples[order[index] as number] as Example).label;
  });
}

/**
 * Gives a share of the examples a label that is drawn among all classes. Every example of a class has two numbers of its
 * own, whatever else is drawn: whether it is one of them, and its label. So more noise keeps the noise there was.
 */
function randomLabels(drawn: Drawn, { share }: Options, asked: readonly Measured[], of: Relabelled): Drawn {
  const { classes, counts } = of.data;
  const known = new Map<number, Float64Array>();
  const numbersOf = (classIndex: number): Float64Array => {
    const numbers = known.get(classIndex) ?? drawnNumbers(classIndex);
    known.set(classIndex, numbers);
    return numbers;
  };
  const drawnNumbers = (classIndex: number) => {
    const stream = of.streams.open(`${of.owner}/labels/${classes[classIndex] as string}`);
    const examples = setParts.reduce((sum, part) => sum + (counts[part][classIndex] ?? 0), 0);
    return Float64Array.from({ length: 2 * examples }, () => stream.uniform());
  };
  return changed(drawn, asked, (_, part) => ({ classIndex, item, label }) => {
    const before = examplesBefore(of.data, of.partOf(part), classIndex);
    const numbers = numbersOf(classIndex);
    const at = 2 * (before + item);
    const isNoisy = (numbers[at] as number) < (share as number);
    return isNoisy ? Math.floor((numbers[at + 1] as number) * drawn.classes.length) : label;
  });
}

type LabelOf = (example: Example, index: number) => number;

const changed = (
  drawn: Drawn,
  asked: readonly Measured[],
  labelsOf: (examples: readonly Example[], part: Measured) => LabelOf,
): Drawn => ({
  ...drawn,
  ...Object.fromEntries(
    asked.map((part) => {
      const labelOf = labelsOf(drawn[part], part);
      return [part, drawn[part].map((example, index) => ({ ...example, label: labelOf(example, index) }))];
    }),
  ),
});
