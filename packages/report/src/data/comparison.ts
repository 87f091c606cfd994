import { type ClaimResult, compareResults, labelOf, type Manifest, tInterval, type Interval } from '@seedbed/core';
import type { ComparedSet, ReportInput } from '../input.js';
import { shared } from './provenance.js';

/** A run of ours beside one of another set. */
export interface PairedRun {
  readonly set: string;
  readonly condition: string;
  readonly images: number;
  readonly replicate: number;
  /** Percentage points. */
  readonly ours: number;
  readonly theirs: number;
}

/** What another set of results says beside ours. */
export interface SetComparison {
  readonly name: string;
  /** How its runs came about: backends, libraries, processors. */
  readonly made: readonly string[];
  readonly runs: number;
  /** Whether runs answer the same request (equal cell ids), or only have the same condition, size and replicate. */
  readonly paired: 'by cell' | 'by name' | 'not at all';
  readonly pairs: readonly PairedRun[];
  /** Pairs by cell whose results are equal bit for bit; null where no pair is by cell. */
  readonly equal: number | null;
  /** Pairs by cell with the same images, order and initial weights; null where no pair is by cell. */
  readonly sameStart: number | null;
  /** Earliest training step whose loss differs; null where none does. */
  readonly firstStep: number | null;
  /** Test accuracy, theirs minus ours, percentage points, averaged within replicates; null without a pair. */
  readonly difference: Interval | null;
  /** The largest distance, percentage points. */
  readonly largest: number;
  readonly claims: readonly ClaimResult[];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const made = (manifests: readonly Manifest[]) =>
  shared(
    manifests,
    ({ backend, environment }) =>
      `${backend.name} (${backend.library}) on ${environment.cpu.model}, Node ${environment.node}`,
  ).map(({ value }) => value);

/** Sets each of the other results beside ours, run by run where they correspond. */
export function compareSets({ compared = [] }: ReportInput, ours: readonly Manifest[]): SetComparison[] {
  return compared.map((set) => compareSet(set, ours));
}

function compareSet({ name, manifests, claims }: ComparedSet, ours: readonly Manifest[]): SetComparison {
  const byCell = compareResults(ours, manifests);
  const named = new Map(manifests.map((run) => [labelOf(run), run]));
  const couples =
    byCell.length > 0
      ? byCell.map(({ recorded, ours: theirs }) => [recorded, theirs] as const)
      : ours.flatMap((run) => (named.has(labelOf(run)) ? [[run, named.get(labelOf(run))!] as const] : []));
  const pairs = couples.flatMap(([run, other]): PairedRun[] =>
    run.role === 'cell' && run.test && other.test
      ? [
          {
            set: name,
            condition: run.condition!,
            images: run.images,
            replicate: run.replicate,
            ours: run.test.accuracy * 100,
            theirs: other.test.accuracy * 100,
          },
        ]
      : [],
  );
  const differences = pairs.map((pair) => pair.theirs - pair.ours);
  const byReplicate = [...new Set(pairs.map((pair) => pair.replicate))].map((replicate) =>
    mean(differences.filter((_, index) => pairs[index]!.replicate === replicate)),
  );
  const steps = byCell.flatMap(({ firstStep }) => firstStep ?? []);
  return {
    name,
    made: made(manifests),
    runs: manifests.length,
    paired: byCell.length > 0 ? 'by cell' : pairs.length > 0 ? 'by name' : 'not at all',
    pairs,
    equal: byCell.length > 0 ? byCell.filter(({ bitwise }) => bitwise).length : null,
    sameStart: byCell.length > 0 ? byCell.filter(({ sameStart }) => sameStart).length : null,
    firstStep: steps.length > 0 ? Math.min(...steps) : null,
    difference: byReplicate.length > 0 ? tInterval(byReplicate, 0.95) : null,
    largest: differences.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    claims,
  };
}
