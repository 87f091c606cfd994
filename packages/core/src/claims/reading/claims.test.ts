import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownComponents } from '../../components/registry.js';
import type { Claim } from '../model/claim.js';
import type { Operand } from '../model/operands.js';
import { claimsOf } from './claims.js';
import { readExperiment } from '../../spec/experiment.js';
import { metricText } from '../../plan/metric-name.js';
import { planExperiment } from '../../plan/planned.js';

const folder = new URL('../../../examples/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml') && !name.endsWith('.choices.yaml'))
  .map((name) => name.replace('.yaml', ''));

const claimsIn = (name: string) => {
  const experiment = readExperiment(new URL(`${name}.yaml`, folder).pathname, knownComponents);
  return claimsOf(experiment, planExperiment(experiment));
};

const size = (operand: Operand | undefined) => (typeof operand === 'object' ? `${operand.length} points` : operand);

/** A claim in a line a place: what is contrasted there, with how many grid points a side. */
const sketch = ({ id, kind, metric, places }: Claim) => [
  `${id} ${kind.name} of ${metricText(metric)}`,
  ...places.map(({ place, contrasts, candidates }) => {
    const sides = contrasts.map(({ name, plus, minus }) => `${name} (${size(plus)}, ${size(minus)})`);
    const among = candidates.map(({ name, points, claimed }) => `${name} (${points.length})${claimed ? ' *' : ''}`);
    return [[...place.values()].join(', '), ...sides, ...among].filter((text) => text !== '').join('; ');
  }),
];

describe('the claims of the examples', () => {
  it.each(names)('%s: every claim finds its grid points', (name) => {
    const claims = claimsIn(name);
    expect(claims.length).toBeGreaterThan(0);
    for (const { places } of claims) expect(places.length).toBeGreaterThan(0);
  });

  it('contrast families place by place, and average what is named in mean', () => {
    const [, y2] = claimsIn('yosinski') as [Claim, Claim];
    expect(sketch(y2)).toEqual([
      'Y2 contrasts of target.test.accuracy',
      '1; S{depth}T(reinitialized) − randomFreeze{depth} (1 points, 1 points)',
      '3; S{depth}T(reinitialized) − randomFreeze{depth} (1 points, 1 points)',
      '5; S{depth}T(reinitialized) − randomFreeze{depth} (1 points, 1 points)',
    ]);
    const [e1, e2] = claimsIn('13-forgetting') as [Claim, Claim];
    expect(sketch(e1)).toEqual(['E1 contrasts of exam.test.accuracy', 'EWC − plain (4 points, 4 points)']);
    expect(sketch(e2).slice(1).map((line) => line.slice(0, 1))).toEqual(['1', '2', '3', '4']); // prettier-ignore
  });

  it('compare with a number, with several levels, and among candidates', () => {
    expect(sketch(claimsIn('01-random-labels')[0] as Claim)[1]).toBe('labels 1, nothing − 99 (1 points, 99)');
    expect(sketch(claimsIn('07-double-descent')[0] as Claim)[1]).toBe('width 2 − width 6 or 8 (1 points, 2 points)');
    expect(sketch(claimsIn('04-dropout')[2] as Claim)[1]).toBe('0 (1); 0.2 (1) *; 0.4 (1) *; 0.6 (1) *; 0.8 (1)');
    expect(sketch(claimsIn('08-distillation')[2] as Claim)[1]).toBe('teacher at 1 (1); teacher at 4 (1) *; teacher at 16 (1)'); // prettier-ignore
  });

  it('are of the main metric unless they say another', () => {
    expect(sketch(claimsIn('14-tabular-torch')[0] as Claim)[0]).toBe('T1 trend of net.test.rmse');
    expect(sketch(claimsIn('16-sources-of-variance')[0] as Claim)[0]).toBe('V1 equivalence of net.churn');
  });
});
