import { knownComponents, type Registry } from './components/registry.js';
import type { Claim } from './claims/model/claim.js';
import { shownMetrics } from './claims/planning/shown-metrics.js';
import { claimsOf } from './claims/reading/claims.js';
import { type Experiment, readExperiment } from './spec/experiment.js';
import type { Figure } from './figures/figure.js';
import { figuresOf } from './figures/figures.js';
import { searchedBy } from './results/choose.js';
import { comparedRuns } from './plan/compared.js';
import { type Plan, planExperiment } from './plan/planned.js';

/** An experiment with everything that follows from its file alone. */
export interface LoadedExperiment {
  readonly experiment: Experiment;
  readonly plan: Plan;
  /** None while a search has not chosen. */
  readonly claims: readonly Claim[];
  /** In the order of the report; none while a search has not chosen. */
  readonly figures: readonly Figure[];
  /** Config ids of the runs whose predictions are kept, since a metric compares them. */
  readonly compared: ReadonlySet<string>;
}

/**
 * Reads an experiment, plans it, and checks its claims and figures. No data are looked at.
 * @throws SeedbedError SB_SPEC_…, SB_FACTOR_…, SB_PATH_…, SB_CLAIM_…, SB_FIGURE_…, SB_METRIC_…, with file, line and column.
 */
export function loadExperiment(path: string, registry: Registry = knownComponents): LoadedExperiment {
  const experiment = readExperiment(path, registry);
  const plan = planExperiment(experiment);
  // Before the search is trained: that its metric is none is better known now.
  if (experiment.search) searchedBy({ ...experiment, search: experiment.search });
  if (plan.searchFirst) return { experiment, plan, claims: [], figures: [], compared: new Set() };
  const [claims, figures] = [claimsOf(experiment, plan), figuresOf(experiment, plan)];
  return { experiment, plan, claims, figures, compared: comparedRuns(shownMetrics(claims, figures), experiment, plan) };
}
