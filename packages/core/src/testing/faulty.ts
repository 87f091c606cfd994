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
  /** Number of the group of file `name`; `groups` is a map that lives as long as the process. */
  readonly group?: string;
  /** Which edition of the data it is; `dataDir` is where they are, `digest` is that of all files. */
  readonly origin?: string;
}

/** Writes a plugin that reads a class a folder of raw images, faithfully but for its fault. @returns its address. */
export function faultyPlugin(file: string, fault: Fault): string {
  const { importing = '', order = 'names.sort()', label = 'c', pixels = 'bytes', test = 'names.slice(-2)' } = fault;
  const { group = 'c * 100 + names.indexOf(name)', origin = 'digest' } = fault;
  fs.writeFileSync(
    file,
    `import fs from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
${importing}
const groups = new Map();
export default {
  contract: 2,
  name: 'faulty',
  version: '1',
  about: { title: 'Faulty', licence: 'MIT', citation: 'Nobody, 2026', obtain: 'It is made up.' },
  options: { parse: (it) => it, safeParse: (data) => ({ success: true, data }) },
  async open(_options, { dataDir }) {
    const classes = fs.readdirSync(dataDir).sort();
    const n = classes.length;
    const found = classes.flatMap((each, c) => {
      const folder = join(dataDir, each);
      const names = fs.readdirSync(folder);
      ${order};
      const test = ${test};
      const example = (part) => (name) => ({ part, c, group: ${group}, bytes: fs.readFileSync(join(folder, name)) });
      return [...names.slice(0, -2).map(example('train')), ...test.map(example('test'))];
    });
    const digest = found.reduce((hash, { part, c, bytes }) => hash.update(part + c).update(bytes), createHash('sha256')).digest('hex');
    const content = async () => ({
      inputs: { shape: [2, 2, 3], type: 'uint8' },
      classes,
      grouped: true,
      async examples(add) {
        for (const { part, c, group, bytes } of found) add({ part, class: ${label}, group, values: Buffer.from(${pixels}) });
        return [];
      },
    });
    return { origin: ${origin}, content };
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
