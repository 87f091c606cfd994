import { SeedbedError } from '@seedbed/core';

/** What a part of a config asks for that the engine does not have: `the layer batchNorm`. */
export class Refusal extends Error {
  /** @param instead what it can run in its place. */
  constructor(
    readonly what: string,
    readonly instead: string,
  ) {
    super(what);
  }
}

/** The error for whoever asked. @param stage of the run. */
export const refusalError = ({ what, instead }: Refusal, stage: string) =>
  new SeedbedError('SB_ENGINE_COMPONENT', `the engine cannot run ${what} yet (stage ${stage})`, {
    hint: `it can run ${instead}`,
  });

/** Options that a component must have for the engine; undefined is: must not be there. */
type Needed = Readonly<Record<string, unknown>>;

/** @throws Refusal for the first option that is not as the engine needs it. */
export function checkOptions(name: string, options: Needed, needed: Needed): void {
  for (const [key, value] of Object.entries(needed)) {
    if (options[key] === value) continue;
    const without = value === undefined ? `${name} without ${key}` : `${name} with ${key} ${String(value)}`;
    throw new Refusal(`${name} with ${key} ${JSON.stringify(options[key])}`, without);
  }
}
