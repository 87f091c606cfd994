import type { Unit } from '../../plan/metric-name.js';
import type { Interval } from '../statistics/t-interval.js';
import type { Verdict } from '../statistics/verdict.js';

/** Value of each axis of `over`, by its name; empty where a claim is judged once. */
export type PlaceValues = Readonly<Record<string, string>>;

/** A statistic with its test, in the words of the report. */
export interface Finding {
  /** What was estimated: "slope of FTall − base on log2 of size". */
  readonly name: string;
  readonly place: PlaceValues;
  /** The same in words: "25 images per class", "depth 3"; empty where a claim is judged once. */
  readonly where: string;
  /** In the metric's unit; of log-odds without one. */
  readonly interval: Interval;
  /**
   * p values by test name, one-sided in the claimed direction: "t", "sign-flip", "Page's L" (or "Page's L, normal
   * approximation"), of an equivalence "TOST"; and adjusted over places: "t, Holm", "sign-flip, Holm".
   */
  readonly p: Readonly<Record<string, number>>;
  readonly verdict: Verdict;
  /** Runs behind it are missing: it is shown, and no verdict rests on it. */
  readonly incomplete?: boolean;
}

/** How often the best is one of those that are claimed when replicates are resampled; see `bestShare`. */
export interface BestFinding {
  readonly place: PlaceValues;
  readonly where: string;
  readonly among: readonly string[];
  readonly are: readonly string[];
  /** 0 to 1. */
  readonly probability: number;
  /** What it would be if all of `among` were alike, 0 to 1. */
  readonly chance: number;
  /** Replicates behind it. */
  readonly n: number;
}

export interface ClaimResult {
  readonly id: string;
  readonly statement: string;
  readonly origin: 'stated' | 'inferred' | 'ours';
  /** Kind of the claim: "trend". */
  readonly kind: string;
  /** "target.test.accuracy". */
  readonly metric: string;
  readonly unit: Unit;
  readonly margin: number;
  readonly verdict: Verdict;
  /** One or two plain sentences with the numbers behind the verdict. */
  readonly summary: string;
  readonly findings: readonly Finding[];
  /** Of `best`, one a place with two complete replicates or more. */
  readonly best?: readonly BestFinding[];
  /** What keeps it from a firmer answer: missing runs, too few replicates. */
  readonly cautions: readonly string[];
}
