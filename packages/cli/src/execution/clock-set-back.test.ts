import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Leases, RunStore } from '@seedbed/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunCheckpoints } from './checkpoints.js';
import { every } from './every.js';
import { LeasedRuns } from './leased-runs.js';
import type { RunState } from './state.js';

const hour = 3600_000;
const id = 'a'.repeat(64);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seedbed-clock-'));
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

/** Somebody sets the clock back, and so many milliseconds go by. */
function setBack(milliseconds: number): void {
  vi.setSystemTime(Date.now() - hour);
  vi.advanceTimersByTime(milliseconds);
}

describe('where the clock is set back', () => {
  it('the runs of which others hold a lease are looked at all the same', () => {
    const others = new Leases(folder, { host: 'elsewhere', pid: 1, space: 'elsewhere', started: null });
    const leased = new LeasedRuns(new RunStore(folder));
    const state = { runId: id, isUpstream: false } as RunState;
    others.take(id);
    expect([leased.take(state), leased.takeOver(() => true)]).toEqual([null, null]);
    others.release(id);
    setBack(2001);
    expect(leased.takeOver(() => true)).toEqual({ state, manifest: null });
    leased.close();
  });

  it('a checkpoint is due after as long as ever', () => {
    const checkpoints = new RunCheckpoints(new RunStore(folder), id, 'here', 60);
    setBack(59_000);
    expect(checkpoints.due()).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(checkpoints.due()).toBe(true);
  });

  it('a worker goes on reporting how far it is', () => {
    const isTime = every(200);
    expect([isTime(), isTime()]).toEqual([true, false]);
    setBack(200);
    expect([isTime(), isTime()]).toEqual([true, false]);
  });
});
