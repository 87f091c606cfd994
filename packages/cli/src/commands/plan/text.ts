import { type Factor, replicatesOf, unreachableClaims } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import { type Lacks, refusedBy } from '../../execution/refuse-components.js';
import { table } from '../../progress/table.js';
import type { Planned } from './document.js';
import { powerLines } from './power.js';
import { priceLines } from './price.js';

/** The plan for people. @param lacks the engine's `engineRuns`. */
export function planText(planned: Planned, lacks: Lacks): string[] {
  const { experiment, runs, refused, estimate, power } = planned;
  const { experiment: written, plan, claims } = experiment.loaded;
  const stored = estimate?.stored.length ?? 0;
  const due = runs.length - stored - refused.size;
  const measured = runs.filter(({ measure }) => measure.length > 0).length;
  const refusedWords = refused.size > 0 ? `, ${refused.size} that cannot be trained yet` : '';
  const storedWords =
    experiment.trainer && !estimate
      ? 'which are stored is known once the program says who it is; --yes starts it'
      : `${stored} stored, ${due} to train${refusedWords}`;
  return [
    written.head.title,
    `${written.head.question}\n`,
    table(rowsOf(planned)),
    `\n${count(runs.length, 'run')}, ${measured} of them measured: ${storedWords}`,
    ...(plan.searchFirst
      ? [
          'These are the runs of the search. Once they are stored, seedbed search chooses from them, and the others are planned.',
        ]
      : []),
    ...(estimate && due > 0 ? priceLines(estimate.price, estimate.jobs) : []),
    ...plan.notes.map((note) => `note: ${note}`),
    ...refusedBy(runs, lacks).map(({ error, runs: number }) => `cannot be trained yet: ${error.message}: ${count(number, 'run')}`), // prettier-ignore
    ...unreachableClaims(claims, replicatesOf(written).length).map(({ message }) => message),
    ...(power ? powerLines(experiment.loaded, power) : []),
  ];
}

/** A line a stage: its runs, how many of them are measured and stored, and through which levels it goes. */
function rowsOf({ experiment, runs, estimate }: Planned) {
  const { stages, factors } = experiment.loaded.experiment;
  const stored = new Set(estimate?.stored.map(({ configId }) => configId));
  const rows = stages.flatMap((stage) => {
    const own = runs.filter((run) => run.stage === stage);
    if (own.length === 0) return [];
    const measured = own.filter(({ measure }) => measure.length > 0).length;
    const there = own.filter(({ configId }) => stored.has(configId)).length;
    return [[stage, own.length, measured, estimate || !experiment.trainer ? there : '?', levelsWords(own, factors)]];
  });
  return [['stage', 'runs', 'measured', 'stored', 'levels'], ...rows];
}

/** "5 of size, 7 of condition". */
function levelsWords(runs: Planned['runs'], factors: readonly Factor[]): string {
  const words = factors.flatMap(({ name }) => {
    const levels = new Set(runs.flatMap(({ at }) => at[name] ?? []));
    return levels.size > 0 ? [`${levels.size} of ${name}`] : [];
  });
  return words.join(', ');
}
