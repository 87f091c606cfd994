import { type ClaimResult, compareRuns, type Manifest } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { manifestOf } from '../../testing/manifest.js';
import { answer, type AnswerInput } from './answer.js';

const claim = (verdict: string) => ({ id: 'C1', verdict, statement: 'It helps.' }) as ClaimResult;
const recorded = manifestOf();
const compared = (...pairs: readonly (readonly [Manifest, Manifest])[]): AnswerInput => ({
  recorded: pairs.map(([first]) => first),
  comparisons: pairs.map(([first, second]) => compareRuns(first, second)),
  planned: pairs.length,
  trained: pairs.length,
  finished: pairs.length,
  recordedClaims: [claim('supported')],
  ourClaims: [claim('supported')],
  report: 'report.html',
  seconds: 75,
});
const { test } = recorded.measured!;
const measured = { test: { ...test!, values: { ...test!.values, accuracy: 53 } } };
const elsewhere = { ...recorded.backend, name: 'tensorflow' };

describe('answer', () => {
  it('holds when every bit and every verdict is the recorded one', () => {
    const { holds, text } = answer(compared([recorded, recorded]));
    expect(holds).toBe(true);
    expect(text.split('\n')).toEqual([
      '',
      'runs      1 executed now, 0 earlier here by the same sources, of 1 planned (1 min 15 s)',
      'bits      1 of 1 reference run came out again bit for bit',
      'C1        supported, as recorded: It helps.',
      'report    report.html',
    ]);
  });

  it('holds where a difference has a reason, and gives distance and reason', () => {
    const { holds, text } = answer(
      compared([recorded, recorded], [recorded, manifestOf({ measured, backend: elsewhere })]),
    );
    expect(holds).toBe(true);
    expect(text).toContain('1 of 2 reference runs');
    expect(text).toContain('1 differ: the main metric by 3.00 in the middle, 3.00 at most\n');
    expect(text).toContain('to be expected, since backend: wasm recorded, tensorflow here');
  });

  it('does not hold where a difference has no reason', () => {
    const { holds, text, document } = answer(compared([recorded, manifestOf({ measured })]));
    expect(holds).toBe(false);
    expect(text).toContain(
      '1 run differs without a reason that would explain it:\n          r0 target at condition base, size 2',
    );
    expect(document).toMatchObject({ holds: false, unexplained: [recorded.id], bitwise: 0, compared: 1 });
  });

  it('does not take another backend for a reason to draw other images', () => {
    const data = { ...recorded.data, train: 'b'.repeat(64) };
    expect(answer(compared([recorded, manifestOf({ data, backend: elsewhere })])).holds).toBe(false);
    const newer = { ...data, version: '2' };
    expect(answer(compared([recorded, manifestOf({ data: newer, backend: elsewhere })])).holds).toBe(true);
  });

  it('names at most five runs that differ without a reason', () => {
    const pairs = Array.from({ length: 7 }, () => [recorded, manifestOf({ measured })] as const);
    expect(answer(compared(...pairs)).text).toMatch(/(r0 target at condition base, size 2, ){5}and 2 more/);
  });

  it('does not hold when a verdict changed or a run is missing', () => {
    const input = compared([recorded, recorded]);
    const changed = answer({ ...input, ourClaims: [claim('contradicted')] });
    expect(changed.holds).toBe(false);
    expect(changed.text).toContain('C1        contradicted, but supported as recorded: It helps.');
    expect(answer({ ...input, finished: 0 }).holds).toBe(false);
  });

  it('says how many reference runs were not trained', () => {
    const { text } = answer({
      ...compared([recorded, recorded]),
      recorded: [recorded, manifestOf({ configId: 'c'.repeat(64) })],
    });
    expect(text).toContain(
      '1 of 2 reference runs came out again bit for bit\n          1 reference run was not executed',
    );
  });

  it('holds without reference results', () => {
    const { holds, text } = answer({ ...compared(), recordedClaims: [], planned: 3, finished: 3, trained: 0 });
    expect(holds).toBe(true);
    expect(text).toContain('there are no reference results to compare with\nC1        supported: It helps.');
  });
});
