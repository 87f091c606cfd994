import { knownComponents, type Dataset, type Drawn, inputShapeOf, type InputConfig, type LearnConfig, type Measured, ownerOf, partOf, type SeedStreams, settled, type Shape, sizeOf } from '@seedbed/core'; // prettier-ignore
import { exampleInputs } from '../data/inputs.js';
import { findCode } from '../config/codes.js';
import { spreadOf } from './spread.js';
import type { Transforming, Transforms } from './transform.js';

interface Data {
  readonly learn: LearnConfig;
  readonly dataset: Dataset;
  readonly drawn: Drawn;
  readonly input: InputConfig;
  readonly streams: SeedStreams;
}

/** A transform of values, and the parts that it changes. */
interface Prepared {
  readonly parts: readonly Measured[];
  readonly at: () => Transforming;
}

/** The transforms of a run that change values. Their streams are opened and drawn from here; what fits, fits later. */
export function transformsOf(data: Data): Transforms {
  const { learn, dataset } = data;
  const all = learn.transforms ?? [];
  const prepared = all.reduce<Prepared[]>((before, written, index) => {
    const known = settled(knownComponents, 'transform', written);
    const code = known && findCode('transform', known.name, known.version);
    if (!known || !code) return before;
    const shape = inputShapeOf({ learn: { ...learn, transforms: all.slice(0, index) } }, dataset);
    const stream = () => data.streams.open(`${ownerOf(learn)}/${knownComponents.find('transform', known.name)?.draws}`);
    const spread = once(() => spreadOf(trainInputs(data, on('train', before), shape), shape));
    const make = code.of(known.options, { shape, counts: dataset.counts, stream, spread });
    return [...before, { parts: known.options['parts'] as readonly Measured[], at: once(make) }];
  }, []);
  return (part) => on(part, prepared);
}

const on = (part: Measured, prepared: readonly Prepared[]) => prepared.filter(({ parts }) => parts.includes(part)).map(({ at }) => at()); // prettier-ignore

const trainInputs = ({ dataset, learn, drawn, input }: Data, transforms: readonly Transforming[], shape: Shape) =>
  exampleInputs(dataset, partOf(learn, 'train'), drawn.train, {
    input,
    change: null,
    transforms,
    width: sizeOf(shape),
  });

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
