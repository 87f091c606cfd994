import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planRuns } from '../plan/plan.js';
import { parseSpec } from './parse.js';
import { resolvedForm } from './resolved.js';

const folder = fileURLToPath(new URL('../../../../experiments', import.meta.url));
const specs = readdirSync(folder)
  .map((name) => join(folder, name))
  .filter((path) => statSync(path).isDirectory())
  .flatMap((path) => readdirSync(path).filter((name) => name.endsWith('.yaml')).map((name) => join(path, name))); // prettier-ignore

const recorded = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'results')));

const named = (ending: string) => parseSpec(specs.find((path) => path.endsWith(ending))!).spec;

describe('the experiments of this repository', () => {
  it.each(specs.map((path) => [path.slice(folder.length + 1), path] as const))('%s can be planned', (_, path) => {
    expect(planRuns(parseSpec(path).spec).length).toBeGreaterThan(0);
  });

  it.each(recorded)('%s keeps the resolved form of its spec beside its results, where it needs one', (name) => {
    const parsed = parseSpec(join(folder, name, 'experiment.yaml'));
    const kept = join(folder, name, 'results', 'experiment.yaml');
    const form = resolvedForm(parsed);
    expect(existsSync(kept) ? readFileSync(kept, 'utf8') : null).toBe(form);
    if (form === null) return;
    expect(planRuns(parseSpec(kept).spec)).toEqual(planRuns(parsed.spec));
    expect({ ...parseSpec(kept).spec, extends: parsed.spec.extends }).toEqual(parsed.spec);
  });

  it.each([
    ['tinyimagenet/paper.yaml', 100, 500, 50, 500],
    ['miniplaces/paper.yaml', 50, 1000, 50, 1000],
  ] as const)(
    '%s has the scale of the paper and both readings of SxT',
    (ending, classes, images, smallest, largest) => {
      const { split, conditions, model } = named(ending);
      expect(split.source).toEqual({ classes, images });
      expect(split.target.classes).toBe(classes);
      expect([Math.min(...split.target.images), Math.max(...split.target.images)]).toEqual([smallest, largest]);
      expect([model.convolutions.length, model.dense.length]).toEqual([5, 2]);
      for (const condition of ['base', 'FTall', 'S1T', 'S7T', 'S1T(reinitialised)', 'S6T(reinitialised)']) {
        expect(conditions).toContain(condition);
      }
    },
  );

  it.each([
    ['tinyimagenet-40/experiment.yaml', 500],
    ['miniplaces-16/experiment.yaml', 900],
  ] as const)('%s asks for no more training images than a class has', (ending, has) => {
    const { split } = named(ending);
    const largest = Math.max(split.source.images, ...split.target.images);
    expect(largest + split.validation).toBeLessThanOrEqual(has);
  });
});
