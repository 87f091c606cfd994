import type { z } from 'zod';
import type { Axis } from '../../figures/cells.js';
import type { ClaimReader, PlaceReader } from './reader.js';
import type { GridPoint } from '../../spec/grid.js';
import type { MetricName } from '../../plan/metric-name.js';
import type { Value } from '../../spec/value.js';
import type { Verdict } from '../statistics/verdict.js';
import type { ClaimAt } from './operands.js';
import type { ClaimResult } from './result.js';
import type { Values } from './values.js';

/** A claim with the grid points that it looks at, place by place. */
export interface Claim {
  readonly id: string;
  readonly statement: string;
  readonly origin: 'stated' | 'inferred' | 'ours';
  readonly quote: { readonly text: string; readonly source: string } | undefined;
  readonly alpha: number;
  /** What would be too small to matter, in the metric's unit; of a trend for a step along its axis. */
  readonly margin: number;
  readonly metric: MetricName;
  readonly over: readonly Axis[];
  /** Averaged within a replicate. */
  readonly mean: readonly Axis[];
  readonly kind: ClaimKind;
  /** Of a trend. */
  readonly direction: 'rising' | 'falling' | undefined;
  readonly places: readonly ClaimAt[];
}

/** A run whose value a claim needs and does not have. */
export interface MissingRun {
  readonly replicate: number;
  readonly point: GridPoint;
  readonly run: string;
  /** Whether it is there, and only its value is not. */
  readonly stored: boolean;
}

/** What a kind finds out; `judgeClaims` adds what the claim says of itself. */
export type Judgement = Pick<ClaimResult, 'verdict' | 'summary' | 'findings' | 'best' | 'cautions'> & {
  readonly missing: readonly MissingRun[];
};

/** What a claim is judged on, as columns of numbers by replicate, and the judging of other numbers in their place. */
export interface Quantities {
  /** One row a complete replicate. */
  readonly rows: readonly (readonly number[])[];
  /** The true value of each column under an effect as large as the margin, in the claimed direction. */
  readonly atMargin: readonly number[];
  readonly judge: (columns: readonly (readonly number[])[]) => Verdict;
}

/** The p values that are corrected together. */
export interface Family {
  readonly size: number;
  readonly of: 'places' | 'tests';
}

/** A kind of claim: how it is written, judged and planned. All of it is pure. */
export interface ClaimKind {
  /** As it is written under `test`. */
  readonly name: string;
  /** What it claims, in one sentence, for people. */
  readonly summary: string;
  /** Of what is written under its name. */
  readonly schema: z.ZodType;
  /** Selectors, group by group: a factor that all of a group name is settled. */
  readonly sides: (body: Value) => readonly (readonly Value[])[];
  /** What it refuses before its grid points are looked for. */
  readonly check?: (reader: ClaimReader) => void;
  /** What it compares at a place. */
  readonly at: (body: Value, reader: PlaceReader) => Omit<ClaimAt, 'place'>;
  readonly judge: (claim: Claim, values: Values) => Judgement;
  readonly family: (claim: Claim) => Family;
  /** The smallest p that so many replicates can reach, corrected. */
  readonly smallestP: (claim: Claim, replicates: number) => number;
  readonly quantities: (claim: Claim, values: Values) => Quantities;
  /** Verdicts that are wrong where nothing differs. */
  readonly falseVerdicts: readonly Verdict[];
}
