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
const test = { images: 4, accuracy: 0.53, loss: 0.7, confusion: [[1, 1], [1, 1]] }; // prettier-ignore
const elsewhere = { ...recorded.backend, name: 'tensorflow' };

describe('answer', () => {
  it('holds when every bit and every verdict is the recorded one', () => {
    const { holds, text } = answer(compared([recorded, recorded]));
    expect(holds).toBe(true);
    expect(text.split('\n')).toEqual([
      '',
      'runs      1 executed now, 0 earlier here by the same sources, of 1 planned (1 min 15 s)',
      'bits      1 of 1 recorded runs came out again bit for bit',
      'C1        supported, as recorded: It helps.',
      'report    report.html',
    ]);
  });

  it('holds where a difference has a reason, and gives distance and reason', () => {
    const { holds, text } = answer(
      compared([recorded, recorded], [recorded, manifestOf({ test, backend: elsewhere })]),
    );
    expect(holds).toBe(true);
    expect(text).toContain('1 of 2 recorded runs');
    expect(text).toContain('1 differ: test accuracy by 3.00 points in the middle, 3.00 at most\n');
    expect(text).toContain('to be expected, since backend: wasm recorded, tensorflow here');
  });

  it('does not hold where a difference has no reason', () => {
    const { holds, text, document } = answer(compared([recorded, manifestOf({ test })]));
    expect(holds).toBe(false);
    expect(text).toContain('1 run differs without a reason that would explain it:\n          r0 base at 2');
    expect(document).toMatchObject({ holds: false, unexplained: [recorded.id], bitwise: 0, compared: 1 });
  });

  it('does not take another backend for a reason to draw other images', () => {
    const data = { ...recorded.data, train: 'b'.repeat(64) };
    expect(answer(compared([recorded, manifestOf({ data, backend: elsewhere })])).holds).toBe(false);
    const newer = { ...data, version: '2' };
    expect(answer(compared([recorded, manifestOf({ data: newer, backend: elsewhere })])).holds).toBe(true);
  });

  it('names at most five runs that differ without a reason', () => {
    const pairs = Array.from({ length: 7 }, () => [recorded, manifestOf({ test })] as const);
    expect(answer(compared(...pairs)).text).toMatch(/(r0 base at 2, ){5}and 2 more/);
  });

  it('does not hold when a verdict changed or a run is missing', () => {
    const input = compared([recorded, recorded]);
    const changed = answer({ ...input, ourClaims: [claim('contradicted')] });
    expect(changed.holds).toBe(false);
    expect(changed.text).toContain('C1        contradicted, but supported as recorded: It helps.');
    expect(answer({ ...input, finished: 0 }).holds).toBe(false);
  });

  it('says how many recorded runs were not trained', () => {
    const { text } = answer({ ...compared([recorded, recorded]), recorded: [recorded, manifestOf({ images: 4 })] });
    expect(text).toContain(
      '1 of 2 recorded runs came out again bit for bit\n          1 recorded run was not executed',
    );
  });

  it('holds where nothing was recorded', () => {
    const { holds, text } = answer({ ...compared(), recordedClaims: [], planned: 3, finished: 3, trained: 0 });
    expect(holds).toBe(true);
    expect(text).toContain('nothing was recorded to compare with\nC1        supported: It helps.');
  });
});
