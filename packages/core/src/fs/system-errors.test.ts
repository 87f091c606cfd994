import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exitCodes, SeedbedError } from '../errors.js';
import { readManifest } from '../manifest/seal.js';
import { knownComponents } from '../components/registry.js';
import { readExperiment } from '../spec/experiment.js';
import { fsckResults } from '../store/fsck/fsck-results.js';
import { fsckStore } from '../store/fsck/fsck-store.js';
import { checkManifestFile } from '../store/fsck/report.js';
import { isDamage } from '../store/fsck/finding.js';
import { readResults } from '../store/results.js';
import { RunStore } from '../store/run-store.js';
import { readVerification } from '../store/verification.js';
import { cannotRead, cannotWriteTemporary, wayOut } from './system-errors.js';
import { temporaryFolders } from '../testing/caches.js';

const folders = temporaryFolders();
afterAll(() => folders.remove());

const id = 'ab'.repeat(32);
const errorOf = (action: () => unknown): SeedbedError => {
  try {
    action();
  } catch (error) {
    if (error instanceof SeedbedError) return error;
    throw error;
  }
  throw new TypeError('nothing was thrown');
};
/** A link to itself: nobody can read it, whoever they are. */
const unreadable = (path: string) => {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(path, path);
  return path;
};

describe('an error of the operating system', () => {
  it.each(['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOSPC', 'EMFILE', 'EISDIR', 'ESTALE', 'EWHATEVER'])(
    '%s is not called damage, and nobody is told to delete anything',
    (code) => {
      const cause = Object.assign(new Error(`${code}: said by the system`), { code });
      const error = cannotRead('/some/file', cause);
      expect([error.code, error.exitCode]).toEqual(['SB_FILE_UNREADABLE', exitCodes.environmentLacks]);
      expect(error.message).toBe(`/some/file cannot be read: ${code}: said by the system`);
      expect(error.hint).toBe(wayOut(cause));
      expect(`${error.message} ${error.hint}`).not.toMatch(/damage|delete/);
    },
  );

  it('of a folder for temporary files names the variable', () => {
    expect(wayOut({ code: 'ENOENT', syscall: 'mkdtemp' })).toContain('TMPDIR');
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(wayOut({ ...full, syscall: 'mkdtemp' })).toContain(`free some space in ${tmpdir()}, or set TMPDIR`);
    expect(cannotWriteTemporary('/t/order.npy', full)).toMatchObject({
      exitCode: exitCodes.environmentLacks,
      message: '/t/order.npy, in the folder for temporary files, cannot be written: ENOSPC: no space left on device, write', // prettier-ignore
      hint: wayOut({ ...full, syscall: 'mkdtemp' }),
    });
  });
});

describe('a file that cannot be read', () => {
  it('is not damaged: a manifest, a spec, weights, a checkpoint, a verification, results', () => {
    const folder = folders.make();
    const store = new RunStore(folder);
    const [manifest, spec, results, experiment] = ['m.json', 'spec.yaml', 'results', 'verification.json'].map((name) => unreadable(join(folder, 'x', name))) as [string, string, string, string]; // prettier-ignore
    unreadable(join(folder, 'weights', `${id}.f32`));
    unreadable(join(folder, 'checkpoints', `${id}.checkpoint`));
    for (const action of [
      () => readManifest(manifest),
      () => readExperiment(spec, knownComponents),
      () => readResults(results),
      () => fsckResults(results),
      () => readVerification(join(dirname(experiment), 'elsewhere'), 'any'),
      () => store.readWeights(id),
    ])
      expect(errorOf(action)).toMatchObject({ code: 'SB_FILE_UNREADABLE', exitCode: 4 });
    expect(store.readCheckpoint(id)).toMatch(/^it cannot be read, ELOOP/);
  });

  it('is distinguished from one that is not there, and from a folder', () => {
    const folder = folders.make();
    mkdirSync(join(folder, 'folder.json'));
    symlinkSync(join(folder, 'gone'), join(folder, 'link.json'));
    expect(errorOf(() => readManifest(join(folder, 'folder.json')))).toMatchObject({ code: 'SB_FILE_UNREADABLE', hint: expect.stringContaining('move the folder away') }); // prettier-ignore
    expect(errorOf(() => readManifest(join(folder, 'none.json'))).code).toBe('SB_FILE_NOT_FOUND');
    const dangling = errorOf(() => readManifest(join(folder, 'link.json')));
    expect(dangling.message).toBe(`${join(folder, 'link.json')} is a link to ${join(folder, 'gone')}, which is not there`); // prettier-ignore
    expect(dangling.hint).toContain('is its disk mounted?');
    expect(new RunStore(folder).readWeights(id)).toBeNull();
    expect(new RunStore(folder).readCheckpoint(id)).toBeNull();
    expect(readVerification(join(folder, 'results'), 'any')).toBeNull();
  });

  it('is a finding of fsck, with a way out that loses nothing', async () => {
    const folder = folders.make();
    mkdirSync(join(folder, 'a-folder.json'));
    const paths = [unreadable(join(folder, 'itself.json')), join(folder, 'a-folder.json')];
    const checked = await Promise.all(paths.map((path) => checkManifestFile(path, 'shown', 'delete it')));
    expect(checked.map(({ manifest }) => manifest)).toEqual([null, null]);
    const findings = checked.flatMap((each) => each.findings);
    expect(findings.map(({ kind, path }) => [kind, path])).toEqual([['unreadable', 'shown'], ['unreadable', 'shown']]); // prettier-ignore
    expect(findings.every(isDamage)).toBe(true);
    for (const { what, remedy } of findings) expect(`${what} ${remedy}`).not.toMatch(/damage|delete/);
  });
});

describe('a link in a store that leads nowhere', () => {
  it('is named with where it leads, and neither hides the rest nor is taken for damage', async () => {
    const folder = folders.make();
    mkdirSync(join(folder, 'runs', 'ab'), { recursive: true });
    mkdirSync(join(folder, 'weights'));
    symlinkSync('/nowhere/cd', join(folder, 'runs', 'cd'));
    symlinkSync('/nowhere/run', join(folder, 'runs', 'ab', `${id}.json`));
    symlinkSync('/nowhere/weights', join(folder, 'weights', `${id}.f32`));
    symlinkSync('/nowhere/checkpoints', join(folder, 'checkpoints'));
    writeFileSync(join(folder, 'runs', 'ab', 'note'), '');
    const store = new RunStore(folder);
    expect(store.ids()).toEqual([id]);
    expect(errorOf(() => store.read(id)).message).toContain('is a link to /nowhere/run, which is not there');
    const { findings } = await fsckStore(folder);
    expect(findings.filter(({ kind }) => kind === 'missing').map(({ path, what }) => `${path}: ${what}`)).toEqual([
      'checkpoints: what the link leads to, /nowhere/checkpoints',
      `runs/ab/${id}.json: what the link leads to, /nowhere/run`,
      'runs/cd: what the link leads to, /nowhere/cd',
      `weights/${id}.f32: what the link leads to, /nowhere/weights`,
    ]);
    expect(findings.some(({ remedy }) => /delete/.test(remedy))).toBe(false);
  });

  it('and that should be the store itself is named before anything is trained', () => {
    const folder = folders.make();
    symlinkSync('/nowhere/store', join(folder, 'store'));
    const error = errorOf(() => new RunStore(join(folder, 'store')).prepare());
    expect(error.message).toContain('is a link to /nowhere/store, which is not there');
  });
});
