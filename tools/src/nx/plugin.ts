import { basename, dirname } from 'node:path';
import type { CreateNodesV2, TargetConfiguration } from '@nx/devkit';

/*
 * A folder `experiments/<name>` with an experiment.yaml gets its targets by existing: `nx run <name>:reproduce`, and the
 * configuration `<name>` of `nx run experiments:reproduce`. Another spec in such a folder, `<variant>.yaml`, gets the
 * configuration `<name>-<variant>`. Replays are never served from Nx's cache: a replay from the
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
  reproduce: { description: 'Train everything again and compare it with the reference results', trains: true },
  verify: { description: 'Execute recorded runs again and compare them bit for bit', trains: true },
  claims: { description: 'Judge the claims on the reference results', trains: false },
  report: { description: 'Regenerate the report from the reference results', trains: false },
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

/** A spec as a configuration names it, and as the command line finds it. */
interface NamedSpec {
  readonly name: string;
  readonly path: string;
}

const mainSpec = 'experiment.yaml';

/** What `seedbed search` and `seedbed record` write beside a spec is none itself. */
const isSpec = (file: string) => !/(\.choices|\/resolved)\.yaml$/.test(file);

/** `experiments/smoke/experiment.yaml` is `smoke`, `experiments/tinyimagenet/paper.yaml` is `tinyimagenet-paper`. */
export function namedSpec(file: string): NamedSpec {
  const folder = basename(dirname(file));
  if (basename(file) === mainSpec) return { name: folder, path: `experiments/${folder}` };
  return { name: `${folder}-${basename(file, '.yaml')}`, path: `experiments/${folder}/${basename(file)}` };
}

/** Targets of the project `experiments`: the default experiment, and a configuration for each. */
export function collectionTargets(specs: readonly NamedSpec[]): Record<string, TargetConfiguration> {
  const targets = Object.keys(verbs).map((verb) => {
    const words = ({ name, path }: NamedSpec) =>
      verb === 'reproduce' && name === defaultExperiment
        ? `${path} --without-native experiments/${smallExperiment}`
        : path;
    const configurations = Object.fromEntries(
      specs.map((spec) => [spec.name, { command: `${seedbed} ${verb} ${words(spec)}` }]),
    );
    const byDefault = { name: defaultExperiment, path: `experiments/${defaultExperiment}` };
    return [verb, { ...target(verb, words(byDefault)), configurations }];
  });
  return Object.fromEntries(targets) as Record<string, TargetConfiguration>;
}

export const createNodesV2: CreateNodesV2 = [
  'experiments/*/*.yaml',
  (found) => {
    const files = found.filter(isSpec);
    const specs = files.map(namedSpec).sort((a, b) => (a.name < b.name ? -1 : 1));
    const collection = { experiments: { root: 'experiments', name: 'experiments', targets: collectionTargets(specs) } };
    return files.map((file, index) => {
      const root = dirname(file);
      const name = basename(root);
      const own = basename(file) === mainSpec ? { [root]: { root, name, targets: experimentTargets(name) } } : {};
      return [file, { projects: index === 0 ? { ...collection, ...own } : own }];
    });
  },
];
