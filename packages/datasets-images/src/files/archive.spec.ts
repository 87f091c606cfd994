import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { tarGzOf, tarOf, zipOf } from '../testing/index.js';
import { archiveFiles } from './archive.js';

const folder = fs.mkdtempSync(join(tmpdir(), 'seedbed-archive-'));
afterEach(() => {
  for (const name of fs.readdirSync(folder)) fs.rmSync(join(folder, name), { recursive: true });
});

const files = { 'b/two.txt': 'two', 'a/one.txt': 'one\n', 'B.txt': '', './c.txt': 'dotted' };
const put = (bytes: Uint8Array, name = 'archive') => {
  fs.writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const open = (bytes: Uint8Array) => archiveFiles(put(bytes), join(folder, 'cache'));
const refusal = (what: RegExp) => ({ code: 'SB_DATA_ARCHIVE', exitCode: 1, message: expect.stringMatching(what) });

describe.each([
  ['zip', () => zipOf({ ...files, './c.txt': 'dotted' })],
  ['tar', () => tarOf(files)],
  ['tar.gz', () => tarGzOf(files)],
])('a %s', (_, make) => {
  test('gives its files, sorted, whatever its name', async () => {
    const opened = await open(await make());
    expect(opened.names).toEqual(['B.txt', 'a/one.txt', 'b/two.txt', 'c.txt']);
    expect([opened.text('a/one.txt'), opened.text('B.txt'), opened.text('c.txt')]).toEqual(['one\n', '', 'dotted']);
    expect(opened.has('nothing')).toBe(false);
    opened.close();
  });

  test('leaves nothing on the disk', async () => {
    const opened = await open(await make());
    expect(fs.readdirSync(join(folder, 'cache'))).toEqual([]);
    opened.close();
  });

  test('that is cut short is refused', async () => {
    const whole = await make();
    await expect(open(whole.subarray(0, whole.length * 0.7))).rejects.toMatchObject(refusal(/cannot be unpacked/));
  });
});

const tarEntry = (header: Parameters<ReturnType<typeof pack>['entry']>[0], content = '') => {
  const packing = pack();
  packing.entry(header, content);
  packing.finalize();
  return buffer(packing);
};

describe('an archive is refused that', () => {
  test.each([
    ['goes up', '../evil.txt'],
    ['goes up inside', 'a/../../evil.txt'],
    ['starts at the root', '/etc/evil.txt'],
    ['goes up with backslashes', 'a\\..\\..\\evil.txt'],
    ['names a drive', 'C:/evil.txt'],
  ])('%s', async (_, name) => {
    await expect(open(await tarEntry({ name }, 'x'))).rejects.toMatchObject(refusal(/leads out of the archive/));
    const before = fs.readdirSync(join(folder, '..')).includes('evil.txt');
    expect(before).toBe(false);
  });

  test('goes up, as a zip', async () => {
    // yazl refuses to write such a name: it is written into the finished archive.
    const zip = Buffer.from(await zipOf({ 'aa/evil.txt': 'x' }));
    const named = Buffer.from(zip.toString('latin1').replaceAll('aa/evil.txt', '../evil.txt'), 'latin1');
    await expect(open(named)).rejects.toMatchObject(refusal(/\.\.\/evil\.txt/));
  });

  test.each(['symlink', 'link', 'character-device', 'fifo'] as const)('holds a %s', async (type) => {
    const archive = await tarEntry({ name: 'a', type, linkname: '/etc/passwd' });
    await expect(open(archive)).rejects.toMatchObject(refusal(/only files and folders are taken/));
  });

  test('holds a link, as a zip', async () => {
    const zip = Buffer.from(await zipOf({ link: '/etc/passwd' }));
    const at = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    zip.writeUInt32LE((0o120777 << 16) >>> 0, at + 38);
    await expect(open(zip)).rejects.toMatchObject(refusal(/a link or a device/));
  });

  test('unpacks to far too much', async () => {
    const bomb = await tarEntry({ name: 'bomb.txt' }, '\0'.repeat(80 * 1024 * 1024));
    const packed = gzipSync(bomb);
    expect(packed.length).toBeLessThan(100_000);
    await expect(open(packed)).rejects.toMatchObject(refusal(/more than 20 times its size/));
  });

  test('names a file twice', async () => {
    const packing = pack();
    packing.entry({ name: 'a' }, '1');
    packing.entry({ name: './a' }, '2');
    packing.finalize();
    await expect(open(await buffer(packing))).rejects.toMatchObject(refusal(/stands in it twice/));
  });

  test('is none', async () => {
    await expect(open(Buffer.from('hello'))).rejects.toMatchObject(refusal(/is no zip, tar or tar.gz archive/));
    await expect(open(gzipSync('hello'))).rejects.toMatchObject(refusal(/./));
  });
});
