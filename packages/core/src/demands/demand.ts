import type { DatasetFacts } from '../dataset/dataset.js';
import type { ErrorCode, SeedbedError } from '../errors.js';
import { fail, type Value } from '../spec/value.js';

/** What must be known of data to say whether a run can learn from them. */
export type KnownData = Pick<DatasetFacts, 'classes' | 'counts' | 'inputs' | 'targets'> &
  Partial<Pick<DatasetFacts, 'notes'>>;

/** What a run asks for and its data do not have. */
export interface Unmet {
  readonly code: ErrorCode;
  readonly at: Value;
  readonly message: string;
  readonly hint?: string | undefined;
}

export const refusal = ({ code, at, message, hint }: Unmet, runs: string): SeedbedError =>
  fail(code, at, `${message} (${runs})`, hint);
