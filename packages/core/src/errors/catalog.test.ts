import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { errorCatalog, errorGroups } from './catalog.js';

const packages = fileURLToPath(new URL('../../../', import.meta.url));

/** The sources of all packages, but for tests and the catalog itself. */
const sources = readdirSync(packages)
  .flatMap((name) => {
    const folder = join(packages, name, 'src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return files.filter((file) => /\.tsx?$/.test(file) && !/\.(spec|test)\.|errors[\\/]catalog/.test(file)).map((file) => join(folder, file)); // prettier-ignore
  })
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

describe('the catalog of errors', () => {
  it.each(Object.keys(errorCatalog))('holds %s, which is in use', (code) => {
    expect(new RegExp(`\\b${code}\\b`).test(sources)).toBe(true);
  });

  it('holds every code that is in use', () => {
    const used = new Set(sources.match(/(?<=['"`[])SB_[A-Z_]+[A-Z](?=['"`\]])/g));
    expect([...used].filter((code) => !Object.hasOwn(errorCatalog, code))).toEqual([]);
  });

  it('holds each code once', () => {
    const codes = Object.values(errorGroups).flatMap((group) => Object.keys(group));
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('says cause and way out in one sentence each', () => {
    for (const { cause, wayOut } of Object.values(errorCatalog)) {
      for (const sentence of [cause, wayOut]) expect(sentence).toMatch(/^[^\n]{8,160}\.$/);
    }
  });
});
