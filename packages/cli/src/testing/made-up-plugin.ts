import { join } from 'node:path';
import { installByHand, linkIntoWorkspace } from './outside.js';
import { temporaryFolder, tinyFolder } from './tiny.js';

/** What a plugin of made-up images does besides: each a piece of JavaScript. */
export interface Habits {
  /** When it is imported. */
  readonly importing?: string;
  /** When it is opened. */
  readonly opening?: string;
  /** Which edition of the data it finds. */
  readonly origin?: string;
  /** When it says what the data hold. */
  readonly describing?: string;
  /** Before it gives its examples. */
  readonly reading?: string;
  /** Value of the first pixel of an image, 0 to 255; `value` is what it would be. */
  readonly pixel?: string;
  /** More of its package.json's `seedbed`. */
  readonly declares?: object;
}

/**
 * A folder of its own with a plugin `made-up` installed by hand (six classes of 16 + 4 images of 8 x 8, grey, each another
 * one) and the tiny experiment on it.
 * @returns the spec's folder, and the file of the plugin.
 */
export function madeUpPlugin({
  importing = '',
  opening = '',
  origin = "'made up'",
  describing = '',
  reading = '',
  pixel = 'value',
  declares,
}: Habits) {
  const workspace = temporaryFolder();
  const code = `import { z } from 'zod';
${importing}
const inputs = { shape: [8, 8, 1], type: 'uint8' };
const classes = ['a', 'b', 'c', 'd', 'e', 'f'];
const counts = { train: 16, test: 4 };
async function examples(add) {
  ${reading}
  for (const [part, count] of Object.entries(counts))
    for (const c of classes.keys())
      for (let item = 0; item < count; item++) {
        const values = Uint8Array.from({ length: 64 }, (_, at) => (c * 40 + item * 3 + at * (c + 1) + (part === 'test' ? 90 : 0)) % 250);
        const value = values[0];
        values[0] = ${pixel};
        add({ part, class: c, values });
      }
  return [];
}
export default {
  contract: 2,
  name: 'made-up',
  version: '1',
  about: { title: 'Made up', licence: 'MIT', citation: 'Nobody, 2026', obtain: 'It is made up.' },
  options: z.strictObject({}),
  async open() {
    ${opening}
    return {
      origin: ${origin},
      async content() {
        ${describing}
        return { inputs, classes, examples };
      },
    };
  },
};
`;
  const manifest = { type: 'module', seedbed: { dataset: 2, ...declares } };
  installByHand(workspace, 'made-up', manifest, code);
  linkIntoWorkspace(workspace, 'zod');
  const spec = tinyFolder({ 'plugin: fashionmnist': 'plugin: made-up' }, join(workspace, 'experiment'));
  return { spec, workspace, file: join(workspace, 'node_modules', 'made-up', 'index.js'), code };
}
