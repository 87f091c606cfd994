import { choices, levelsAt, type PlannedRun, replicatesOf, SeedbedError } from '@seedbed/core';
import type { Experiment } from '../workspace/experiment.js';
import { matchesGlob } from './glob.js';

/** What a run is called by in a filter: stage, replicate, and the level of each factor at a grid point that asks for it. */
type Names = Readonly<Record<string, string>>;

/** `NAME=VALUE`, several with commas; a label has a blank before any `=`. */
const term = /^[A-Za-z][\w-]*=/;

/**
 * The runs that a filter describes: a glob on labels (`*S2T*`), or names and values (`stage=target,size=25`), all of
 * which hold at one grid point; a value may be a glob.
 * @throws SeedbedError SB_FILTER_NOTHING, SB_FILTER_NAME with what there is.
 */
export function matching(
  { runs, loaded }: Pick<Experiment, 'runs' | 'loaded'>,
  filter: string | undefined,
): readonly PlannedRun[] {
  if (filter === undefined) return runs;
  if (!term.test(filter)) return byLabel(runs, filter);
  const names = namesOf({ runs, loaded });
  const terms = filter.split(/,(?=[A-Za-z][\w-]*=)/).map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)] as const); // prettier-ignore
  const all = [...names.values()].flat();
  for (const [name] of terms) {
    if (all.some((each) => Object.hasOwn(each, name))) continue;
    const known = [...new Set(all.flatMap((each) => Object.keys(each)))];
    throw new SeedbedError('SB_FILTER_NAME', `no run has a "${name}"`, { hint: choices(name, known) });
  }
  const fits = (each: Names) =>
    terms.every(([name, glob]) => each[name] !== undefined && matchesGlob(each[name], glob));
  const chosen = runs.filter(({ configId }) => names.get(configId)?.some(fits));
  if (chosen.length > 0) return chosen;
  for (const [name, glob] of terms) {
    const values = [...new Set(all.flatMap((each) => each[name] ?? []))];
    if (!values.some((value) => matchesGlob(value, glob))) throw nothing(filter, choices(glob, values));
  }
  throw nothing(filter, 'each of these matches a run, but all of them together match none');
}

function byLabel(runs: readonly PlannedRun[], glob: string): readonly PlannedRun[] {
  const chosen = runs.filter((run) => matchesGlob(run.label, glob));
  if (chosen.length > 0) return chosen;
  throw nothing(
    glob,
    choices(
      glob,
      runs.map(({ label }) => label),
    ),
  );
}

const nothing = (filter: string, hint: string) => new SeedbedError('SB_FILTER_NOTHING', `no run matches "${filter}"`, { hint }); // prettier-ignore

/** By config id: a training that several grid points ask for has the levels of each. */
function namesOf({ runs, loaded }: Pick<Experiment, 'runs' | 'loaded'>): Map<string, Names[]> {
  const { plan, experiment } = loaded;
  const names = new Map(
    runs.map(({ configId, stage, replicate, at }) => [configId, [{ stage, replicate: `${replicate}`, ...at }]]),
  );
  for (const replicate of replicatesOf(experiment)) {
    for (const result of plan.results) {
      const levels = levelsAt(result.point, experiment.factors).map(({ name }, index) => [experiment.factors[index]?.name, name]); // prettier-ignore
      names.get(plan.idOf(result, replicate))?.push({ stage: result.stage, replicate: `${replicate}`, ...Object.fromEntries(levels) }); // prettier-ignore
    }
  }
  return names;
}
