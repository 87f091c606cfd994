import type { SpecPath } from './position.js';

/** Mappings whose keys the author chooses, an entry a size or a condition. */
const tables = ['training.steps.target', 'training.rates'];

/**
 * Whether a mapping replaces that of the spec that is extended as a whole: what it leaves out is not asked for. Merged,
 * an entry for a size that was mistyped would silently be the other spec's.
 */
export const replacesWhole = (path: SpecPath): boolean => tables.includes(path.join('.'));
