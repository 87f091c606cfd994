import { type ClaimResult, judgeClaims, type Manifest, valuesOf } from '@seedbed/core';
import type { Experiment } from '../workspace/experiment.js';

/** What manifests say of an experiment's claims. */
export const judged = ({ loaded }: Experiment, manifests: readonly Manifest[]): ClaimResult[] =>
  judgeClaims(loaded.claims, valuesOf(loaded.experiment, loaded.plan, manifests));
