import type { Interval } from './statistics/t-interval.js';
import type { Verdict } from './statistics/verdict.js';

/** One cell's accuracy: what the claims are judged on. */
export interface Observation {
  readonly replicate: number;
  /** Target size, training images a class. */
  readonly images: number;
  readonly condition: string;
  /** Percentage points, 0 to 100. */
  readonly accuracy: number;
}

/** A statistic with its test, in the words of the report. */
export interface Finding {
  /** What was estimated: "slope of FTall - base on log2 of the target size". */
  readonly name: string;
  /** Target size it belongs to, or null for all. */
  readonly images: number | null;
  /** Point of another axis that it belongs to: "depth 3"; null along the target size. */
  readonly point: string | null;
  readonly interval: Interval;
  /**
   * p values by test name, one-sided in the claimed direction: "t", "sign-flip", "Page's L" (or "Page's L, normal
   * approximation"), and adjusted over sizes: "t, Holm", "sign-flip, Holm".
   */
  readonly p: Readonly<Record<string, number>>;
  readonly verdict: Verdict;
  /** Runs behind it are missing: it is shown, and no verdict rests on it. */
  readonly incomplete?: boolean;
}

/** How often the best of `among` is one of `are` when replicates are resampled; see `bestShare`. */
export interface BestFinding {
  /** Training images a class. */
  readonly images: number;
  /** Point of another axis than the target size, or null. */
  readonly point: string | null;
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
  readonly verdict: Verdict;
  /** One or two plain sentences with the numbers behind the verdict. */
  readonly summary: string;
  readonly findings: readonly Finding[];
  /** For a claim that asks for it, one a place with two complete replicates or more. */
  readonly best?: readonly BestFinding[];
  /** What stands in the way of a firmer answer: missing cells, too few replicates. */
  readonly cautions: readonly string[];
}
