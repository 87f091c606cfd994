import { basename, dirname } from 'node:path';
import type { CreateNodesV2, TargetConfiguration } from '@nx/devkit';

/*
 * A folder `experiments/<name>` with an experiment.yaml gets its targets by existing: `nx run <name>:reproduce`, and the
 * configuration `<name>` of `nx run experiments:reproduce`. Replays are never served from Nx's cache: a replay from the
 * cache reproduces nothing.
 */

const seedbed = 'node packages/cli/bin/seedbed.mjs';
const built = { dependsOn: [{ projects: ['@seedbed/cli'], target: 'build' }] } satisfies Partial<TargetConfiguration>;
const native = { projects: ['tools'], target: 'native' };

interface Verb {
  readonly description: string;
  readonly trains: boolean;
  readonly options?: string;
}

const verbs: Readonly<Record<string, Verb>> = {
  plan: { description: 'Show the runs and what they will take', trains: true },
  run: { description: 'Train the runs that the store does not have', trains: true },
  reproduce: { description: 'Train everything again and compare it with the recorded results', trains: true },
  verify: { description: 'Execute recorded runs again and compare them bit for bit', trains: true },
  claims: { description: 'Judge the claims on the recorded results', trains: false },
  report: { description: 'Regenerate the report from the recorded results', trains: false },
};

const target = (verb: string, words: string): TargetConfiguration => {
  const { description, trains } = verbs[verb] as Verb;
  return {
    executor: 'nx:run-commands',
    cache: false,
    dependsOn: trains ? [...built.dependsOn, native] : built.dependsOn,
    options: { command: `${seedbed} ${verb} ${words}`, cwd: '{workspaceRoot}', forwardAllArgs: true },
    metadata: { description },
  };
};

/** Targets of one experiment's own project. */
export const experimentTargets = (name: string): Record<string, TargetConfiguration> =>
  Object.fromEntries(Object.keys(verbs).map((verb) => [verb, target(verb, `experiments/${name}`)]));

const defaultExperiment = 'fashion-mnist';
const smallExperiment = 'smoke';

/** Targets of the project `experiments`: the default experiment, and a configuration for each. */
export function collectionTargets(names: readonly string[]): Record<string, TargetConfiguration> {
  const targets = Object.keys(verbs).map((verb) => {
    const words = (name: string) =>
      verb === 'reproduce' && name === defaultExperiment
        ? `experiments/${name} --without-native experiments/${smallExperiment}`
        : `experiments/${name}`;
    const configurations = Object.fromEntries(
      names.map((name) => [name, { command: `${seedbed} ${verb} ${words(name)}` }]),
    );
    return [verb, { ...target(verb, words(defaultExperiment)), configurations }];
  });
  return Object.fromEntries(targets) as Record<string, TargetConfiguration>;
}

export const createNodesV2: CreateNodesV2 = [
  'experiments/*/experiment.yaml',
  (files) => {
    const names = files.map((file) => basename(dirname(file))).sort();
    const collection = { experiments: { root: 'experiments', name: 'experiments', targets: collectionTargets(names) } };
    return files.map((file, index) => {
      const root = dirname(file);
      const name = basename(root);
      const own = { [root]: { root, name, targets: experimentTargets(name) } };
      return [file, { projects: index === 0 ? { ...collection, ...own } : own }];
    });
  },
];
