import fs from 'node:fs';
import { join } from 'node:path';

/** What a plugin of raw files does wrong: each a piece of JavaScript in its place. */
export interface Fault {
  /** When it is imported. */
  readonly importing?: string;
  /** Sorts the files of a class; `names` are they, `folder` is where. */
  readonly order?: string;
  /** Which class a file of class `c` of `n` belongs to. */
  readonly label?: string;
  /** Pixels of a file; `bytes` are its twelve bytes, two rows of two pixels of three. */
  readonly pixels?: string;
  /** Which files of a class are its test part; `names` are they. */
  readonly test?: string;
}

const core = (file: string) => new URL(`../../dist/${file}`, import.meta.url).href;

/** Writes a plugin that reads a class a folder of raw images, faithfully but for its fault. @returns its address. */
export function faultyPlugin(file: string, fault: Fault): string {
  const { importing = '', order = 'names.sort()', label = 'c', pixels = 'bytes', test = 'names.slice(-2)' } = fault;
  fs.writeFileSync(
    file,
    `import fs from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { fingerprintOf } from '${core('dataset/packed-format.js')}';
${importing}
const image = { height: 2, width: 2, channels: 3 };
export default {
  contract: 1,
  name: 'faulty',
  version: '1',
  about: { title: 'Faulty', licence: 'MIT', citation: 'Nobody, 2026', obtain: 'It is made up.' },
  options: { parse: (it) => it, safeParse: (data) => ({ success: true, data }) },
  async open(_options, { dataDir }) {
    const classes = fs.readdirSync(dataDir).sort();
    const n = classes.length;
    const images = { train: classes.map(() => []), test: classes.map(() => []) };
    for (const c of classes.keys()) {
      const folder = join(dataDir, classes[c]);
      const names = fs.readdirSync(folder);
      ${order};
      const read = (name) => { const bytes = fs.readFileSync(join(folder, name)); return Buffer.from(${pixels}); };
      const test = ${test};
      images.train[${label}] = names.slice(0, -2).map(read);
      images.test[${label}] = test.map(read);
    }
    const counts = { train: images.train.map((all) => all.length), test: images.test.map((all) => all.length) };
    const hash = createHash('sha256');
    for (const part of ['train', 'test']) for (const all of images[part]) for (const one of all) hash.update(one);
    return {
      image, classes, counts, notes: [],
      fingerprint: fingerprintOf({ image, classes, counts }, hash.digest('hex')),
      readImage: (part, c, item, target, offset) => target.set(images[part][c][item], offset),
      close() {},
    };
  },
};
`,
  );
  return new URL(`file://${file}`).href;
}

/** Three classes of six files, names such that no two ways of sorting agree. @returns the folder. */
export function rawFolder(folder: string): string {
  const names = ['a-1.raw', 'B-1.raw', 'b-2.raw', 'ch.raw', 'z.raw', 'é-1.raw'];
  ['ant', 'bee', 'cow'].forEach((name, c) => {
    fs.mkdirSync(join(folder, name), { recursive: true });
    names.forEach((file, item) => {
      const bytes = Uint8Array.from({ length: 12 }, (_, at) => c * 80 + item * 12 + at);
      fs.writeFileSync(join(folder, name, file), bytes);
    });
  });
  return folder;
}
