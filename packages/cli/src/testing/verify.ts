import type { FirstMismatch } from '../execution/first-mismatch.js';
import { type Ended, seedbed, type Where } from './seedbed.js';

/** What `seedbed verify --json` prints, as far as tests look at it. */
export interface VerifyDocument {
  readonly holds: boolean;
  readonly seed: number | null;
  readonly runs: readonly {
    readonly label: string;
    readonly runId: string;
    readonly judged: string;
    readonly reasons: readonly string[];
    readonly bitwise: boolean;
    readonly firstStep: number | null;
    readonly checks: readonly { readonly name: string; readonly equal: boolean; readonly detail: string }[];
    readonly objections: readonly string[];
  }[];
  readonly traces: readonly {
    readonly label: string;
    readonly firstLoss: number | null;
    readonly mismatch: FirstMismatch | null;
    readonly notRepeated: number | null;
    readonly seconds: number;
  }[];
}

/** Verifies the runs of a store or folder as a user would. */
export async function verify(
  folder: string,
  results: string,
  words: readonly string[],
  where?: Where,
): Promise<Ended & { document: VerifyDocument }> {
  const ended = await seedbed(['verify', folder, '--results', results, '--json', ...words], where);
  return { ...ended, document: JSON.parse(ended.stdout || 'null') as VerifyDocument };
}
