import { claimsOf } from '../reading/claims.js';
import type { Experiment } from '../../spec/experiment.js';
import type { Plan } from '../../plan/planned.js';
import type { Manifest } from '../../manifest/schema.js';
import type { ClaimResult } from '../model/result.js';
import { judgeClaims } from '../judging/judge.js';
import { valuesOf } from './manifest-values.js';

/** What an experiment's manifests say of its claims. */
export const judgeManifests = (experiment: Experiment, plan: Plan, manifests: readonly Manifest[]): ClaimResult[] =>
  judgeClaims(claimsOf(experiment, plan), valuesOf(experiment, plan, manifests));
