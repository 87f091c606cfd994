import { planRuns, parseSpec } from '@seedbed/core';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyFolder } from '../testing/tiny.js';
import { packsOf } from './packs.js';
import { arraysOf } from './submission.js';

const runs = planRuns(parseSpec(join(tinyFolder(), 'experiment.yaml')).spec);
const costing = (cost: (images: number) => number) => runs.map((run) => ({ run, cost: cost(run.images) }));
const byId = new Map(runs.map((run) => [run.cellId, run]));

describe('packs', () => {
  it.each([1, 5, 13, 1000])('of at most %i hold every run once, and no more unless it is one run', (most) => {
    const due = costing((images) => images);
    const packs = packsOf(due, most);
    expect(packs.flatMap(({ cells }) => cells).sort()).toEqual(runs.map((run) => run.cellId).sort());
    for (const { cells } of packs) {
      const cost = cells.reduce((sum, cell) => sum + byId.get(cell)!.images, 0);
      expect(cost <= most || cells.length === 1).toBe(true);
    }
  });

  it('wait for the one task that trains the source network of all their cells', () => {
    const packs = packsOf(costing((images) => images), 6); // prettier-ignore
    for (const { cells, after } of packs) {
      const needed = [...new Set(cells.map((cell) => byId.get(cell)!.needs))];
      expect(needed).toHaveLength(1);
      if (needed[0] === null) expect(after).toBeNull();
      else expect(packs[after as number]!.cells).toContain(needed[0]);
    }
  });

  it('come one after the other where they wait for the same task, so that an array of jobs is a range of them', () => {
    const afters = packsOf(costing((images) => images), 6).map(({ after }) => after); // prettier-ignore
    const changes = afters.filter((after, index) => index > 0 && after !== afters[index - 1]);
    expect(new Set(changes).size).toBe(changes.length);
  });

  it('become arrays that no Slurm refuses, however many there are', () => {
    const packs = [...Array(2500).fill(null), ...Array(3).fill(7), ...Array(1000).fill(8), 9].map((after) => ({
      after,
    }));
    expect(arraysOf(packs)).toEqual([
      { first: 0, count: 1000, after: null },
      { first: 1000, count: 1000, after: null },
      { first: 2000, count: 500, after: null },
      { first: 2500, count: 3, after: 7 },
      { first: 2503, count: 1000, after: 8 },
      { first: 3503, count: 1, after: 9 },
    ]);
  });

  it('wait for nothing where the source networks are stored', () => {
    const due = costing(() => 1).filter(({ run }) => run.role === 'cell');
    expect(packsOf(due, 3).every(({ after }) => after === null)).toBe(true);
    expect(packsOf([], 3)).toEqual([]);
  });
});
