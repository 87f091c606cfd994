import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { until, workersOf } from '../testing/processes.js';
import { documentOf, run, type RunDocument, start } from '../testing/seedbed.js';
import { countOf, digestsOf, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

const digests = digestsOf(inject('finished'));

describe('processes that share a store', () => {
  it('train each run once between them, and end with the digests of one alone', async () => {
    const store = newStore();
    const both = await Promise.all([run(tinyFolder(), store, '--jobs', '1'), run(tinyFolder(), store, '--jobs', '1')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const [one, other] = both.map(documentOf) as [RunDocument, RunDocument];
    const trained = [...one.trained, ...other.trained].map(({ id }) => id);
    expect(new Set(trained).size).toBe(trained.length);
    expect(trained).toHaveLength(tinyRuns);
    for (const { trained: own, elsewhere, skipped } of [one, other])
      expect(own.length + elsewhere.length + skipped.length).toBe(tinyRuns);
    expect(digestsOf(store)).toEqual(digests);
    expect(readdirSync(join(store, 'leases'))).toEqual([]);
  });

  it('take over what another was training when it was killed', async () => {
    const store = newStore();
    const endless = start(['run', tinyFolder(), '--store', store, '--backend', 'wasm', '--jobs', '2']);
    await until(() => workersOf(endless.pid).length > 0 && countOf(store) >= 1, 'the first run');
    const second = run(tinyFolder(), store, '--jobs', '1');
    process.kill(-endless.pid, 'SIGKILL');
    const { code, stderr } = await second;
    expect(code, stderr).toBe(0);
    expect(digestsOf(store)).toEqual(digests);
  });
});
