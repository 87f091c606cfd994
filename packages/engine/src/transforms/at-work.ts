import { knownComponents, type Dataset, type Drawn, type InputConfig, type LearnConfig, type Measured, ownerOf, partOf, type SeedStreams, settled } from '@seedbed/core'; // prettier-ignore
import { imageInputs } from '../data/inputs.js';
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
  const prepared = (data.learn.transforms ?? []).reduce<Prepared[]>((before, written) => {
    const known = settled(knownComponents, 'transform', written);
    const code = known && findCode('transform', known.name, known.version);
    if (!known || !code) return before;
    const { image, counts } = data.dataset;
    const stream = () =>
      data.streams.open(`${ownerOf(data.learn)}/${knownComponents.find('transform', known.name)?.draws}`);
    const spread = once(() => spreadOf(trainImages(data, on('train', before)), image.channels));
    const make = code.of(known.options, { image, counts, stream, spread });
    return [...before, { parts: known.options['parts'] as readonly Measured[], at: once(make) }];
  }, []);
  return (part) => on(part, prepared);
}

const on = (part: Measured, prepared: readonly Prepared[]) => prepared.filter(({ parts }) => parts.includes(part)).map(({ at }) => at()); // prettier-ignore

const trainImages = ({ dataset, learn, drawn, input }: Data, transforms: readonly Transforming[]) =>
  imageInputs(dataset, partOf(learn, 'train'), drawn.train, input, null, transforms);

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
