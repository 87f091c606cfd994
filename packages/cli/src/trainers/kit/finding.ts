/** What came of a check. */
export type Outcome = 'passed' | 'failed' | 'not offered' | 'not tried';

export interface Finding {
  readonly outcome: Outcome;
  /** What was seen, in words without a full stop. */
  readonly words: string;
  /** What to do about it; only of what failed. */
  readonly todo?: string;
}

export const passed = (words: string): Finding => ({ outcome: 'passed', words });
export const failed = (words: string, todo: string): Finding => ({ outcome: 'failed', words, todo });
export const notOffered = (words: string): Finding => ({ outcome: 'not offered', words });
export const notTried = (words: string): Finding => ({ outcome: 'not tried', words });
