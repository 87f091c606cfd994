import { componentsIn, knownComponents, type RunConfig, SeedbedError } from '@seedbed/core';
import { buildsItself } from './builds-itself.js';

/** What of a config is drawn, computed or handed out by Seedbed, whoever trains. */
const ours = ['transform'];

/**
 * What a run asks for and a program does not say that it reads: null where it reads all of it.
 * @param reads `KIND/NAME`, `input`, `freeze`, `weights`.
 */
export function programLacks(reads: readonly string[]): (config: RunConfig) => SeedbedError | null {
  return (config) => {
    const missing = neededBy(config).find((each) => !reads.includes(each));
    if (missing === undefined) return null;
    const list = reads.length > 0 ? reads.join(', ') : 'nothing but program';
    const [kind, name] = missing.split('/');
    const what = name === undefined ? missing : `the ${kind} ${name}`;
    return new SeedbedError('SB_TRAINER_READS', `the program does not read ${what}`, { hint: `it reads ${list}` });
  };
}

/** All of a config that a program has to obey. */
export function neededBy(config: RunConfig): string[] {
  const { model, weights, freeze } = config;
  const components = [...componentsIn(config, knownComponents)].filter(({ kind, name }) => !ours.includes(kind) && name !== 'program@1'); // prettier-ignore
  const named = components.map(({ kind, name }) => `${kind}/${name.replace(/@1$/, '')}`);
  return [
    ...new Set(named),
    ...(model.input === undefined ? [] : ['input']),
    ...(freeze === undefined ? [] : ['freeze']),
    // Of the language's layers the initial weights hold what is copied.
    ...(weights !== undefined && buildsItself(config) ? ['weights'] : []),
  ];
}
