import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { digestOf, sha256 } from '../digest/canonical.js';
import { seal } from '../manifest/seal.js';
import { damageFile, filesBelow, temporaryFolders } from '../testing/caches.js';
import { checkpointBytes, exampleRuns, fillStore, weightsOf } from '../testing/stored-example.js';
import { fsckStore } from './fsck/fsck-store.js';
import { collectGarbage } from './gc.js';

const folders = temporaryFolders();
afterAll(() => folders.remove());
afterEach(() => vi.restoreAllMocks());

let folder: string;
let filled: ReturnType<typeof fillStore>;
beforeEach(() => {
  folder = folders.make();
  filled = fillStore(folder);
});
const hour = 3600_000;
const later = () => Date.now() + 2 * hour;
const at = (path: string) => join(folder, path);
const stored = () => filesBelow(folder).map((path) => path.slice(folder.length + 1));
const put = (path: string, content: string | Uint8Array) => {
  fs.mkdirSync(dirname(at(path)), { recursive: true });
  fs.writeFileSync(at(path), content);
  return path;
};

/** As on FAT and on many network shares. */
const withoutLinks = () =>
  vi.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
  });

/** One of each kind that may go. */
function litter() {
  const [source, base] = filled.manifests;
  return {
    orphan: put(`weights/${digestOf('x')}.f32`, new Uint8Array(12)),
    unnamed: put(`predictions/${digestOf('x')}.f32`, new Uint8Array(12)),
    halfWritten: put(`runs/${base!.id.slice(0, 2)}/${base!.id}.json.1-0123456789ab.tmp`, '{"id'),
    leftover: put(`checkpoints/${source!.id}.checkpoint`, checkpointBytes(source!.id)),
    lease: put(`leases/${base!.id}`, '{"host":"gone","pid":1}\n'),
  };
}

describe('gc', () => {
  it('removes what nobody needs and says how much it was; nothing else', async () => {
    const whole = stored();
    const { orphan, unnamed, halfWritten, leftover, lease } = litter();
    const foreign = put('runs/notes.txt', 'x');
    const bytes = [orphan, unnamed, halfWritten, leftover, lease].reduce(
      (sum, path) => sum + fs.statSync(at(path)).size,
      0,
    );
    const planned = await collectGarbage(folder, { now: later(), dryRun: true });
    expect(stored()).toHaveLength(whole.length + 6);
    const report = await collectGarbage(folder, { now: later() });
    expect(report).toEqual(planned);
    expect(report.removed.map(({ kind, path }) => [kind, path]).sort()).toEqual(
      [['half-written', halfWritten], ['lease', lease], ['leftover', leftover], ['orphan', unnamed], ['orphan', orphan]], // prettier-ignore
    );
    expect([report.bytes, report.kept]).toEqual([bytes, 0]);
    expect(stored()).toEqual([...whole, foreign].sort());
    expect((await fsckStore(folder)).findings.map(({ kind }) => kind)).toEqual(['foreign']);
    expect((await collectGarbage(folder, { now: later() })).removed).toEqual([]);
  });

  it('leaves alone what was written within the hour', async () => {
    litter();
    const before = stored();
    expect(await collectGarbage(folder)).toEqual({ removed: [], bytes: 0, kept: 0 });
    expect(stored()).toEqual(before);
  });

  it('goes by the clock that dates the files, not by its own', async () => {
    litter();
    vi.spyOn(Date, 'now').mockReturnValue(later());
    expect((await collectGarbage(folder)).removed).toEqual([]);
    for (const file of stored()) fs.utimesSync(at(file), 1, 1);
    vi.spyOn(Date, 'now').mockReturnValue(0);
    expect((await collectGarbage(folder)).removed).toHaveLength(5);
  });

  it('keeps weights and predictions that a damaged manifest may name', async () => {
    const [source] = filled.manifests;
    damageFile(at(`runs/${source!.id.slice(0, 2)}/${source!.id}.json`));
    put(`predictions/${digestOf('x')}.f32`, new Uint8Array(12));
    const before = stored();
    expect(await collectGarbage(folder, { now: later() })).toEqual({ removed: [], bytes: 0, kept: 2 });
    expect(stored()).toEqual(before);
  });

  it('keeps the checkpoint of a run that is trained again, since its weights are gone', async () => {
    const { leftover } = litter();
    fs.rmSync(at(`weights/${filled.manifests[0]!.weights.after}.f32`));
    await collectGarbage(folder, { now: later() });
    expect(stored()).toContain(leftover);
    expect(stored()).toContain(filled.checkpoint);
  });

  it.each([true, false])('gives back what was written again while it looked (with hard links: %s)', async (links) => {
    const { orphan, leftover } = litter();
    const changed = checkpointBytes(filled.manifests[0]!.id, 5);
    let meanwhile = () => {
      if (!links) withoutLinks();
      fs.rmSync(at(orphan));
      put(orphan, new Uint8Array(16));
      put(leftover, changed);
      fs.utimesSync(at(leftover), 1, 1);
    };
    const { removed } = await collectGarbage(folder, {
      now: later(),
      onProgress: () => {
        meanwhile();
        meanwhile = () => {};
      },
    });
    expect(removed.map(({ kind }) => kind)).toEqual(['half-written', 'orphan', 'lease']);
    expect(fs.statSync(at(orphan)).size).toBe(16);
    expect(fs.readFileSync(at(leftover)).equals(Buffer.from(changed))).toBe(true);
    expect(stored().filter((path) => path.endsWith('.tmp'))).toEqual([]);
  });

  it('takes away nothing from runs that are written at the same time', async () => {
    const [source] = exampleRuns();
    const [manifest] = filled.manifests;
    for (let round = 0; round < 25; round++) {
      const weights = weightsOf(source!).map((value) => value + round);
      const after = sha256(Buffer.from(weights.buffer));
      const collecting = collectGarbage(folder, { now: Date.now() + hour / 2 });
      filled.store.writeWeights(weights);
      await new Promise((resolve) => setImmediate(resolve));
      filled.store.write(seal({ ...manifest!, weights: { ...manifest!.weights, after } }));
      await collecting;
      expect(filled.store.readWeights(after)).toEqual(weights);
    }
  });
});
