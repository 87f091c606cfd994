import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { formatFiles, generateFiles, type Tree, updateJson } from '@nx/devkit';

export type ComponentKind = 'layer' | 'method' | 'family' | 'metric';

export interface ComponentOptions {
  readonly name: string;
  readonly skipInstall?: boolean;
}

interface References {
  references: { path: string }[];
}

/** Of families and metrics nothing is computed by the engine. */
const withEngine: readonly ComponentKind[] = ['layer', 'method'];

/**
 * `nx g tools:<kind> <name>`: a package in `packages/<kind>-<name>` with one component that passes the conformance kit, and
 * an experiment in `experiments/<kind>-<name>` that uses it.
 * @throws Error for a name that is none, or that is taken.
 */
export async function generateComponent(
  tree: Tree,
  kind: ComponentKind,
  { name, skipInstall = false }: ComponentOptions,
) {
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw new Error(`"${name}": lower-case letters, digits and hyphens, a letter first`);
  const folder = `${kind}-${name}`;
  const [root, experiment] = [`packages/${folder}`, `experiments/${folder}`];
  for (const each of [root, experiment]) if (tree.exists(each)) throw new Error(`${each} is there already`);
  const { version } = JSON.parse(tree.read('packages/core/package.json', 'utf8') as string) as { version: string };
  const component = name.replace(/-+([a-z0-9])?/g, (_, next: string | undefined) => (next ?? '').toUpperCase());
  const words = { kind, folder, component, engine: withEngine.includes(kind), packageName: `@seedbed/${folder}`, version }; // prettier-ignore
  for (const files of ['package', kind]) generateFiles(tree, join(__dirname, 'files', files), root, words);
  generateFiles(tree, join(__dirname, 'files', 'experiment'), experiment, words);
  updateJson<References>(tree, 'tsconfig.json', (config) => ({
    ...config,
    references: [...config.references, { path: `./${root}` }],
  }));
  await formatFiles(tree);
  if (skipInstall) return undefined;
  // Links the package and writes it into the lockfile.
  return () => {
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], {
      cwd: tree.root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
  };
}
