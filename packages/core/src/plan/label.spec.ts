import { readdirSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readResults } from '../store/results.js';
import { parseSpec } from '../spec/parse.js';
import { exampleSpecText, specOf } from '../testing/specs.js';
import { parse } from 'yaml';
import { labelOf } from './label.js';
import { planRuns } from './plan.js';

const experiments = fileURLToPath(new URL('../../../../experiments/', import.meta.url));
const recorded = readdirSync(experiments).filter((name) => existsSync(`${experiments}${name}/results`));

describe('labels', () => {
  it('are unique in a plan with every kind of source network', () => {
    const spec = specOf({
      ...(parse(exampleSpecText) as object),
      conditions: ['base', 'FTall', 'selffer1', 'FTall(shuffled)'],
      claims: [],
    });
    const labels = planRuns(spec).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).toEqual(
      expect.arrayContaining(['r0 source', 'r0 source (target classes)', 'r0 source (shuffled)', 'r1 base at 10']),
    );
  });

  it.each(recorded)('of the recorded runs of %s are those of the plan', (name) => {
    const plan = new Map(planRuns(parseSpec(`${experiments}${name}/experiment.yaml`).spec).map((run) => [run.cellId, run.label])); // prettier-ignore
    const manifests = readResults(`${experiments}${name}/results`);
    expect(new Set(plan.values()).size).toBe(plan.size);
    for (const manifest of manifests) expect(labelOf(manifest)).toBe(plan.get(manifest.cellId));
  });
});
