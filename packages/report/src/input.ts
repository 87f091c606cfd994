import type {
  ClaimResult,
  ContextSummary,
  Experiment,
  Figure,
  Manifest,
  Plan,
  Predicted,
  Verification,
} from '@seedbed/core';

/** Another set of results that the page sets beside its own: of another backend, machine, scale or team. */
export interface ComparedSet {
  /** What a reader calls it. */
  readonly name: string;
  readonly manifests: readonly Manifest[];
  /** What was kept of their predictions. */
  readonly predicted: Predicted;
  /** Judged on these manifests: of the same experiment, or of the other one's own claims. */
  readonly claims: readonly ClaimResult[];
}

/** Everything that a report is made of. Nothing else (no clock, no locale, no environment) reaches the page. */
export interface ReportInput {
  /** As `readExperiment` gives it: words, template, factors. */
  readonly experiment: Experiment;
  /** As `planExperiment` gives it: which runs are asked for, and which of them is the result of a grid point. */
  readonly plan: Plan;
  /** As `figuresOf` gives them, in the order of the page; the first is the main one. */
  readonly figures: readonly Figure[];
  /** Judged on these manifests, in the order of the spec. */
  readonly claims: readonly ClaimResult[];
  /** Of one context, in any order; those that the plan does not ask for are named and counted nowhere. */
  readonly manifests: readonly Manifest[];
  /** What was kept of their predictions. */
  readonly predicted: Predicted;
  /** What `seedbed verify` recorded beside the results. */
  readonly verification?: Verification | null;
  readonly compared?: readonly ComparedSet[];
  /** Results of other contexts that lay beside these and are no part of the page. */
  readonly aside?: readonly ContextSummary[];
  /** Address of the page about the data, relative to this page. */
  readonly dataPage?: string;
  /** The experiment is still running: the page says so and looks again by itself after so many seconds. */
  readonly following?: number;
}
