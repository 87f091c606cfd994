import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownComponents } from '../components/registry.js';
import { readExperiment } from '../spec/experiment.js';
import { planExperiment } from './planned.js';

const folder = new URL('../../examples/', import.meta.url);

interface Expected {
  readonly replicates: number;
  readonly gridPoints: number;
  readonly asked: number;
  readonly searchRuns?: number;
  readonly runs: number;
  readonly measuredRuns: number;
  readonly upstreamEdges: number;
  readonly distinctConfigs: number;
  readonly byStage: Readonly<Record<string, number>>;
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly stage: string;
  readonly replicate: number;
  readonly at: Readonly<Record<string, string>>;
  readonly config: unknown;
}

const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Record<string, Expected>;

const planned = (name: string) => {
  const experiment = readExperiment(new URL(`${name}.yaml`, folder).pathname, knownComponents);
  return { experiment, plan: planExperiment(experiment) };
};

/** Names of runs instead of ids; `weights: { from: label }`, as the samples have it. */
function readable(value: unknown, labels: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => readable(item, labels));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => {
    const run = (member as { run?: string } | null)?.run;
    if (key === 'from' && run !== undefined) return [key, labels.get(run)];
    return [key, key === 'run' ? labels.get(member as string) : readable(member, labels)];
  });
  return Object.fromEntries(entries) as unknown;
}

describe.each(Object.entries(expected))('%s', (name, counts) => {
  it('plans as many runs, results and edges as were worked out by hand', () => {
    const { experiment, plan } = planned(name);
    const byStage: Record<string, number> = {};
    for (const { stage } of plan.runs) byStage[stage] = (byStage[stage] ?? 0) + 1;
    const { head } = experiment;
    expect({
      replicates: head.replicates,
      gridPoints: experiment.points.length,
      asked: plan.results.length * (head.replicates as number),
      searchRuns: plan.runs.filter(({ search }) => search).length,
      runs: plan.runs.length,
      measuredRuns: plan.runs.filter(({ measure }) => measure.length > 0).length,
      upstreamEdges: plan.runs.reduce((edges, { needs }) => edges + needs.length, 0),
      distinctConfigs: new Set(plan.runs.map(({ configId }) => configId)).size,
      byStage,
    }).toEqual({
      ...Object.fromEntries(Object.entries(counts).filter(([key]) => key !== 'samples' && key !== 'minutesOnTwoCores')),
      searchRuns: counts.searchRuns ?? 0,
    });
    expect(new Set(plan.runs.map(({ label }) => label)).size).toBe(plan.runs.length);
  });

  it('resolves configs as they were worked out', () => {
    const { plan } = planned(name);
    const labels = new Map(plan.runs.map(({ configId, label }) => [configId, label]));
    const configs = plan.runs.map(({ config }) => readable(config, labels));
    for (const { config } of counts.samples) expect(configs).toContainEqual(config);
  });
});
