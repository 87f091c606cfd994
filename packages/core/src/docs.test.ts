import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadExperiment } from './load.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const pages = ['README.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)]; // prettier-ignore

/** Experiments that a page shows from their first field on, as files. */
const specs = pages.flatMap((page) => {
  const blocks = [...readFileSync(join(root, page), 'utf8').matchAll(/^```yaml\n((?:seedbed|extends): .*?)^```/gms)];
  return blocks.map((block, index) => {
    const path = join(mkdtempSync(join(tmpdir(), 'seedbed-docs-')), 'experiment.yaml');
    writeFileSync(path, (block[1] as string).replace('extends: ../', `extends: ${root}`));
    return [`${page} ${index + 1}`, path] as const;
  });
});

describe('experiments in the docs', () => {
  it('are there', () => expect(specs.length).toBeGreaterThan(1));

  it.each(specs)('plan: %s', (_, path) => {
    const { plan } = loadExperiment(path);
    expect(plan.runs.length).toBeGreaterThan(0);
  });

  it('have the runs that the page about the language says', () => {
    const first = specs.find(([name]) => name === 'docs/language.md 1')?.[1] as string;
    expect(readFileSync(first, 'utf8').trim().split('\n').length).toBeLessThanOrEqual(25);
    expect(loadExperiment(first).plan.runs).toHaveLength(24);
  });
});
