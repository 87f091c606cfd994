import type { Place, Scope } from '../../figures/cells.js';
import type { MetricName } from '../../plan/metric-name.js';
import type { Experiment } from '../../spec/experiment.js';
import type { Value } from '../../spec/value.js';

/** A claim that is being read. */
export interface ClaimReader {
  /** All of what is written. */
  readonly claim: Value;
  readonly metric: MetricName;
  readonly scope: Scope;
  readonly experiment: Experiment;
}

/** The same at one of its places. */
export interface PlaceReader extends ClaimReader {
  readonly place: Place;
}
