import type { Part } from '../dataset/contract.js';
import type { Dataset } from '../dataset/dataset.js';
import { drawExamples } from '../dataset/draw.js';
import { partOf } from '../dataset/drawn.js';
import { knownComponents } from '../components/registry.js';
import { canonicalJson, digestOf } from '../digest/canonical.js';
import type { PlannedRun } from '../plan/planned-run.js';
import type { LearnConfig } from '../plan/run-config.js';
import { purposesOfData } from '../plan/streams.js';
import { SeedStreams } from '../seeds/streams.js';
import type { Measured } from '../spec/parts.js';
import type { OnProgress } from './look.js';
import { type Overlaps, overlapsOf } from './overlaps.js';

/** One part of what runs learn from and are measured on. */
export interface DrawnPart {
  /** The part of the set that it was taken from. */
  readonly from: Part;
  /** Examples of each class, in the order of `classes`. */
  readonly counts: readonly number[];
  /** As manifests have it: of classes, items and labels. */
  readonly digest: string;
}

/** What some runs of a replicate draw: examples and their parts. */
export interface Draw {
  readonly learn: LearnConfig;
  /** Stages that learn it, in the order of the plan. */
  readonly stages: readonly string[];
  /** Their position is the label. */
  readonly classes: readonly string[];
  readonly parts: Readonly<Record<Measured, DrawnPart>>;
  readonly overlaps: Overlaps;
}

/** What the runs of one replicate draw. */
export interface Split {
  readonly replicate: number;
  readonly draws: readonly Draw[];
}

type Runs = readonly Pick<PlannedRun, 'config' | 'stage' | 'replicate'>[];

/**
 * What runs draw from a data set, once for each replicate and each way to draw.
 * @param runs that learn from this set.
 * @param first as `lookThrough` gives it.
 * @throws as `drawExamples` does.
 */
export function splitsOf(
  runs: Runs,
  dataset: Dataset,
  first: Uint32Array,
  onProgress: OnProgress = () => undefined,
): Split[] {
  const ways = new Map<string, { run: Runs[number]; stages: Set<string> }>();
  for (const run of runs) {
    const key = canonicalJson(drawnFrom(run));
    const way = ways.get(key) ?? { run, stages: new Set() };
    way.stages.add(run.stage);
    ways.set(key, way);
  }
  const splits = new Map<number, Draw[]>();
  let done = 0;
  for (const { run, stages } of ways.values()) {
    const draws = splits.get(run.replicate) ?? [];
    splits.set(run.replicate, [...draws, drawOf(run, [...stages], dataset, first)]);
    onProgress(++done, ways.size);
  }
  return [...splits]
    .map(([replicate, draws]) => ({ replicate, draws: [...draws].sort(byGroupAndSize) }))
    .sort((a, b) => a.replicate - b.replicate);
}

/** In the order of the names of groups, then of how many examples are learned from. */
function byGroupAndSize(a: Draw, b: Draw): number {
  const [one, other] = [a.learn.classes ?? '', b.learn.classes ?? ''];
  const size = ({ parts: { train } }: Draw) => train.counts.reduce((sum, count) => sum + count, 0);
  return one < other ? -1 : one > other ? 1 : size(a) - size(b);
}

/** All of a run on which it depends what it draws. */
function drawnFrom({ config, replicate }: Runs[number]) {
  const { learn, seed, training, streams = {} } = config;
  const purposes = new Set(['split', ...purposesOfData(knownComponents)]);
  const tags = Object.fromEntries(Object.entries(streams).filter(([purpose]) => purposes.has(purpose)));
  return { learn, seed, replicate, trains: training !== undefined, tags };
}

function drawOf({ config }: Runs[number], stages: readonly string[], dataset: Dataset, first: Uint32Array): Draw {
  const { learn, seed, replicate, streams } = config;
  const drawn = drawExamples(config, dataset, new SeedStreams(seed, replicate, streams));
  const indices = new Map(drawn.classes.map((name, label) => [dataset.classes.indexOf(name), label]));
  const partDrawn = (part: Measured): DrawnPart => {
    const counts = drawn.classes.map(() => 0);
    for (const { classIndex } of drawn[part]) {
      const label = indices.get(classIndex) as number;
      counts[label] = (counts[label] as number) + 1;
    }
    return { from: partOf(learn, part), counts, digest: digestOf(drawn[part]) };
  };
  return {
    ...{ learn, stages, classes: drawn.classes },
    parts: { train: partDrawn('train'), validation: partDrawn('validation'), test: partDrawn('test') },
    overlaps: overlapsOf(learn, drawn, dataset, first),
  };
}
