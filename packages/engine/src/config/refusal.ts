import { builtIn, componentsIn, drawnTransforms, type RunConfig, SeedbedError } from '@seedbed/core';
import { codes } from './codes.js';

/**
 * The first component of a config that the engine does not compute, as an error for whoever asked; null when it computes
 * all. Looks at no data.
 */
export function refusalOf(config: RunConfig): SeedbedError | null {
  for (const { kind, name } of componentsIn(config, builtIn)) {
    const known = kind === 'transform' ? drawnTransforms.map((each) => `${each}@1`) : (codes[kind] ?? []).map((code) => `${code.name}@${code.version}`); // prettier-ignore
    if (known.includes(name)) continue;
    return new SeedbedError('SB_ENGINE_COMPONENT', `the engine cannot run the ${kind} ${withoutFirst(name)} yet (stage ${config.stage})`, {
      hint: `it can run ${known.map(withoutFirst).join(', ')}`,
    }); // prettier-ignore
  }
  return null;
}

/** The first version is not written. */
const withoutFirst = (name: string) => name.replace(/@1$/, '');
