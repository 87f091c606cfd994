import { type PlannedRun, type RunConfig, SeedbedError } from '@seedbed/core';
import { count } from '@seedbed/core/words';

/** What the engine cannot run, with the runs that ask for it. */
interface Refused {
  readonly error: SeedbedError;
  runs: number;
}

/** The engine's `engineRuns`, which is handed over: whoever only reads what is stored must not load TensorFlow.js. */
export type Lacks = (config: RunConfig) => SeedbedError | null;

/** What the engine cannot run of these runs, each once: messages name component and stage. */
export function refusedBy(runs: readonly PlannedRun[], lacks: Lacks): Refused[] {
  const refused = new Map<string, Refused>();
  for (const { config } of runs) {
    const error = lacks(config);
    if (!error) continue;
    const known = refused.get(error.message) ?? { error, runs: 0 };
    known.runs++;
    refused.set(error.message, known);
  }
  return [...refused.values()];
}

/** @throws SeedbedError SB_ENGINE_COMPONENT that names all that the engine cannot run, and how many runs ask for each. */
export function refuseComponents(runs: readonly PlannedRun[], lacks: Lacks): void {
  const refused = refusedBy(runs, lacks);
  const [first] = refused;
  if (!first) return;
  const message = refused.map(({ error, runs: number }) => `${error.message}: ${count(number, 'run')}`).join('; ');
  throw new SeedbedError(first.error.code, message, { ...(first.error.hint && { hint: first.error.hint }) });
}
