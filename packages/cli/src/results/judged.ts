import { type ClaimResult, judgeClaims, type ResultSet, valuesOf } from '@seedbed/core';
import type { Experiment } from '../workspace/experiment.js';

/** What results say of an experiment's claims. */
export const judged = ({ loaded }: Experiment, results: ResultSet): ClaimResult[] =>
  judgeClaims(loaded.claims, valuesOf(loaded.experiment, loaded.plan, results));
