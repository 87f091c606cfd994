import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryBudget } from './memory-budget.js';

describe('MemoryBudget', () => {
  it('never lets more start than there is memory for, and always lets one', () => {
    const events = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 12 }), fc.boolean()), { maxLength: 40 });
    fc.assert(
      fc.property(events, (tries) => {
        const budget = new MemoryBudget(10);
        const peaks = new Map<number, number>();
        const busy = new Set<number>();
        for (const [worker, bytes, leaves] of tries) {
          if (busy.has(worker)) {
            budget.end(worker);
            busy.delete(worker);
            if (leaves) {
              budget.free(worker);
              peaks.delete(worker);
            }
            continue;
          }
          const allowed = budget.allows(worker, bytes);
          if (busy.size === 0) expect(allowed).toBe(true);
          if (!allowed) continue;
          budget.start(worker, bytes);
          peaks.set(worker, Math.max(peaks.get(worker) ?? 0, bytes));
          busy.add(worker);
          const sum = [...peaks.values()].reduce((total, each) => total + each, 0);
          if (busy.size > 1) expect(sum).toBeLessThanOrEqual(10);
        }
      }),
      { seed: 4 },
    );
  });
});
