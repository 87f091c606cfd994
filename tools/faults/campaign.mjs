/* Kinds of faults, trial after trial, some side by side. */
import { performance } from 'node:perf_hooks';
import { Judge } from './shared/judge.mjs';
import { randomOf } from './shared/random.mjs';

/**
 * Makes faults of one kind until there are enough.
 * @param kind a module of kinds/.
 * @param trials numbers of the trials to make; until there are enough faults where it is left out.
 * @param onTrial told of each trial that ends.
 */
export async function runKind(kind, { scale, seed, jobs, trials, onTrial }) {
  const started = performance.now();
  const wanted = Math.max(1, Math.round(kind.faults * scale));
  const row = { kind: kind.name, about: kind.about, wanted, trials: 0, faults: 0, checks: 0, problems: [] };
  const numbers = trials ? trials.values() : counting();
  let running = 0;
  const work = async () => {
    // Those that are running will make some, too.
    while (trials || row.faults + running * kind.inTrial < wanted) {
      const { value: trial, done } = numbers.next();
      if (done) return;
      const judge = new Judge();
      running++;
      const faults = await tried(kind, randomOf(seed, kind.name, trial), { judge, trial, scale, wanted });
      running--;
      row.trials++;
      row.faults += faults;
      row.checks += judge.checks;
      row.problems.push(...judge.problems.map((problem) => ({ trial, ...problem })));
      onTrial(row);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return { ...row, seconds: (performance.now() - started) / 1000 };
}

/** A trial that throws is no harmless one. */
async function tried(kind, random, context) {
  try {
    return await kind.trial(random, context);
  } catch (error) {
    context.judge.expect(false, 'finding', `the trial could not be judged: ${error.stack}`);
    return 1;
  }
}

function* counting() {
  for (let number = 0; ; number++) yield number;
}
