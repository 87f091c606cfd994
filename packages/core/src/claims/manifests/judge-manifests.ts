import { claimsOf } from '../reading/claims.js';
import type { Experiment } from '../../spec/experiment.js';
import type { Plan } from '../../plan/planned.js';
import type { ResultSet } from '../../results/beside.js';
import type { ClaimResult } from '../model/result.js';
import { judgeClaims } from '../judging/judge.js';
import { valuesOf } from './manifest-values.js';

/** What an experiment's results say of its claims. */
export const judgeManifests = (experiment: Experiment, plan: Plan, results: ResultSet): ClaimResult[] =>
  judgeClaims(claimsOf(experiment, plan), valuesOf(experiment, plan, results));
