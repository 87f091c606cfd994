/* Archives: whole ones that were changed, and ones whose names, kinds and sizes lie, or that unpack to far too much. */
import fs from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fromDist } from '../../built.mjs';
import { outcomeOf } from '../outcome.mjs';
import { entry, header, longHeader, padded } from '../grammar/tar.mjs';
import { zip } from '../grammar/zip.mjs';
import { mutated } from '../mutate.mjs';

export const name = 'archive';
export const about = 'zip, tar and tar.gz: names that lead out, links, bombs, sizes that lie, and what was cut short';
export const share = 0.05;
export const streams = true;

let archiveFiles;
let corpus;
let folder;
let outside;

export async function prepare({ tmp, cache, top }) {
  ({ archiveFiles } = await fromDist('datasets-images', 'files/archive.js'));
  const { makeJpeg } = await fromDist('datasets-images', 'testing/index.js');
  const jpegs = await Promise.all([0, 1, 2].map((number) => makeJpeg({ number })));
  const files = {
    'wnids.txt': 'n01\nn02\n',
    'train/n01/a.JPEG': jpegs[0],
    'train/n02/b.JPEG': jpegs[1],
    'val/c.JPEG': jpegs[2],
  };
  const entries = Object.entries(files).map(([each, content]) => ({ name: each, content: Buffer.from(content) }));
  // Written here, without times: the same corpus whenever it is made.
  const tar = Buffer.concat([...entries.flatMap(({ name: each, content }) => [header({ name: each, size: content.length }), padded(content)]), Buffer.alloc(1024)]); // prettier-ignore
  corpus = { tar: [tar], zip: [zip({ chance: () => false }, entries)] };
  folder = join(tmp, 'archive');
  outside = top;
  fs.mkdirSync(cache, { recursive: true });
}

const contents = (random) => random.bytes(random.skewed(600));
const names = (random) => ['a.jpg', 'b/c.jpg', './d.jpg', '', '.', '/', '//', '../evil', 'a/../../evil', `${outside}/evil`, '/etc/evil', 'C:\\evil', '..\\evil', 'a\\..\\..\\evil', 'a\0b', 'con', '\u202egpj.exe', 'x'.repeat(random.skewed(70_000)), '__proto__', '__proto__/constructor', 'a/'.repeat(random.skewed(3000))]; // prettier-ignore

function lyingTar(random) {
  const entries = Array.from({ length: 1 + random.skewed(12) }, () => entry(random, names(random), contents(random)));
  return Buffer.concat([...entries.flat(), Buffer.alloc(random.pick([0, 512, 1024]))]);
}

function lyingZip(random) {
  const list = names(random);
  const entries = Array.from({ length: 1 + random.skewed(12) }, () => ({
    ...{ name: random.pick(list), content: contents(random), method: random.pick([0, 8]) },
    mode: random.pick([0o100644, 0o100644, 0o120777, 0o020666, 0o010644, 0o040755, 0]),
  }));
  return zip(random, entries, { lying: random.pick([0, 0.05, 0.3]), overlap: random.chance(0.1) });
}

const mebibyte = Buffer.alloc(2 ** 20);

/** Gzip may be written in parts: a part again and again is a bomb that takes no memory to make. */
const again = (random, part) => Array(random.between(1, 300)).fill(gzipSync(part, { level: 1 }));

/** Few bytes that stand for hundreds of megabytes. */
const bomb = (random) =>
  random.choose([
    [
      1,
      () => gzipSync(Buffer.concat(longHeader(random.between(1, 70), random.pick(['x', 'g', 'L', 'K']))), { level: 1 }),
    ],
    [1, () => Buffer.concat([gzipSync(header({ name: 'a.jpg', size: 2 ** 28 })), ...again(random, mebibyte)])],
    [1, () => Buffer.concat(again(random, random.chance(0.5) ? mebibyte : Buffer.concat(longHeader(1, 'g'))))],
    [1, () => zip(random, [{ name: 'a.jpg', content: Buffer.alloc(random.between(1, 100) * 2 ** 20) }])],
    [
      1,
      () =>
        zip(
          random,
          Array.from({ length: 400 }, (_, at) => ({ name: `${at}.jpg`, content: mebibyte })),
          { overlap: true },
        ),
    ],
  ]);

const maybePacked = (random, bytes) => (random.chance(0.3) ? gzipSync(bytes, { level: 1 }) : bytes);

export const generate = (random) =>
  random.choose([
    [300, () => maybePacked(random, mutated(random, corpus.tar, ['ustar\0', '\0'.repeat(512)]))],
    [300, () => mutated(random, corpus.zip, ['PK\x01\x02', 'PK\x03\x04', 'PK\x05\x06', 'PK\x06\x06', 'PK\x06\x07', '\xff\xff\xff\xff'])], // prettier-ignore
    [300, () => maybePacked(random, lyingTar(random))],
    [300, () => lyingZip(random)],
    [60, () => mutated(random, [gzipSync(corpus.tar[0])])],
    [1, () => bomb(random)],
  ]);

/** Out of the set, or through a step that has no name. */
const leaves = (each) =>
  each !== '' && (each.includes('\0') || /^[a-z]:/i.test(each) || /(^|\/)(\.\.)?(\/|$)/.test(each));

let cases = 0;

/** Files that stay open would end a long run: Linux tells how many there are. */
function checkOpenFiles() {
  if (++cases % 500 > 0 || !fs.existsSync('/proc/self/fd')) return;
  const open = fs.readdirSync('/proc/self/fd').length;
  if (open > 200) throw new Error(`${open} files are open after ${cases} archives`);
}

export async function run(bytes) {
  fs.writeFileSync(folder, bytes);
  const outcome = await outcomeOf(async () => {
    const files = await archiveFiles(folder, process.env.SEEDBED_CACHE);
    try {
      for (const each of files.names) {
        if (leaves(each)) throw new Error(`it gave a file the name "${each.slice(0, 200)}"`);
        files.text(each);
      }
    } finally {
      files.close();
    }
  });
  const left = fs.readdirSync(process.env.SEEDBED_CACHE);
  if (left.length > 0) throw new Error(`it left ${left.join(', ')} behind`);
  checkOpenFiles();
  return outcome;
}
