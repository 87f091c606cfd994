import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/tiny.js';
import { digestOfPackage } from './package-digest.js';

const write = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** A plugin with a helper, a sample, an installed decoder that needs another package, and a linked package. */
function plugin(): string {
  const folder = join(temporaryFolder(), 'animals');
  const manifest = (name: string, version: string, needs: readonly string[] = []) =>
    JSON.stringify({ name, version, dependencies: Object.fromEntries(needs.map((each) => [each, '*'])) });
  write(join(folder, 'package.json'), manifest('animals', '1.0.0', ['decoder', 'absent']));
  write(join(folder, 'dist/index.js'), 'import "./layout.js";');
  write(join(folder, 'dist/layout.js'), 'export const parts = 3;');
  write(join(folder, 'node_modules/decoder/package.json'), manifest('decoder', '1.0.0', ['bits']));
  write(join(folder, 'node_modules/decoder/index.js'), '');
  write(join(folder, 'node_modules/bits/package.json'), manifest('bits', '1.0.0', ['decoder']));
  return folder;
}

const digestAfter = (path: string, text: string) => {
  const folder = plugin();
  const before = digestOfPackage(folder);
  write(join(folder, path), text);
  return { before, after: digestOfPackage(folder) };
};

test('the same package has the same digest, wherever it is', () => {
  expect(digestOfPackage(plugin())).toBe(digestOfPackage(plugin()));
});

test.each([
  ['its layout', 'dist/layout.js', 'export const parts = 5;'],
  ['a source more', 'dist/more.mjs', ''],
  [
    'its version',
    'package.json',
    JSON.stringify({ name: 'animals', version: '1.0.1', dependencies: { decoder: '*' } }),
  ],
  ['a dependency’s version', 'node_modules/decoder/package.json', JSON.stringify({ name: 'decoder', version: '1.0.1', dependencies: { bits: '*' } })], // prettier-ignore
  ['the version of what a dependency needs', 'node_modules/bits/package.json', JSON.stringify({ name: 'bits', version: '2.0.0' })], // prettier-ignore
])('another digest: %s', (_, path, text) => {
  const { before, after } = digestAfter(path, text);
  expect(after).not.toBe(before);
});

test.each(['README.md', 'dist/layout.test.js', 'dist/layout.d.ts', 'sample/a/1.jpg', 'sample/list.json'])(
  'the same digest: %s',
  (path) => {
    const { before, after } = digestAfter(path, 'anything');
    expect(after).toBe(before);
  },
);
