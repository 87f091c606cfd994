import { describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { edited, exampleText, loadText } from '../testing/experiments.js';
import { type LoadedExperiment, loadExperiment } from '../load.js';
import { choicesText, chooseValues, lostRuns } from './choose.js';
import type { Search } from '../spec/search.js';
import type { Experiment } from '../spec/experiment.js';

const searched = edited(
  'learningRate: 0.02',
  'learningRate: $rate',
  `${exampleText.replace(', stages.target.learningRate: 0.01', '')}search:
  values: { rate: [0.1, 0.01] }
  per: [condition]
  replicates: { first: 100, count: 2 }
  by: validation.accuracy
`,
);
type Searching = Experiment & { readonly search: Search };
const { experiment, plan, claims } = loadText(searched);

/** FTall is best at 0.01, base at 0.1; everything else is alike. */
const value = (rate: unknown, condition: string, replicate: number) =>
  50 + (condition === 'FTall' && rate === '0.01' ? 5 : 0) + (condition === 'base' && rate === '0.1' ? 3 : 0) + replicate / 1000; // prettier-ignore
const byId = new Map(plan.runs.map((run) => [run.configId, value(run.at['rate'], run.at['condition'] ?? '', run.replicate)])); // prettier-ignore
const choose = (
  change: (id: string) => number | undefined = (id) => byId.get(id),
  stored = (id: string) => byId.has(id),
) => chooseValues(experiment as Searching, plan, change, stored);

/** Loads a spec that has its file of choices beside it. */
function withChoices<T>(spec: string, choices: string, look: (loaded: LoadedExperiment) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-search-'));
  try {
    writeFileSync(join(folder, 'experiment.yaml'), spec);
    writeFileSync(join(folder, 'experiment.choices.yaml'), choices);
    return look(loadExperiment(join(folder, 'experiment.yaml')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a search', () => {
  it('is planned alone until it has chosen', () => {
    expect([plan.searchFirst, plan.results, claims]).toEqual([true, [], []]);
    expect(plan.runs.every((run) => run.search && run.replicate >= 100)).toBe(true);
  });

  it('chooses the best mean for each combination of levels, the first of equal ones', () => {
    const chosen = choose();
    expect(chosen.map(({ at, values }) => [at['condition'], [...values.values()][0]?.value])).toEqual([
      ['base', 0.1],
      ['FTall', 0.01],
      ['S1T', 0.1],
      ['S2T', 0.1],
    ]);
    expect(chosen[1]?.by).toBeCloseTo(55.1005, 10);
  });

  it('chooses nothing for levels that it leaves out, which then need no value', () => {
    const baseLeftOut = searched
      .replace('base: {}', 'base: { stages.target.learningRate: 0.5 }')
      .replace('  replicates: { first: 100', '  at: { condition: [FTall, S1T, S2T] }\n  replicates: { first: 100');
    const loaded = loadText(baseLeftOut);
    const known = new Map(loaded.plan.runs.map((run) => [run.configId, value(run.at['rate'], run.at['condition'] ?? '', run.replicate)])); // prettier-ignore
    const chosen = chooseValues(loaded.experiment as Searching, loaded.plan, (id) => known.get(id), (id) => known.has(id)); // prettier-ignore
    expect(chosen.map(({ at }) => at['condition'])).toEqual(['FTall', 'S1T', 'S2T']);
    const planned = withChoices(
      baseLeftOut,
      choicesText('experiment.yaml', 'validation.accuracy', chosen),
      ({ plan }) => plan.runs,
    );
    expect(planned.some((run) => !run.search && run.config.training?.learningRate === 0.5)).toBe(true);
    const all = choicesText('experiment.yaml', 'validation.accuracy', choose());
    expect(() => withChoices(baseLeftOut, all, () => 0)).toThrow(
      expect.objectContaining({ code: 'SB_CHOICES_INVALID' }),
    );
  });

  it('never chooses a value with which a run diverged', () => {
    const diverged = plan.runs.find((run) => run.at['rate'] === '0.1' && run.at['condition'] === 'base')!;
    const chosen = choose((id) => (id === diverged.configId ? undefined : byId.get(id)));
    expect([...(chosen[0]?.values.values() ?? [])][0]?.value).toBe(0.01);
    expect(() => choose(() => undefined)).toThrow(expect.objectContaining({ code: 'SB_SEARCH_NONE' }));
  });

  it('waits for no run that starts from one that diverged', () => {
    const source = plan.runs.find((run) => run.stage === 'source' && run.at['rate'] === '0.1')!;
    const lost = lostRuns(plan.runs, (id) => (id === source.configId ? 'diverged' : undefined));
    const needing = plan.runs.filter(({ needs }) => needs.includes(source.configId));
    expect(needing.length).toBeGreaterThan(0);
    expect([...lost].sort()).toEqual(needing.map(({ configId }) => configId).sort());
    const stored = (id: string) => byId.has(id) && !lost.has(id);
    const chosen = choose(
      (id) => (lost.has(id) ? undefined : byId.get(id)),
      (id) => stored(id) || lost.has(id),
    );
    expect(chosen.find(({ at }) => at['condition'] === 'S1T')?.values.get('rate')?.value).toBe(0.01);
    expect(() => choose(undefined, stored)).toThrow(expect.objectContaining({ code: 'SB_SEARCH_INCOMPLETE' }));
  });

  it('is refused before anything is trained where its metric is none, or compares runs', () => {
    const by = (name: string) => loadText(`${searched.replace('by: validation.accuracy', `by: ${name}`)}metrics: { churn: { disagreement: { with: target } } }\n`); // prettier-ignore
    expect(() => by('validation.accuracy')).not.toThrow();
    expect(() => by('validation.luck')).toThrow(expect.objectContaining({ code: 'SB_METRIC_UNKNOWN' }));
    expect(() => by('churn')).toThrow(expect.objectContaining({ code: 'SB_METRIC_COMPARED' }));
  });

  it('refuses to choose before all of its runs are there', () => {
    const some = new Set([...byId.keys()].slice(5));
    expect(() => choose(undefined, (id) => some.has(id))).toThrow(expect.objectContaining({ code: 'SB_SEARCH_INCOMPLETE' })); // prettier-ignore
  });

  it('writes what the plan then reads', () => {
    withChoices(searched, choicesText('experiment.yaml', 'validation.accuracy', choose()), (loaded) => {
      expect([loaded.plan.searchFirst, loaded.claims.length]).toEqual([false, 1]);
      const tuned = loaded.plan.runs.find((run) => !run.search && run.at['condition'] === 'FTall')!;
      expect(tuned.config.training?.learningRate).toBe(0.01);
    });
  });
});
