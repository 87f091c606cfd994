import { describe, expect, it } from 'vitest';
import { digestOf } from '../../digest/canonical.js';
import type { Manifest } from '../../manifest/schema.js';
import type { ResultSet } from '../../results/beside.js';
import { exampleManifest } from '../../testing/manifests.js';
import { studyOf } from '../../testing/claims.js';
import { judgeManifests } from './judge-manifests.js';
import { valuesOf } from './manifest-values.js';

const sides = { plus: { condition: 'FTall' }, minus: { condition: 'base' } };
const { experiment, plan, claims } = studyOf({
  sizes: [5, 25],
  conditions: ['base', 'FTall'],
  claims: [{ over: 'size', test: { contrasts: [sides] } }],
});
const [{ metric }] = claims as [(typeof claims)[number]];

/** A manifest of each result in a replicate, with the accuracy that is wanted. */
const manifestsOf = (replicate: number, accuracy: (point: readonly number[]) => number) =>
  plan.results.map((result) => {
    const values = { accuracy: accuracy(result.point), loss: 0.5 };
    const part = { examples: 4, values, errors: {}, predictions: digestOf(values) };
    return exampleManifest({ configId: plan.idOf(result, replicate), stage: 'net', replicate, measured: { test: part } }); // prettier-ignore
  });

/** No metric compares them. */
const unkept = (manifests: readonly Manifest[]): ResultSet => ({ manifests, predicted: () => undefined });

describe('the values of manifests', () => {
  it('are found by the config that a grid point has in a replicate', () => {
    const values = valuesOf(experiment, plan, unkept(manifestsOf(1, ([size = 0, condition = 0]) => 50 + 10 * size + condition))); // prettier-ignore
    expect(values.replicates).toEqual([0, 1]);
    expect(experiment.points.map((point) => values.at(metric, point, 1))).toEqual([50, 51, 60, 61]);
    expect(experiment.points.map((point) => values.at(metric, point, 0))).toEqual([undefined, undefined, undefined, undefined]); // prettier-ignore
    expect(new Set([0, 1].flatMap((replicate) => experiment.points.map((point) => values.runAt(metric, point, replicate)))).size).toBe(8); // prettier-ignore
  });

  it('may be of other replicates than the experiment has, for a pilot', () => {
    const pilot = valuesOf(experiment, plan, unkept(manifestsOf(100, () => 70)), [100]); // prettier-ignore
    expect(pilot.replicates).toEqual([100]);
    expect(pilot.at(metric, experiment.points[0] as number[], 100)).toBe(70);
  });

  it('are refused where one run has two different results, and taken twice where they are the same', () => {
    const one = manifestsOf(0, () => 70);
    expect(valuesOf(experiment, plan, unkept([...one, ...one])).at(metric, [0, 0], 0)).toBe(70);
    const other = manifestsOf(0, () => 71);
    expect(() => valuesOf(experiment, plan, unkept([...one, ...other]))).toThrow('has two different results');
  });

  it('are judged', () => {
    const manifests = [0, 1].flatMap((replicate) => manifestsOf(replicate, ([, condition = 0]) => 70 + condition * (2 + replicate))); // prettier-ignore
    const [result] = judgeManifests(experiment, plan, unkept(manifests));
    expect(result!.findings.map(({ interval }) => interval.mean)).toEqual([2.5, 2.5]);
    expect(judgeManifests(experiment, plan, unkept(manifests.slice(1)))[0]!.summary).toMatch(
      /^Incomplete: 1 run of this claim/,
    );
  });
});
