import fs from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { digestOf, sha256 } from '../../digest/canonical.js';
import { decodeManifest, manifestText, seal } from '../../manifest/seal.js';
import { filesBelow, temporaryFolders } from '../../testing/caches.js';
import { checkpointBytes, examplePredictions, fillStore } from '../../testing/stored-example.js';
import { collectGarbage } from '../gc.js';
import { isDamage, type StoreFinding } from './finding.js';
import { fsckStore } from './fsck-store.js';

const folders = temporaryFolders();
afterAll(() => folders.remove());

let folder: string;
let filled: ReturnType<typeof fillStore>;
beforeEach(() => {
  folder = folders.make();
  filled = fillStore(folder);
});

const at = (path: string) => join(folder, path);
const findings = async () => (await fsckStore(folder)).findings;
const inBrief = (found: readonly StoreFinding[]) => found.map(({ kind, path }) => `${kind} ${path}`).sort();
const pathOf = (id: string) => `runs/${id.slice(0, 2)}/${id}.json`;
const put = (path: string, content: string | Uint8Array) => {
  fs.mkdirSync(dirname(at(path)), { recursive: true });
  fs.writeFileSync(at(path), content);
};
const stored = () => filesBelow(folder).map((path) => path.slice(folder.length + 1));

describe('fsck of a store', () => {
  it('finds nothing in one that is whole, and says what it looked at', async () => {
    const shown: number[][] = [];
    const report = await fsckStore(folder, (done, total) => shown.push([done, total]));
    expect(report).toEqual({ manifests: 5, weights: 1, predictions: 1, checkpoints: 1, findings: [] });
    expect(shown).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((done) => [done, 8]));
  });

  it('minds no file that goes while it looks, as when a run ends or gc removes it', async () => {
    const orphan = `weights/${digestOf('nobody')}.f32`;
    put(orphan, new Uint8Array(4));
    const { findings: found } = await fsckStore(folder, () => {
      for (const path of [orphan, filled.checkpoint]) fs.rmSync(at(path), { force: true });
    });
    expect(found).toEqual([]);
  });

  it('of no store is a wrong request', async () => {
    await expect(fsckStore(at('nowhere'))).rejects.toMatchObject({ code: 'SB_STORE_NOT_FOUND', exitCode: 2 });
  });

  it('finds and names the file in which any one bit is another', async () => {
    const paths = stored();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), async (path, where) => {
        const bytes = fs.readFileSync(at(path));
        const bit = where % (bytes.length * 8);
        put(path, withBit(bytes, bit));
        const found = await findings();
        put(path, bytes);
        expect(found.filter(isDamage).map((finding) => finding.path)).toEqual([path]);
      }),
      { numRuns: 300, seed: 61 },
    );
    expect(await findings()).toEqual([]);
  });

  it('finds every single bit of a checkpoint, of weights and of predictions', async () => {
    for (const path of stored().filter((each) => !each.startsWith('runs/'))) {
      // Alone in a store: it is checked some thousand times.
      const bytes = fs.readFileSync(at(path));
      const alone = folders.make();
      fs.mkdirSync(join(alone, 'runs'));
      fs.mkdirSync(dirname(join(alone, path)));
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        fs.writeFileSync(join(alone, path), withBit(bytes, bit));
        expect(inBrief((await fsckStore(alone)).findings), `bit ${bit}`).toEqual([`damaged ${path}`]);
      }
    }
  }, 180_000);

  it('finds another bit in every byte of a manifest', () => {
    const bytes = Buffer.from(manifestText(filled.manifests[0]!));
    const unnoticed = bytes.filter(
      (_, byte) => typeof decodeManifest(withBit(bytes, 8 * byte + (byte % 8))) !== 'string',
    );
    expect([bytes.length > 2000, unnoticed.length]).toEqual([true, 0]);
  });

  it('finds what is missing when any one file is deleted', async () => {
    const [source, ...measured] = filled.manifests;
    const weights = `weights/${source!.weights.after}.f32`;
    const expected: Record<string, string[]> = {
      [pathOf(source!.id)]: [`missing ${pathOf(source!.id)}`, `orphan ${weights}`],
      [weights]: [`missing ${weights}`],
      // A store does not know what it was to hold: seedbed status does.
      ...Object.fromEntries(measured.map(({ id }) => [pathOf(id), []])),
      [`predictions/${measured[0]!.measured!.test!.predictions}.f32`]: [],
      [filled.checkpoint]: [],
    };
    expect(Object.keys(expected).sort()).toEqual(stored().sort());
    for (const path of stored()) {
      const bytes = fs.readFileSync(at(path));
      fs.rmSync(at(path));
      expect(inBrief(await findings()), path).toEqual(expected[path]);
      put(path, bytes);
    }
  });

  it('finds a re-formatted manifest, one under the name of another, and one with an edited upstream run', async () => {
    const [source, base, tuned] = filled.manifests;
    put(pathOf(source!.id), JSON.stringify(source, null, 2));
    expect(inBrief(await findings())).toEqual([`damaged ${pathOf(source!.id)}`, `orphan weights/${source!.weights.after}.f32`]); // prettier-ignore
    put(pathOf(source!.id), manifestText(source!));
    put(pathOf(base!.id), manifestText(source!));
    expect(inBrief(await findings())).toEqual([`damaged ${pathOf(base!.id)}`]);
    put(pathOf(base!.id), manifestText(base!));
    const [asked] = Object.keys(tuned!.upstream) as [string];
    const other = digestOf('another upstream run');
    put(pathOf(tuned!.id), manifestText(seal({ ...tuned!, upstream: { [asked]: other } })));
    expect(inBrief(await findings())).toEqual([`missing ${pathOf(other)}`]);
  });

  it('finds an upstream run that is not the one that was asked for, of another config or another machine', async () => {
    const [source, base, tuned] = filled.manifests;
    const [asked] = Object.keys(tuned!.upstream) as [string];
    const upstreamFindings = async () =>
      inBrief((await findings()).filter(({ what }) => what.startsWith('upstream run')));
    put(pathOf(tuned!.id), manifestText(seal({ ...tuned!, upstream: { [asked]: base!.id } })));
    expect(await upstreamFindings()).toEqual([`damaged ${pathOf(tuned!.id)}`]);
    put(pathOf(tuned!.id), manifestText(seal({ ...tuned!, upstream: { [digestOf('other')]: source!.id } })));
    expect(await upstreamFindings()).toEqual([`damaged ${pathOf(tuned!.id)}`]);
    put(pathOf(tuned!.id), manifestText(seal({ ...tuned!, numerics: 2 })));
    expect(await upstreamFindings()).toEqual([`damaged ${pathOf(tuned!.id)}`]);
  });

  it('names what only takes room, and what is no file of a store', async () => {
    const [source] = filled.manifests;
    const orphan = `weights/${digestOf('x')}.f32`;
    const copy = `runs/00/${digestOf('y').replace(/^../, '11')}.json`;
    put(`${pathOf(source!.id)}.12-0123456789ab.tmp`, '{');
    put('report.html.12-0123456789ab.tmp', '');
    put(`checkpoints/${source!.id}.checkpoint`, checkpointBytes(source!.id));
    put(copy, '{}');
    put('runs/.DS_Store', '');
    put('report.html', '');
    put(orphan, '');
    const found = await findings();
    expect(inBrief(found)).toEqual(
      [
        `damaged ${orphan}`,
        `foreign ${copy}`,
        'foreign runs/.DS_Store',
        `half-written ${pathOf(source!.id)}.12-0123456789ab.tmp`,
        'half-written report.html.12-0123456789ab.tmp',
        `leftover checkpoints/${source!.id}.checkpoint`,
      ].sort(),
    );
    for (const { what, remedy } of found) expect([what, remedy]).toEqual([expect.stringMatching(/.../), expect.stringMatching(/.../)]); // prettier-ignore
  });

  it('finds predictions that are not those that were measured, though their digest is in their name', async () => {
    const [, base] = filled.manifests;
    const { test, ...parts } = base!.measured!;
    const named = (numbers: Float32Array) => {
      const predictions = sha256(Buffer.from(numbers.buffer));
      filled.store.writePredictions(numbers);
      put(pathOf(base!.id), manifestText(seal({ ...base!, measured: { ...parts, test: { ...test!, predictions } } })));
      return `predictions/${predictions}.f32`;
    };
    const said = async () => (await findings()).map(({ kind, path, what }) => `${kind} ${path}: ${what}`);
    const whole = examplePredictions();
    const short = named(whole.slice(0, 10));
    expect(await said()).toEqual([`damaged ${short}: it holds 40 bytes, but ${pathOf(base!.id)} has 6 examples of 2 classes`]); // prettier-ignore
    // Every example gets the class that it did not get.
    const turned = named(whole.map((each) => 1 - each));
    expect(await said()).toEqual([
      `orphan ${short}: no intact manifest names these predictions`,
      `damaged ${turned}: class 0 is predicted 2 times, but the confusion counts give 4 of ${pathOf(base!.id)}`,
    ].sort((a, b) => (a.split(' ')[1]! < b.split(' ')[1]! ? -1 : 1))); // prettier-ignore
  });

  it('does not call the checkpoint of an upstream run a leftover whose weights are gone: it is trained again', async () => {
    const [source] = filled.manifests;
    put(`checkpoints/${source!.id}.checkpoint`, checkpointBytes(source!.id));
    fs.rmSync(at(`weights/${source!.weights.after}.f32`));
    expect(inBrief(await findings())).toEqual([`missing weights/${source!.weights.after}.f32`]);
  });

  it.skipIf(process.platform === 'win32')('follows no link in circles, and reads nothing that never ends', async () => {
    const links: [string, string][] = [
      ['runs/a', '.'],
      ['runs/b', '.'],
      ['runs/ab', '..'],
      ['weights/up', '/'],
      [`weights/${digestOf('zero')}.f32`, '/dev/zero'],
      [`checkpoints/${digestOf('zero')}.checkpoint`, '/dev/zero'],
      [`weights/${digestOf('nowhere')}.f32`, 'nowhere'],
      ['checkpoints/itself', 'itself'],
      [`predictions/${digestOf('zero')}.f32`, '/dev/zero'],
    ];
    for (const [path, to] of links) {
      fs.rmSync(at(path), { force: true, recursive: true });
      fs.symlinkSync(to, at(path));
    }
    const nowhere = `weights/${digestOf('nowhere')}.f32`;
    const foreign = links.map(([path]) => path).filter((path) => path !== 'runs/ab' && path !== nowhere);
    const found = inBrief(await findings());
    expect(found).toContain(`missing ${nowhere}`);
    for (const path of foreign) expect(found).toContain(`foreign ${path}`);
    expect(found.length).toBeLessThan(20);
    expect((await collectGarbage(folder, { dryRun: true })).removed).toEqual([]);
  });

  it('takes a store whose folders are links to other disks', async () => {
    const elsewhere = folders.make();
    for (const name of ['runs', 'weights', 'predictions', 'checkpoints']) {
      fs.cpSync(at(name), join(elsewhere, name), { recursive: true });
      fs.rmSync(at(name), { recursive: true });
      fs.symlinkSync(join(elsewhere, name), at(name), 'junction');
    }
    expect(await fsckStore(folder)).toEqual({ manifests: 5, weights: 1, predictions: 1, checkpoints: 1, findings: [] });
  });

  it('says where there is a file in place of a folder', async () => {
    fs.rmSync(at('checkpoints'), { recursive: true });
    put('checkpoints', 'x');
    expect(inBrief(await findings())).toEqual(['damaged checkpoints']);
  });
});

function withBit(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[bit >> 3]! ^= 1 << (bit & 7);
  return changed;
}
