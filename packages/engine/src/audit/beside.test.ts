import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { auditRun } from './guard.js';

/* eslint-disable no-restricted-properties -- what the audit must catch */

const anything = () => [Math.random(), Date.now(), new Date(), Date(), performance.now(), crypto.randomUUID()];

describe('beside a run', () => {
  it('everything is allowed: before, after, in timers, on messages, in other work, and in what watches it', async () => {
    const seen: string[] = [];
    const saw = (who: string) => {
      anything();
      seen.push(who);
    };
    const messages = new EventEmitter();
    messages.on('message', () => saw('message'));
    const timer = setInterval(() => saw('timer'), 1);
    const outside = setTimeout(() => messages.emit('message'), 2);
    const other = (async () => {
      for (let turn = 0; turn < 20; turn++) {
        await setImmediate();
        saw('other work');
      }
    })();
    saw('before');
    await auditRun({ onStep: (step: number) => saw(`step ${step}`) }, async (options) => {
      for (let step = 0; step < 3; step++) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        options.onStep(step);
      }
    });
    saw('after');
    await other;
    clearInterval(timer);
    clearTimeout(outside);
    expect(new Set(seen)).toEqual(
      new Set(['before', 'other work', 'timer', 'message', 'step 0', 'step 1', 'step 2', 'after']),
    );
  });

  it('two runs side by side answer for themselves', async () => {
    const run = (body: () => number) =>
      auditRun({}, async () => {
        await setImmediate();
        return body();
      });
    const [guilty, innocent] = await Promise.allSettled([run(() => Math.random()), run(() => 7)]);
    expect(guilty).toMatchObject({ status: 'rejected', reason: { code: 'SB_UNSEEDED_RANDOM' } });
    expect(innocent).toEqual({ status: 'fulfilled', value: 7 });
  });
});

describe('in a run', () => {
  it('what is put off until later is caught too', async () => {
    const later = (put: (body: () => void) => unknown) =>
      auditRun({}, () => new Promise((resolve, reject) => {
        put(() => {
          try {
            resolve(Math.random());
          } catch (error) {
            reject(error as Error);
          }
        });
      })); // prettier-ignore
    for (const put of [setTimeout, globalThis.setImmediate, process.nextTick, queueMicrotask])
      await expect(later(put)).rejects.toMatchObject({ code: 'SB_UNSEEDED_RANDOM' });
  });

  it('an error of its own comes out, but not before what was caught', async () => {
    const fails = (before: () => void) =>
      auditRun({}, () => {
        before();
        throw new Error('its own');
      });
    const swallowed = () => {
      try {
        Date.now();
      } catch {
        // As careless code does.
      }
    };
    await expect(fails(() => {})).rejects.toThrow('its own');
    await expect(fails(swallowed)).rejects.toMatchObject({ code: 'SB_CLOCK_IN_RUN' });
  });

  it('printing is allowed', async () => {
    await auditRun({}, async () => console.log('printed in a run'));
  });
});

describe('the guarded functions', () => {
  it('are what they were to everybody else', () => {
    class Later extends Date {}
    expect([new Date(5).getTime(), Date.UTC(1970, 0), Date.length, Date.name]).toEqual([5, 0, 7, 'Date']);
    expect([new Date() instanceof Date, new Later() instanceof Later, new Date(0).constructor]).toEqual([
      true,
      true,
      Date,
    ]);
    expect([Math.random.name, Math.random.length, typeof Date()]).toEqual(['random', 0, 'string']);
    expect(process.hrtime.bigint()).toBeGreaterThan(0n);
    expect(process.hrtime([0, 0])[0]).toBeGreaterThanOrEqual(0);
  });
});
