import { type ClaimResult, compareResults, type Interval, labelOf, type Manifest } from '@seedbed/core';
import type { ComparedSet } from '../input.js';
import { intervalOf, mean } from '../values/means.js';
import type { Quantity } from '../values/quantity.js';
import { shared } from './provenance.js';
import { differing, settingsOf, unset } from './settings.js';

/** A run of ours beside one of another set. */
export interface PairedRun {
  readonly set: string;
  readonly ours: Manifest;
  readonly theirs: Manifest;
  /** In the unit of the main quantity. */
  readonly values: readonly [ours: number, theirs: number];
}

/** A setting in which runs that are paired differ. */
export interface DifferentSetting {
  readonly name: string;
  /** "0.05 here, 0.1 there", the most frequent first. */
  readonly values: readonly string[];
}

/** What another set of results says beside ours. */
export interface SetComparison {
  readonly name: string;
  /** How its runs came about: backends, libraries, processors. */
  readonly made: readonly string[];
  readonly runs: number;
  /** Whether runs answer the same request (equal config ids), or only have the same stage, levels and replicate. */
  readonly paired: 'by config' | 'by name' | 'not at all';
  /** Those of which the main quantity is known on both sides. */
  readonly pairs: readonly PairedRun[];
  /** How many runs have a partner. */
  readonly couples: number;
  readonly settings: readonly DifferentSetting[];
  /** Pairs by config whose results are equal bit for bit; null where no pair is by config. */
  readonly equal: number | null;
  /** Pairs by config with the same examples, order and initial weights; null where no pair is by config. */
  readonly sameStart: number | null;
  /** Earliest training step whose loss differs; null where none does. */
  readonly firstStep: number | null;
  /** Theirs minus ours, averaged within replicates; null with fewer than two. */
  readonly difference: Interval | null;
  readonly average: number | null;
  /** The largest distance. */
  readonly largest: number;
  readonly claims: readonly ClaimResult[];
}

const made = (manifests: readonly Manifest[]) =>
  shared(
    manifests,
    ({ backend, environment }) =>
      `${backend.name} (${backend.library}) on ${environment.cpu.model}, Node ${environment.node}`,
  ).map(({ value }) => value);

/** Sets each of the other results beside ours, run by run where they correspond. */
export const compareSets = (
  sets: readonly ComparedSet[],
  ours: readonly Manifest[],
  quantity: Quantity | null,
): SetComparison[] => sets.map((set) => compareSet(set, ours, quantity));

function compareSet(
  { name, manifests, claims }: ComparedSet,
  ours: readonly Manifest[],
  quantity: Quantity | null,
): SetComparison {
  const byConfig = compareResults(ours, manifests);
  const named = new Map(manifests.map((run) => [labelOf(run), run]));
  const couples =
    byConfig.length > 0
      ? byConfig.map(({ recorded, ours: theirs }) => [recorded, theirs] as const)
      : ours.flatMap((run) => {
          const other = named.get(labelOf(run));
          return other ? [[run, other] as const] : [];
        });
  const pairs = couples.flatMap(([run, other]): PairedRun[] => {
    if (quantity === null || run.stage !== quantity.stage) return [];
    const [own, theirs] = [quantity.valueOf(run), quantity.valueOf(other)];
    return own === undefined || theirs === undefined ? [] : [{ set: name, ours: run, theirs: other, values: [own, theirs] }]; // prettier-ignore
  });
  const differences = pairs.map(({ values: [own, theirs] }) => theirs - own);
  const byReplicate = [...new Set(pairs.map((pair) => pair.ours.replicate))].map((replicate) =>
    mean(differences.filter((_, index) => pairs[index]?.ours.replicate === replicate)),
  );
  const steps = byConfig.flatMap(({ firstStep }) => firstStep ?? []);
  const exact = byConfig.length > 0;
  return {
    ...{ name, claims, pairs, made: made(manifests), runs: manifests.length, couples: couples.length },
    paired: exact ? 'by config' : couples.length > 0 ? 'by name' : 'not at all',
    settings: settingsOfPairs(couples),
    equal: exact ? byConfig.filter(({ bitwise }) => bitwise).length : null,
    sameStart: exact ? byConfig.filter(({ sameStart }) => sameStart).length : null,
    firstStep: steps.length > 0 ? Math.min(...steps) : null,
    difference: intervalOf(byReplicate),
    average: byReplicate.length > 0 ? mean(byReplicate) : null,
    largest: differences.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  };
}

/** Settings in which some pair differs, with their values here and there. */
function settingsOfPairs(couples: readonly (readonly [Manifest, Manifest])[]): DifferentSetting[] {
  const counts = new Map<string, Map<string, number>>();
  for (const [ours, theirs] of couples) {
    const [here, there] = [settingsOf(ours), settingsOf(theirs)];
    for (const name of differing([here, there])) {
      const values = counts.get(name) ?? new Map<string, number>();
      const text = `${here.get(name) ?? unset} here, ${there.get(name) ?? unset} there`;
      counts.set(name, values.set(text, (values.get(text) ?? 0) + 1));
    }
  }
  return [...counts].map(([name, values]) => ({
    name,
    values: [...values].sort(([, a], [, b]) => b - a).map(([text]) => text),
  }));
}
