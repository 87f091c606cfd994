import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exampleSpecText, specOf } from '../testing/specs.js';
import type { CellSpec } from '../plan/cell.js';
import { costOf, layerSizes } from './cost.js';
import { planRuns } from '../plan/plan.js';

const image = { height: 28, width: 28, channels: 1 };
const spec = specOf(parse(exampleSpecText));
const cell = planRuns(spec).find((run) => run.condition === 'base')!.cell;
const training = (changes: Partial<CellSpec['training']>) => ({ ...cell, training: { ...cell.training, ...changes } });
const transfer = (changes: Partial<CellSpec['transfer']>) => ({ ...cell, transfer: { ...cell.transfer, ...changes } });
const cost = (each: CellSpec, test = 1000) => costOf(each, image, test);

describe('the cost of a run', () => {
  it('counts multiply-adds of each layer', () => {
    // 28 x 28 x 9 x 4; 14 x 14 x 9 x 4 x 8; 14 x 14 x 8 x 6; 6 x 2
    const costs = (...network: Parameters<typeof layerSizes>) => layerSizes(...network).map((layer) => layer.cost);
    expect(costs(spec.model, image, 2)).toEqual([28224, 56448, 9408, 12]);
    const strided = { ...spec.model, convolutions: [{ filters: 2, kernel: 3, stride: 4, pool: 2 }], dense: [] };
    expect(costs(strided, { height: 9, width: 9, channels: 3 }, 5)).toEqual([3 * 3 * 27 * 2, 2 * 5]);
  });

  it('grows with everything that is more work', () => {
    const more = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(more, ([n, extra]) => {
        for (const grown of [
          (k: number) => cost(training({ steps: k })),
          (k: number) => cost(training({ batch: k })),
          (k: number) => cost(training({ evaluations: k })),
          (k: number) => cost(cell, k),
          (k: number) => cost({ ...cell, model: { ...cell.model, dense: [k] } }),
        ]) {
          expect(grown(n + extra)).toBeGreaterThan(grown(n));
        }
      }),
      { numRuns: 30, seed: 11 },
    );
  });

  it('falls with each layer that is fixed, and less so with augmentation', () => {
    const long = { ...cell, training: { ...cell.training, steps: 500 } };
    const costs = [0, 1, 2, 3].map((frozen) => cost({ ...long, transfer: { ...cell.transfer, frozen } }));
    costs.slice(1).forEach((each, index) => expect(each).toBeLessThan(costs[index]!));
    const augmented = { ...long.training, augmentation: { flip: true, shift: 0 } };
    const fixed = { ...long, training: augmented, transfer: { ...cell.transfer, frozen: 2 } };
    expect(cost(fixed)).toBeGreaterThan(costs[2]!);
    expect(cost(fixed)).toBeLessThan(costs[0]!);
    const twice = { ...fixed, transfer: { ...fixed.transfer, orientations: 2 as const } };
    expect(cost(twice)).toBeGreaterThan(costs[2]!);
    expect(cost(twice)).toBeLessThan(cost(fixed));
    expect(cost(transfer({ probe: 0.5 }))).toBeLessThan(cost(cell));
  });

  it('counts named classes as drawn ones', () => {
    expect(cost({ ...cell, classes: { source: 3, target: ['a', 'b'] } })).toBe(cost(cell));
  });
});
