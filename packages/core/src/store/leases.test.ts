import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { temporaryFolders } from '../testing/caches.js';
import { Leases } from './leases.js';
import { thisProcess } from './process-identity.js';

const folders = temporaryFolders();
afterAll(() => folders.remove());

const [id, other] = ['a'.repeat(64), 'b'.repeat(64)];
const here = { ...thisProcess(), host: 'here' };
const elsewhere = { host: 'elsewhere', pid: 1, space: 'elsewhere', started: null };
const age = (store: string, seconds: number) => {
  const then = Date.now() / 1000 - seconds;
  fs.utimesSync(join(store, 'leases', id), then, then);
};

describe('a lease', () => {
  it('is held by one at a time, run by run', () => {
    const store = folders.make();
    const [first, second] = [new Leases(store, here), new Leases(store, elsewhere)];
    expect(first.listed()).toEqual(new Set());
    expect([first.take(id), second.take(id), second.take(other), first.take(other)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(second.lookAt(id)?.holder).toMatchObject(here);
    expect(second.listed()).toEqual(new Set([id, other]));
    first.release(id);
    expect(second.lookAt(id)).toBeNull();
    expect(second.take(id)).toBe(true);
    second.releaseAll();
    expect(fs.readdirSync(join(store, 'leases'))).toEqual([]);
  });

  it('is free when its holder has given no sign of life for long, and not before', () => {
    const store = folders.make();
    const [first, second] = [new Leases(store, elsewhere), new Leases(store, here)];
    first.take(id);
    age(store, 100);
    expect(second.take(id)).toBe(false);
    first.renew();
    age(store, 100);
    expect(second.take(id)).toBe(false);
    age(store, 121);
    expect(second.take(id)).toBe(true);
  });

  it('that was taken over stays with the new holder, whatever the old one does', () => {
    const store = folders.make();
    const [first, second] = [new Leases(store, elsewhere), new Leases(store, here)];
    first.take(id);
    age(store, 500);
    second.take(id);
    first.renew();
    first.release(id);
    expect(second.lookAt(id)?.holder).toMatchObject(here);
    expect(first.take(id)).toBe(false);
  });

  it('comes back where somebody tidied its file away', () => {
    const store = folders.make();
    const [first, second] = [new Leases(store, elsewhere), new Leases(store, here)];
    first.take(id);
    fs.rmSync(join(store, 'leases', id));
    first.renew();
    expect(second.take(id)).toBe(false);
  });

  it('of a process that has ended is free at once where its process id counts', () => {
    const store = folders.make();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    new Leases(store, { ...here, pid }).take(id);
    expect(new Leases(store, elsewhere).take(id)).toBe(false);
    expect(new Leases(store, here).take(id)).toBe(true);
  });

  it.each([
    ['another PID namespace of a host of the same name', { space: 'another container' }],
    ['a boot before', { space: 'the boot before' }],
  ])('of a process id of %s is not judged by that id', (_, other) => {
    const store = folders.make();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    new Leases(store, { ...here, pid, ...other }).take(id);
    expect(new Leases(store, here).take(id)).toBe(false);
    age(store, 121);
    expect(new Leases(store, here).take(id)).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('is free when its process id was given to another program', () => {
    const store = folders.make();
    new Leases(store, { ...here, pid: process.ppid, started: '1' }).take(id);
    expect(new Leases(store, here).take(id)).toBe(true);
    new Leases(store, { ...here, started: '1' }).take(other);
    expect(new Leases(store, here).take(other)).toBe(true);
  });

  it('of an earlier edition, which does not say where its process id counts, is free after its time', () => {
    const store = folders.make();
    new Leases(store, here).take(other);
    fs.writeFileSync(join(store, 'leases', id), JSON.stringify({ host: 'here', pid: 2 ** 30, token: '' }));
    expect(new Leases(store, here).take(id)).toBe(false);
    age(store, 121);
    expect(new Leases(store, here).take(id)).toBe(true);
  });

  it('that is dated in the future counts as of now, and is free when nobody touches it from then on', () => {
    const store = folders.make();
    new Leases(store, elsewhere).take(id);
    age(store, -86_400);
    expect(new Leases(store, here).lookAt(id)?.until).toBeLessThan(Date.now() + 121_000);
    const path = join(store, 'leases', id);
    const said = JSON.parse(fs.readFileSync(path, 'utf8')) as { since: number };
    fs.writeFileSync(path, JSON.stringify({ ...said, since: Date.now() + 86_400_000 }));
    expect(new Leases(store, here).lookAt(id)?.since).toBeLessThan(Date.now() + 1000);
    age(store, -86_400);
    const impatient = new Leases(store, here, 0.01);
    expect(impatient.take(id)).toBe(false);
    while (!impatient.take(id));
    expect(new Leases(store, elsewhere).lookAt(id)?.holder).toMatchObject(here);
  });

  it('says what to do where it cannot be written', () => {
    const store = join(folders.make(), 'store');
    fs.writeFileSync(store, 'a file');
    expect(() => new Leases(store, here).take(id)).toThrow(
      expect.objectContaining({ code: 'SB_STORE_WRITE', exitCode: 4, message: expect.stringContaining(store) }),
    );
  });

  it('that could not be written is no lease', () => {
    const store = folders.make();
    const { writeFileSync } = fs;
    vi.spyOn(fs, 'writeFileSync').mockImplementationOnce((path, _content, options) => {
      // What a full disk does: the name is there, the content is not.
      writeFileSync(path, '', options);
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    });
    expect(() => new Leases(store, here).take(id)).toThrow('no space left on device');
    expect(new Leases(store, elsewhere).take(id)).toBe(true);
  });

  it('is taken over by one of many that try', () => {
    for (let round = 0; round < 20; round++) {
      const store = folders.make();
      new Leases(store, elsewhere).take(id);
      age(store, 500);
      const takers = Array.from({ length: 8 }, (_, pid) => new Leases(store, { ...elsewhere, pid }));
      expect(takers.map((each) => each.take(id)).filter(Boolean)).toHaveLength(1);
    }
  });
});
