import { describe, expect, it } from 'vitest';
import { chainSpec } from '../testing/chain.js';
import { loadText, loadTiny } from '../testing/loaded.js';
import { packsOf } from './packs.js';
import { arraysOf } from './submission.js';

const { runs } = loadTiny().plan;
type Run = (typeof runs)[number];
const examples = ({ config }: Run) => config.learn.perClass as number;
const costing = (cost: (run: Run) => number, of = runs) => of.map((run) => ({ run, cost: cost(run) }));
const byId = new Map(runs.map((run) => [run.configId, run]));

describe('packs', () => {
  it.each([1, 5, 13, 1000])('of at most %i hold every run once, and no more unless it is one run', (most) => {
    const packs = packsOf(costing(examples), most);
    expect(packs.flatMap(({ configs }) => configs).sort()).toEqual(runs.map((run) => run.configId).sort());
    for (const { configs } of packs) {
      const cost = configs.reduce((sum, id) => sum + examples(byId.get(id)!), 0);
      expect(cost <= most || configs.length === 1).toBe(true);
    }
  });

  it('wait for the tasks that train what all their runs start from', () => {
    const packs = packsOf(costing(examples), 6);
    for (const { configs, after } of packs) {
      const needed = [...new Set(configs.map((id) => byId.get(id)!.needs.join()))];
      expect(needed).toHaveLength(1);
      if (needed[0] === '') expect(after).toEqual([]);
      else expect(after.flatMap((pack) => packs[pack]!.configs)).toContain(needed[0]);
    }
  });

  it('come one after the other where they wait for the same tasks, so that an array of jobs is a range of them', () => {
    const afters = packsOf(costing(examples), 6).map(({ after }) => after.join());
    const changes = afters.filter((after, index) => index > 0 && after !== afters[index - 1]);
    expect(new Set(changes).size).toBe(changes.length);
  });

  it('of a chain wait for the link before', () => {
    const { plan } = loadText(chainSpec);
    const [first, second, third] = plan.runs.map(({ configId }) => configId) as [string, string, string];
    expect(
      packsOf(
        costing(() => 1, plan.runs),
        10,
      ),
    ).toEqual([
      { configs: [first], after: [] },
      { configs: [second], after: [0] },
      { configs: [third], after: [1] },
    ]);
  });

  it('of runs with two upstream runs wait for both', () => {
    const [a, b] = runs.filter(({ needs, configId }) => needs.length === 0 && configId) as [Run, Run];
    const both = { ...runs.at(-1)!, needs: [b.configId, a.configId] };
    const packs = packsOf(
      costing(() => 1, [a, b, both]),
      1,
    );
    expect(packs.at(-1)).toEqual({ configs: [both.configId], after: [0, 1] });
    expect(arraysOf(packs).at(-1)).toEqual({ first: 2, count: 1, after: [0, 1] });
  });

  it('become arrays that no Slurm refuses, however many there are', () => {
    const packs = [...Array(2500).fill([]), ...Array(3).fill([7]), ...Array(1000).fill([7, 8]), [9]].map((after) => ({
      after: after as number[],
    }));
    expect(arraysOf(packs)).toEqual([
      { first: 0, count: 1000, after: [] },
      { first: 1000, count: 1000, after: [] },
      { first: 2000, count: 500, after: [] },
      { first: 2500, count: 3, after: [7] },
      { first: 2503, count: 1000, after: [7, 8] },
      { first: 3503, count: 1, after: [9] },
    ]);
  });

  it('wait for nothing where the upstream runs are stored', () => {
    const due = costing(() => 1).filter(({ run }) => run.stage === 'target');
    expect(packsOf(due, 3).every(({ after }) => after.length === 0)).toBe(true);
    expect(packsOf([], 3)).toEqual([]);
  });
});
