import type { Dataset } from '../dataset/dataset.js';
import { targetCount } from '../dataset/packed-format.js';
import { type Columns, columnsOf } from './columns.js';
import { type Duplicates, duplicatesOf, type EqualExamples } from './duplicates.js';
import { lookThrough, type OnProgress, type PartSummaries, targetSummaries } from './look.js';
import { placesOf } from './places.js';
import { samplePlaces, shownAt, type ShownExample } from './samples.js';
import { dividedGroupsOf, whatIsUnusual } from './unusual.js';

/** Examples with the same inputs, to be shown. */
export interface ShownEquals extends Omit<EqualExamples, 'places'> {
  readonly members: readonly ShownExample[];
}

export interface ShownDuplicates extends Omit<Duplicates, 'shown'> {
  readonly shown: readonly ShownEquals[];
}

/** What a data set holds, for the eye. */
export interface DataOverview {
  /** Some examples, in the order of classes, then parts. */
  readonly samples: readonly ShownExample[];
  readonly columns: Columns & { readonly parts: readonly PartSummaries[] };
  /** One summary for each number that is to be predicted; no parts where there are none. */
  readonly targets: readonly PartSummaries[];
  readonly duplicates: readonly ShownDuplicates[];
  /** Examples whose values are all equal: some of them. */
  readonly blank: readonly ShownExample[];
  /** What is unusual, in sentences. */
  readonly unusual: readonly string[];
  /** Of each example in packed order, the number of the first with the same inputs. */
  readonly first: Uint32Array;
}

/** Looks at every example of a data set. @throws SeedbedError SB_DATA_DAMAGED. */
export function overviewOf(dataset: Dataset, onProgress?: OnProgress): DataOverview {
  const looked = lookThrough(dataset, onProgress);
  const { first, constant, blank } = looked;
  const duplicates = duplicatesOf(dataset, first, sameAnswers(dataset));
  const targets = targetSummaries(dataset);
  const show = (place: Parameters<typeof shownAt>[1]) => shownAt(dataset, place);
  const dividedGroups = dividedGroupsOf(dataset);
  return {
    samples: samplePlaces(dataset).map(show),
    columns: { ...columnsOf(dataset), parts: looked.columns },
    targets,
    duplicates: duplicates.map((found) => ({
      ...found,
      shown: found.shown.map(({ places, examples }) => ({ examples, members: places.map(show) })),
    })),
    blank: blank.shown.map(show),
    unusual: whatIsUnusual(dataset, { duplicates, targets, dividedGroups, constant, blank }),
    first,
  };
}

/** Whether two examples have the same class, or the same numbers to be predicted. */
function sameAnswers(dataset: Dataset): (one: number, other: number) => boolean {
  const placeOf = placesOf(dataset);
  const columns = targetCount(dataset);
  const room = [new Float32Array(columns), new Float32Array(columns)] as const;
  return (one, other) => {
    const places = [placeOf(one), placeOf(other)] as const;
    for (const [at, { part, classIndex, item }] of places.entries()) {
      dataset.readTargets(part, classIndex, item, room[at] as Float32Array, 0);
    }
    return places[0].classIndex === places[1].classIndex && room[0].every((value, at) => value === room[1][at]);
  };
}
