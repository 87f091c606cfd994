/* Folders and archives of pictures as the plugin `image-folder` opens them: decoded in worker threads, resized, packed. */
import fs from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fromDist, root } from '../../built.mjs';
import { bmp, largePng, otherSize, png } from '../grammar/pictures.mjs';
import { entry } from '../grammar/tar.mjs';
import { zip } from '../grammar/zip.mjs';
import { mutated } from '../mutate.mjs';
import { openedBy } from '../opened.mjs';

export const name = 'pictures';
export const about =
  'folders and archives of JPEG, PNG, WebP, BMP and GIF: headers of 2^31 x 2^31, bombs, what is cut short';
export const share = 0.01;
export const streams = true;

let corpus;
const opened = openedBy(name, async () => (await fromDist('datasets-images')).imageFolder);

export async function prepare(places) {
  const { makeJpeg } = await fromDist('datasets-images', 'testing/index.js');
  const made = join(root, 'packages/datasets-images/src/testing/pictures');
  const others = fs.readdirSync(made).filter((each) => /\.(png|webp|bmp|gif)$/.test(each)).sort(); // prettier-ignore
  const jpegs = await Promise.all([{}, { grey: true }, { width: 17, height: 9, number: 3 }].map(makeJpeg));
  corpus = [...jpegs.map((bytes) => Buffer.from(bytes)), ...others.map((each) => fs.readFileSync(join(made, each)))];
  await opened.prepare(places);
}

const small = (random) => ({ width: 1 + random.below(30), height: 1 + random.below(30) });

const picture = (random) =>
  random.choose([
    [20, () => mutated(random, corpus, ['\xff\xd8', 'IHDR', 'IDAT', 'VP8X', 'ANIM', '\xff\xff\xff\xff'])],
    [12, () => png(random, { ...small(random), lying: random.pick([0, 0.02, 0.1]) })],
    [8, () => bmp(random, { ...small(random), lying: random.pick([0, 0.02, 0.1]) })],
    [6, () => otherSize(random, random.pick(corpus))],
    [4, () => random.pick(corpus).subarray(0, random.below(60))],
    [4, () => random.pick(corpus)],
    [1, () => Buffer.alloc(0)],
    [1, () => Buffer.from(random.pick(['<!doctype html><p>not found', '%PDF-1.7', 'version https://git-lfs.github.com/spec/v1\n', 'II*\0', 'BM']))], // prettier-ignore
  ]);

/** Pictures as large as any that are taken, and larger: of few bytes. */
const large = (random) =>
  largePng(random, { width: random.pick([3000, 5000, 7070, 7072]), height: random.pick([1000, 5000, 7070, 7072]) });

const folders = ['a', 'b', 'a', 'b', 'train/a', 'train/b', 'test/a', 'valid/b', '__proto__', 'constructor', '.hidden', 'x/y/z', '']; // prettier-ignore
const endings = ['jpg', 'png', 'webp', 'bmp', 'gif', 'JPEG', 'tiff', 'txt', 'jpg_large'];

function files(random, ofPicture) {
  // A decoder that fails starts again, which is slow: half of the pictures are one that is right.
  const sound = random.pick(corpus);
  const divided = random.chance(0.3);
  const usual = divided ? ['train/a', 'train/b', 'test/a', 'test/b'] : ['a', 'b'];
  const places = usual.concat(random.chance(0.2) ? [random.pick(folders)] : []);
  return Object.fromEntries(places.flatMap((place) => Array.from({ length: 1 + random.below(2) }, (_, at) => [`${place === '' ? '' : `${place}/`}${at}.${random.chance(0.9) ? endings[at] : random.pick(endings)}`, random.chance(0.5) ? sound : ofPicture(random)]))); // prettier-ignore
}

const named = ['a/1.jpg', 'b/1.jpg', './a/2.jpg', '../evil.jpg', 'a/../../evil.jpg', '/etc/evil.jpg', 'C:\\a.jpg', 'a\0b.jpg', 'a/', 'b/2.png', '__proto__/1.jpg', '.a/1.jpg']; // prettier-ignore

/** An archive of class folders whose names, kinds and sizes lie. */
function archive(random) {
  if (random.chance(0.5)) {
    const entries = Object.entries(files(random, picture)).map(([each, content]) => ({ name: random.chance(0.1) ? random.pick(named) : each, content, mode: random.chance(0.05) ? 0o120777 : 0o100644 })); // prettier-ignore
    return { 'set.zip': zip(random, entries, { lying: random.pick([0, 0.02, 0.1]), overlap: random.chance(0.05) }) };
  }
  const bytes = Buffer.concat([...Object.entries(files(random, picture)).flatMap(([each, content]) => entry(random, random.chance(0.8) ? [each] : named, content)), Buffer.alloc(random.pick([0, 512, 1024]))]); // prettier-ignore
  return { 'set.tar.gz': random.chance(0.5) ? gzipSync(bytes, { level: 1 }) : bytes };
}

export function generate(random) {
  const options = { set: 'p', size: random.pick([8, 8, 32]), ...(random.chance(0.2) && { channels: 1 }) };
  const more = { options, skipDamaged: random.chance(0.7), ...(random.chance(0.3) && { share: 0.3 }) };
  return random.choose([
    [10, () => ({ files: archive(random), as: 'archive', ...more })],
    [10, () => ({ files: files(random, picture), as: random.pick(['folder', 'folder', 'zip', 'tar']), ...more })],
    [0.03, () => ({ files: { ...files(random, picture), 'a/large.png': large(random) }, as: 'folder', ...more })],
  ]);
}

export const { run } = opened;
