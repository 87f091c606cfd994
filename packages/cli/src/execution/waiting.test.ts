import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Leases, RunStore } from '@seedbed/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { thisMachine } from './machine.js';
import { LeasedRuns } from './leased-runs.js';
import type { RunState } from './state.js';

const [one, two, three] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];
const stateOf = (runId: string) => ({ runId, isUpstream: false, run: { label: `run ${runId[0]}` } }) as RunState;
const elsewhere = { host: 'node-3', pid: 4711, space: 'boot of node-3', started: '1' };
const machine = { ...thisMachine, sleep: () => Promise.resolve() };
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'seedbed-waiting-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** What is said while nothing is left but runs that others have. */
async function saidOf(...runIds: string[]): Promise<string[]> {
  const said: string[] = [];
  const leased = new LeasedRuns(new RunStore(folder), machine, (text) => said.push(text));
  for (const runId of runIds) expect(leased.take(stateOf(runId))).toBeNull();
  for (let look = 0; look < 3; look++) await leased.lookAgain();
  leased.close();
  return said;
}

it('names each process that is waited for once: where, since when, seen when, free when', async () => {
  new Leases(folder, elsewhere).take(one);
  new Leases(folder, { ...elsewhere, pid: 12 }).take(two);
  new Leases(folder, elsewhere).take(three);
  const said = await saidOf(one, two, three);
  const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
  const line = (run: string, pid: number) =>
    new RegExp(`^waiting for run ${run}: process ${pid} on node-3 has been training it since ${time}. Last sign of life: ${time}; without another one it is trained here after ${time}$`); // prettier-ignore
  expect(said).toEqual([expect.stringMatching(line('a', 4711)), expect.stringMatching(line('b', 12))]);
});

it('says so of a lease that names nobody', async () => {
  fs.mkdirSync(join(folder, 'leases'));
  fs.writeFileSync(join(folder, 'leases', one), 'half a li');
  expect(await saidOf(one)).toEqual([expect.stringContaining('a process that its lease does not name is training it. Last')]); // prettier-ignore
});
