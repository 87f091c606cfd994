import type { ClaimKind } from '../model/claim.js';
import { best } from './best.js';
import { contrasts } from './contrasts.js';
import { equivalence } from './equivalence.js';
import { trend } from './trend.js';

/** Every kind of claim. */
export const claimKinds: readonly ClaimKind[] = [trend, contrasts, equivalence, best];
