import { SeedbedError } from '../errors.js';
import type { Observation } from './observations.js';

export interface Cell {
  readonly replicate: number;
  /** Training images a class. */
  readonly images: number;
  readonly condition: string;
}

/** Accuracy (percentage points) of a cell, or undefined where there is none. */
export type CellTable = (cell: Cell) => number | undefined;

/**
 * Observations by cell. One that is not finite counts as missing. Two different accuracies for one cell (results of
 * two backends in one store, say) are an error: averaging them or taking the first would hide a choice.
 */
export function tabulate(observations: readonly Observation[]): CellTable {
  const cells = new Map<string, number>();
  for (const observation of observations) {
    if (!Number.isFinite(observation.accuracy)) continue;
    const key = keyOf(observation);
    const known = cells.get(key);
    if (known !== undefined && known !== observation.accuracy) throw twice(observation, known);
    cells.set(key, observation.accuracy);
  }
  return (cell) => cells.get(keyOf(cell));
}

const keyOf = (cell: Cell) => `${cell.replicate}/${cell.images}/${cell.condition}`;

function twice(cell: Observation, known: number): SeedbedError {
  return new SeedbedError(
    'SB_CLAIMS_CELL_TWICE',
    `Replicate ${cell.replicate}, ${cell.condition} at ${cell.images} images a class has two accuracies: ` +
      `${known} and ${cell.accuracy}`,
    { hint: 'Judge the results of one backend and one version at a time.' },
  );
}
