import type { Verification } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../data/model.js';
import { fixtureInput, fixtureVerification, incompleteInput } from '../testing/fixture.js';
import { executedAgain } from './executed-again.js';

const of = (verification: Verification | null) => executedAgain(modelOf(fixtureInput({ verification })));
const twice = fixtureVerification();
const [first, second] = twice.runs as [Verification['runs'][0], Verification['runs'][0]];

describe('what was executed again', () => {
  it('says how many runs differ', () => {
    expect(of(twice)).toEqual({
      day: '2026-11-25',
      holds: false,
      words: '2026-11-25: 2 of 216 runs, 1 differs. On Synthetic CPU; recorded on Synthetic CPU.',
    });
  });

  it('says that all are equal, or as promised, and which program did it', () => {
    const equal = { ...second, equal: true, holds: true, differences: [] };
    expect(of({ ...twice, runs: [first, equal] })).toMatchObject({ holds: true, words: expect.stringContaining('2 of 216 runs, all equal bit for bit.') }); // prettier-ignore
    const near = { ...second, judged: 'tolerance' as const, holds: true };
    const backend = { ...twice.backend, name: 'program pytorch' };
    expect(of({ ...twice, backend, runs: [first, near] })!.words).toBe(
      '2026-11-25: 2 of 216 runs, all as promised, 1 of them equal bit for bit. On Synthetic CPU by program pytorch; recorded on Synthetic CPU.',
    );
  });

  it('says what changed since, and nothing of other runs or without a record', () => {
    const changed = { ...second, result: 'f'.repeat(64) };
    expect(of({ ...twice, runs: [first, changed] })).toMatchObject({ holds: false, words: expect.stringContaining('1 of 216 runs, all equal bit for bit, 1 run changed since.') }); // prettier-ignore
    expect(of({ ...twice, runs: [{ ...first, runId: 'a'.repeat(64), configId: 'b'.repeat(64) }] })).toBeNull();
    expect(of(null)).toBeNull();
    expect(executedAgain(modelOf(incompleteInput()))).toBeNull();
  });
});
