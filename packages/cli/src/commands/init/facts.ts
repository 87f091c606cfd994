import { byteColumns, type Dataset, type DatasetFacts, hasPart, imageOf, partSize, placesIn, roomFor, targetSummaries } from '@seedbed/core'; // prettier-ignore

/** What of a data set decides the first experiment on it. */
export interface FirstFacts extends Pick<DatasetFacts, 'inputs' | 'classes' | 'targets' | 'grouped' | 'counts'> {
  /** As the spec calls the set: letters, digits, `-` and `_`. */
  readonly name: string;
  readonly plugin: string;
  /** As the plugin takes them. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Of images: mean and deviation by channel, of pixel / 255, over some training images; null of anything else. */
  readonly spread: { readonly mean: readonly number[]; readonly std: readonly number[] } | null;
  /** Null where no numbers are to be predicted. */
  readonly predicted: PredictedNumbers | null;
}

/** Numbers to predict, over training rows; of several, those that are largest. */
export interface PredictedNumbers {
  /** How far from 0 is usual: |mean| + deviation. */
  readonly reach: number;
  readonly deviation: number;
}

/** See `FirstFacts.predicted`. */
export function predictedNumbers(dataset: Dataset): PredictedNumbers | null {
  const [train] = targetSummaries(dataset);
  if (!train) return null;
  return {
    reach: Math.max(...train.summaries.map(({ mean, deviation }) => Math.abs(mean) + deviation)),
    deviation: Math.max(...train.summaries.map(({ deviation }) => deviation)),
  };
}

/** Training images that are looked at for mean and deviation, evenly spread. */
const looked = 2000;

/** See `FirstFacts.spread`; three digits. */
export function spreadOfImages(dataset: Dataset): FirstFacts['spread'] {
  const image = imageOf(dataset);
  if (!image) return null;
  const channels = byteColumns(image.channels);
  const room = roomFor(dataset);
  const step = Math.max(1, Math.floor(partSize(dataset, 'train') / looked));
  let number = 0;
  for (const { part, classIndex, item } of placesIn(dataset, ['train'])) {
    if (number++ % step !== 0) continue;
    dataset.readInputs(part, classIndex, item, room, 0);
    channels.look(room, 0);
  }
  const summaries = channels.summaries();
  const digits = (value: number) => Number(value.toFixed(3));
  return {
    mean: summaries.map(({ mean }) => digits(mean / 255)),
    // An image of one color has none.
    std: summaries.map(({ deviation }) => Math.max(0.001, digits(deviation / 255 || 1))),
  };
}

/** Parts that a spec must take from the training examples: what the set does not bring itself. */
export function partsToTake(facts: FirstFacts): { readonly test: boolean; readonly validation: boolean } {
  return { test: !hasPart(facts, 'test'), validation: !hasPart(facts, 'validation') };
}
