import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitting, largestOf, takenBy } from './device-jobs.js';

const GiB = 2 ** 30;
const device = (free: number, taken: readonly (readonly [number, number])[] = []) => ({
  ...{ total: 80 * GiB, free: free * GiB },
  taken: new Map(taken),
});

describe('takenBy', () => {
  it('is what the system says of the process, else what is less free', () => {
    const before = device(79);
    expect(takenBy({ before, now: device(60, [[7, 5 * GiB]]), pid: 7 })).toBe(5 * GiB);
    expect(takenBy({ before, now: device(60, [[8, 5 * GiB]]), pid: 7 })).toBe(19 * GiB);
    expect(takenBy({ before, now: device(60), pid: undefined })).toBe(19 * GiB);
    expect(takenBy({ before: device(10), now: device(60), pid: 7 })).toBe(0);
  });
});

describe('fitting', () => {
  it('counts the one that is there, and leaves a sixteenth free', () => {
    expect(fitting(device(75), 10 * GiB, 64)).toBe(8);
    expect(fitting(device(74), 10 * GiB, 64)).toBe(7);
    expect(fitting(device(75), 10 * GiB, 4)).toBe(4);
  });

  it('is one where nothing more fits, or nothing was measured', () => {
    expect(fitting(device(1), 10 * GiB, 64)).toBe(1);
    expect(fitting(device(75), 0, 64)).toBe(1);
  });

  it('never takes more than there is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 80, noNaN: true }), fc.double({ min: 0.01, max: 80, noNaN: true }), fc.integer({ min: 1, max: 256 }), (free, each, cores) => {
        const jobs = fitting(device(free), each * GiB, cores);
        expect(jobs).toBeGreaterThanOrEqual(1);
        expect(jobs).toBeLessThanOrEqual(cores);
        if (jobs > 1) expect((jobs - 1) * each).toBeLessThanOrEqual(free);
      }),
    ); // prettier-ignore
  });
});

describe('largestOf', () => {
  it('grows with the runs that are larger than the first, and never shrinks', () => {
    expect(largestOf(3 * GiB, 100, [50, 100])).toBe(3 * GiB);
    expect(largestOf(3 * GiB, 100, [50, 250])).toBe(7.5 * GiB);
    expect(largestOf(3 * GiB, 100, [])).toBe(3 * GiB);
  });
});
