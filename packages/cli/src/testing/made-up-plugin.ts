import { join } from 'node:path';
import { installByHand, linkIntoWorkspace } from './outside.js';
import { temporaryFolder, tinyFolder } from './tiny.js';

/** What a plugin of made-up images does besides: each a piece of JavaScript. */
export interface Habits {
  /** When it is imported. */
  readonly importing?: string;
  /** When it is opened. */
  readonly opening?: string;
  /** Value of the first pixel of an image, 0 to 255; `value` is what it would be. */
  readonly pixel?: string;
  /** The fingerprint; `honest` is the right one. */
  readonly fingerprint?: string;
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
  pixel = 'value',
  fingerprint = 'honest',
  declares,
}: Habits) {
  const workspace = temporaryFolder();
  const code = `import { createHash } from 'node:crypto';
import { fingerprintOf } from '@seedbed/core';
import { z } from 'zod';
${importing}
const image = { height: 8, width: 8, channels: 1 };
const classes = ['a', 'b', 'c', 'd', 'e', 'f'];
const counts = { train: classes.map(() => 16), test: classes.map(() => 4) };
const read = (part, c, item, target, offset) => {
  for (let at = 0; at < 64; at++) target[offset + at] = (c * 40 + item * 3 + at * (c + 1) + (part === 'test' ? 90 : 0)) % 250;
  const value = target[offset];
  target[offset] = ${pixel};
};
const honestly = () => {
  const hash = createHash('sha256');
  const pixels = new Uint8Array(64);
  for (const part of ['train', 'test'])
    for (const c of classes.keys())
      for (let item = 0; item < counts[part][c]; item++) hash.update((read(part, c, item, pixels, 0), pixels));
  return fingerprintOf({ image, classes, counts }, hash.digest('hex'));
};
export default {
  contract: 1,
  name: 'made-up',
  version: '1',
  about: { title: 'Made up', licence: 'MIT', citation: 'Nobody, 2026', obtain: 'It is made up.' },
  options: z.strictObject({}),
  async open() {
    ${opening}
    const honest = honestly();
    return { image, classes, counts, notes: [], readImage: read, close() {}, fingerprint: ${fingerprint} };
  },
};
`;
  const manifest = { type: 'module', seedbed: { dataset: 1, ...declares } };
  installByHand(workspace, 'made-up', manifest, code);
  linkIntoWorkspace(workspace, '@seedbed/core', 'zod');
  const spec = tinyFolder({ 'plugin: fashionmnist': 'plugin: made-up' }, join(workspace, 'experiment'));
  return { spec, workspace, file: join(workspace, 'node_modules', 'made-up', 'index.js'), code };
}
