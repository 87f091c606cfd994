import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test, vi } from 'vitest';
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

test.each(['a//b/c.jpg', 'a/./b/c.jpg', './/a/b//.//c.jpg', 'a\\.\\b/c.jpg'])(
  'an entry called %s is a/b/c.jpg',
  async (name) => {
    const opened = await open(await tarOf({ [name]: 'x' }));
    expect(opened.names).toEqual(['a/b/c.jpg']);
    opened.close();
  },
);

const tarEntry = (header: Parameters<ReturnType<typeof pack>['entry']>[0], content = '') => {
  const packing = pack();
  packing.entry(header, content);
  packing.finalize();
  return buffer(packing);
};

test.each([
  ['zip', async () => zipOf({ 'rose/1.jpg': 'x', 'iris/': '' })],
  ['tar', async () => tarEntry({ name: './iris/', type: 'directory' })],
])('an empty folder in a %s is named', async (_, make) => {
  const opened = await open(await make());
  expect(opened.empty).toEqual(['iris/']);
  opened.close();
});

test('a zip is read to its end, whatever number of entries it gives', async () => {
  const zip = await zipOf({ 'a.txt': '1', 'b.txt': '2', 'c.txt': '3' });
  // The number stands 10 bytes behind the beginning of the last record; some archivers write it modulo 65,536.
  for (const counted of [0, 1]) {
    zip.writeUInt16LE(counted, zip.length - 12);
    const opened = await open(zip);
    expect(opened.names).toEqual(['a.txt', 'b.txt', 'c.txt']);
    opened.close();
  }
});

test.each([
  ['packed', undefined],
  ['stored', 0],
])('a zip with an encrypted entry, %s, is to be unpacked with its password', async (_, method) => {
  const zip = await zipOf({ 'a.txt': 'x'.repeat(99), 'b.txt': 'y' });
  // In the list of contents: flags and method are 8 and 10 bytes behind the beginning of the file's line.
  const line = zip.lastIndexOf('PK\x01\x02', undefined, 'latin1');
  zip[line + 8]! |= 1;
  if (method !== undefined) zip.writeUInt16LE(method, line + 10);
  const opening = open(zip);
  await expect(opening).rejects.toMatchObject(refusal(/"b.txt" is encrypted$/));
  await expect(opening).rejects.toMatchObject({ hint: 'Unpack it with its password, and name the folder.' });
});

test('a file in a zip that is not what its checksum says is refused by name', async () => {
  const zip = await zipOf({ 'a.txt': '1' });
  // In the list of contents, 16 bytes behind the beginning of the file's line.
  zip[zip.indexOf('PK\x01\x02', 'latin1') + 16]! ^= 1;
  await expect(open(zip)).rejects.toMatchObject(refusal(/"a.txt" is damaged: its checksum differs/));
});

/** As `tar --format=v7` writes it: without a mark behind the name of a link, and with the sum that this makes. */
const withoutMark = (tar: Buffer) => {
  for (let at = 0; tar[at] !== 0; at += 1024) {
    tar.fill(0, at + 257, at + 512);
    tar.write('        ', at + 148, 'latin1');
    const sum = tar.subarray(at, at + 512).reduce((all, byte) => all + byte, 0);
    tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1');
  }
  return tar;
};

test.each([
  ['tar', (tar: Buffer) => tar],
  ['tar.gz', (tar: Buffer) => gzipSync(tar)],
])('a %s of the oldest format is read', async (_, packed) => {
  const opened = await open(packed(withoutMark(await tarOf({ 'a/1.txt': '1', 'b/2.txt': '2' }))));
  expect([opened.names, opened.text('b/2.txt')]).toEqual([['a/1.txt', 'b/2.txt'], '2']);
  opened.close();
});

test('a tar behind a tar is read, too', async () => {
  const opened = await open(Buffer.concat([await tarOf({ a: '1' }), await tarOf({ b: '2' })]));
  expect(opened.names).toEqual(['a', 'b']);
  opened.close();
});

test('zeros behind a tar.gz are no part of it', async () => {
  const opened = await open(Buffer.concat([await tarGzOf({ a: '1' }), Buffer.alloc(512)]));
  expect(opened.names).toEqual(['a']);
  opened.close();
});

test.each([
  ['zip', zipOf],
  ['tar', tarOf],
])('what is hidden or was left by a program is not read from a %s, and is named', async (_, make) => {
  const left = { 'x/@eaDir/1.jpg/t.jpg': '1', 'x/@eaDir/2.jpg': '2', '__MACOSX/x/._1.jpg': '3', 'x/Thumbs.db': '4' };
  const opened = await open(await make({ 'x/1.jpg': 'x', '.git/config': '5', ...left }));
  expect(opened.names).toEqual(['x/1.jpg']);
  expect(opened.aside).toEqual(['.git/', '__MACOSX/', 'x/@eaDir/', 'x/Thumbs.db']);
  opened.close();
});

test('a link in a hidden folder of an archive harms nobody', async () => {
  const opened = await open(await tarEntry({ name: '.git/link', type: 'symlink', linkname: '/etc/passwd' }));
  expect([opened.names, opened.aside]).toEqual([[], ['.git/']]);
  opened.close();
});

test('an entry of a tar whose long name ends as a folder is none of its files', async () => {
  const opened = await open(await tarEntry({ name: 'a', pax: { path: 'b/c/' } }, 'x'));
  expect(opened.names).toEqual([]);
  opened.close();
});

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

  test.each([
    ['nothing but zeros', async () => Buffer.alloc(512)],
    ['headers of no file', async () => (await tarEntry({ name: 'a', pax: { comment: 'x'.repeat(60_000) } })).subarray(0, -1536)], // prettier-ignore
  ])('unpacks to far too much, %s', async (_, make) => {
    const block = await make();
    const bomb = Buffer.alloc(Math.ceil(2e8 / block.length) * block.length, block);
    await expect(open(gzipSync(bomb))).rejects.toMatchObject(refusal(/more than 20 times its size/));
  });

  test('unpacks further than images do, which tables may', async () => {
    const packed = gzipSync(await tarEntry({ name: 'a.csv' }, '1,2\n'.repeat(20 * 1024 * 1024)));
    const wayOut = { hint: 'If it is right, unpack it and name the folder.' };
    await expect(open(packed)).rejects.toMatchObject(wayOut);
    const of = { what: 'tables', growth: 250, largest: Infinity };
    const opened = await archiveFiles(put(packed), join(folder, 'cache'), undefined, of);
    expect(opened.names).toEqual(['a.csv']);
    opened.close();
  });

  test('names a file twice, as a zip, and nothing is left to say when it is closed', async () => {
    const zip = Buffer.from(await zipOf({ 'a.txt': 'x'.repeat(99), 'b.txt': 'y' }));
    // The second one is longer than it says, which its stream would tell whoever reads it.
    const lying = Buffer.from(zip.toString('latin1').replaceAll('b.txt', 'a.txt'), 'latin1');
    lying.writeUInt32LE(7, lying.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 24);
    const unheard = vi.fn();
    process.on('uncaughtException', unheard);
    await expect(open(lying)).rejects.toMatchObject(refusal(/is in it twice/));
    await new Promise((resolve) => setTimeout(resolve, 200));
    process.off('uncaughtException', unheard);
    expect(unheard).not.toHaveBeenCalled();
  });

  test('holds files that its list of contents does not name', async () => {
    const [first, second] = [await zipOf({ 'a.txt': '1' }), await zipOf({ 'b.txt': '2' })];
    const both = Buffer.concat([first, second]);
    // As zip -A mends the places of what was put behind another archive.
    const list = both.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    both.writeUInt32LE(first.length, list + 42);
    both.writeUInt32LE(list, both.length - 6);
    await expect(open(both)).rejects.toMatchObject(refusal(/does not name, the first one at byte 0/));
  });

  test.each([
    ['between two entries', 1024],
    ['behind its last entry', 2048],
  ])('was cut off %s, as a tar', async (_, length) => {
    const whole = await tarOf({ a: '1', b: '2' });
    await expect(open(whole.subarray(0, length))).rejects.toMatchObject(refusal(/was cut short/));
    await expect(open(gzipSync(whole.subarray(0, length)))).rejects.toMatchObject(refusal(/was cut short/));
  });

  test.each([
    ['bzip2', 'BZh91AY&SY'],
    ['xz', '\xfd7zXZ\0'],
    ['7z', '7z\xbc\xaf\x27\x1c'],
    ['RAR', 'Rar!\x1a\x07'],
    ['Zstandard', '\x28\xb5\x2f\xfd'],
  ])('is made with %s: it is to be unpacked first', async (name, start) => {
    const opening = open(Buffer.from(start, 'latin1'));
    await expect(opening).rejects.toMatchObject(refusal(new RegExp(name)));
    await expect(opening).rejects.toMatchObject({ hint: expect.stringMatching(/^Unpack it/) });
  });

  test('names a file twice', async () => {
    const packing = pack();
    packing.entry({ name: 'a' }, '1');
    packing.entry({ name: './a' }, '2');
    packing.finalize();
    await expect(open(await buffer(packing))).rejects.toMatchObject(refusal(/is in it twice/));
  });

  test('is none', async () => {
    await expect(open(Buffer.from('hello'))).rejects.toMatchObject(refusal(/is no zip, tar or tar.gz archive/));
    await expect(open(gzipSync('hello'))).rejects.toMatchObject(refusal(/./));
  });
});
