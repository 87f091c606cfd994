import type { ClaimResult, ContextSummary, Interval, Manifest, Spec, Verification } from '@seedbed/core';

/** A run that the plan asks for. */
export interface ExpectedRun {
  readonly cellId: string;
  readonly role: 'source' | 'cell';
  readonly replicate: number;
  /** Null for a source network. */
  readonly condition: string | null;
  /** Training images a class. */
  readonly images: number;
  /** What is asked for, to tell the source networks of a replicate apart. */
  readonly cell?: object;
}

/** What was measured in one cell of the grid: its replicates, and the interval over them when there are enough. */
export interface MeasuredCell {
  readonly condition: string;
  readonly images: number;
  readonly interval: Interval | null;
  /** Percentage points. */
  readonly values: readonly { readonly replicate: number; readonly accuracy: number }[];
}

/** Another set of results that the page sets beside its own: of another backend, machine, scale or team. */
export interface ComparedSet {
  /** What a reader calls it. */
  readonly name: string;
  readonly manifests: readonly Manifest[];
  readonly claims: readonly ClaimResult[];
}

/** Everything that a report is made of. Nothing else (no clock, no locale, no environment) reaches the page. */
export interface ReportInput {
  readonly spec: Spec;
  readonly expected: readonly ExpectedRun[];
  readonly manifests: readonly Manifest[];
  readonly claims: readonly ClaimResult[];
  readonly intervals: readonly MeasuredCell[];
  /** What `seedbed verify` recorded beside the results. */
  readonly verification?: Verification | null;
  readonly compared?: readonly ComparedSet[];
  /** Results of other contexts that lay beside these and are no part of the page. */
  readonly aside?: readonly ContextSummary[];
  /** The experiment is still running: the page says so and looks again by itself after so many seconds. */
  readonly following?: number;
}
