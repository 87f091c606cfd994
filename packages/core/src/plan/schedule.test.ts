import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlannedRun } from './planned-run.js';
import { Schedule } from './schedule.js';

const run = (configId: string, ...needs: string[]) => ({ configId, needs, label: configId }) as unknown as PlannedRun;
/** Up to four upstream runs, and runs that need some of them, or one that is stored already, or an earlier one of themselves. */
const plans = fc
  .tuple(
    fc.integer({ min: 0, max: 4 }),
    fc.array(fc.uniqueArray(fc.constantFrom('s0', 's1', 's2', 's3', 'stored', 'c0', 'c1'), { maxLength: 3 }), {
      maxLength: 15,
    }),
    fc.infiniteStream(fc.integer({ min: 1, max: 50 })),
  )
  .map(([count, needs, costs]) => {
    const upstream = Array.from({ length: count }, (_, index) => run(`s${index}`));
    const earlier = (id: string, index: number) => !id.startsWith('c') || Number(id.slice(1)) < index;
    const others = needs.map((all, index) => run(`c${index}`, ...all.filter((id) => earlier(id, index))));
    const runs = [...upstream, ...others];
    return { runs, costs: new Map(runs.map((each) => [each.configId, costs.next().value as number])) };
  });

describe('a schedule', () => {
  it('hands out every run once, never before what it needs, with any number of workers', () => {
    fc.assert(
      fc.property(
        plans,
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.nat(4)),
        ({ runs, costs }, workers, pick) => {
          const schedule = new Schedule(runs, costs);
          const [busy, started, finished]: [PlannedRun[], string[], Set<string>] = [[], [], new Set()];
          for (;;) {
            for (
              let next = busy.length < workers && schedule.next();
              next;
              next = busy.length < workers && schedule.next()
            ) {
              const planned = next.needs.filter((id) => runs.some((other) => other.configId === id));
              expect(planned.every((id) => finished.has(id))).toBe(true);
              busy.push(next);
              started.push(next.configId);
            }
            if (busy.length === 0) break;
            const [done] = busy.splice((pick.next().value as number) % busy.length, 1) as [PlannedRun];
            expect(schedule.done(done, true)).toEqual([]);
            finished.add(done.configId);
          }
          expect(schedule.left).toBe(0);
          expect([...started].sort()).toEqual(runs.map((each) => each.configId).sort());
        },
      ),
      { seed: 8 },
    );
  });

  it('gives up exactly the runs that needed one that failed', () => {
    fc.assert(
      fc.property(plans, fc.infiniteStream(fc.boolean()), ({ runs, costs }, luck) => {
        const schedule = new Schedule(runs, costs);
        const [ran, lost]: [string[], string[]] = [[], []];
        for (let next = schedule.next(); next; next = schedule.next()) {
          const succeeded = luck.next().value as boolean;
          const given = schedule.done(next, succeeded);
          const needing = runs.filter((each) => each.needs.includes(next.configId) && !lost.includes(each.configId));
          for (const each of succeeded ? [] : needing) expect(given).toContain(each);
          if (succeeded) expect(given).toEqual([]);
          for (const each of given) expect(each.needs.some((id) => [next.configId, ...given.map((other) => other.configId)].includes(id))).toBe(true); // prettier-ignore
          ran.push(next.configId);
          lost.push(...given.map((each) => each.configId));
        }
        expect(schedule.left).toBe(0);
        expect([...ran, ...lost].sort()).toEqual(runs.map((each) => each.configId).sort());
      }),
      { seed: 9 },
    );
  });

  it('starts with what most work waits for, then with the longest', () => {
    const runs = [run('short'), run('long'), run('source'), run('a', 'source'), run('b', 'source')];
    const costs = new Map([['short', 1], ['long', 8], ['source', 3], ['a', 2], ['b', 4]] as const); // prettier-ignore
    const schedule = new Schedule(runs, costs);
    const [first, second] = [schedule.next(), schedule.next()];
    expect([first?.label, second?.label]).toEqual(['source', 'long']);
    schedule.done(first!, true);
    expect([schedule.next(), schedule.next(), schedule.next()].map((each) => each?.label)).toEqual(['b', 'a', 'short']);
  });

  it("stays with a worker's upstream run while it has runs, and then takes the longest again", () => {
    const runs = ['s0', 's1', 'x'].map((id) => run(id));
    runs.push(run('a0', 's0'), run('b0', 's0'), run('a1', 's1'), run('b1', 's1'));
    const costs = new Map([['s0', 9], ['s1', 8], ['x', 7], ['a0', 1], ['b0', 2], ['a1', 5], ['b1', 4]] as const); // prettier-ignore
    const schedule = new Schedule(runs, costs);
    for (let upstream = 0; upstream < 2; upstream++) schedule.done(schedule.next()!, true);
    const order: (string | undefined)[] = [];
    for (let left = 5; left > 0; left--) order.push(schedule.next({ upstream: ['s0'] })?.configId);
    expect(order).toEqual(['b0', 'a0', 'x', 'a1', 'b1']);
  });

  it('leaves out what does not fit now, and hands it out later', () => {
    const schedule = new Schedule([run('large'), run('small')], new Map([['large', 2], ['small', 1]] as const)); // prettier-ignore
    const fits = (each: PlannedRun) => each.configId === 'small';
    expect(schedule.next({ fits })?.configId).toBe('small');
    expect(schedule.next({ fits })).toBeUndefined();
    expect(schedule.left).toBe(1);
    expect(schedule.next()?.configId).toBe('large');
  });

  it('hands out the longest of those that fit', () => {
    const schedule = new Schedule(
      [run('huge', 'stored'), run('tiny', 'stored'), run('small')],
      new Map([['huge', 9], ['tiny', 1], ['small', 2]] as const), // prettier-ignore
    );
    const fits = (each: PlannedRun) => each.configId !== 'huge';
    expect([schedule.next({ fits }), schedule.next({ fits })].map((each) => each?.configId)).toEqual(['small', 'tiny']);
  });
});
