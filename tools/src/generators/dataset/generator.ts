import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateFiles, type Tree, updateJson } from '@nx/devkit';

export interface DatasetOptions {
  readonly name: string;
  readonly title?: string;
  readonly skipInstall?: boolean;
}

interface References {
  references: { path: string }[];
}

/**
 * `nx g tools:dataset <name>`: a plugin in `packages/datasets-<name>` that loads a class a folder, with a sample of its
 * own to test it on, and an experiment in `experiments/<name>` that uses it.
 * @throws Error for a name that is none, or that is taken.
 */
export default function datasetGenerator(tree: Tree, { name, title = name, skipInstall = false }: DatasetOptions) {
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw new Error(`"${name}": lower-case letters, digits and hyphens, a letter first`);
  const root = `packages/datasets-${name}`;
  const experiment = `experiments/${name}`;
  for (const folder of [root, experiment]) if (tree.exists(folder)) throw new Error(`${folder} is there already`);
  const { version } = JSON.parse(tree.read('packages/core/package.json', 'utf8') as string) as { version: string };
  const words = { name, title, packageName: `@seedbed/datasets-${name}`, version };
  generateFiles(tree, join(__dirname, 'files', 'package'), root, words);
  generateFiles(tree, join(__dirname, 'files', 'experiment'), experiment, words);
  copySample(tree, `${root}/sample`);
  updateJson<References>(tree, 'tsconfig.json', (config) => ({
    ...config,
    references: [...config.references, { path: `./${root}` }],
  }));
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

/** As they are: `generateFiles` would take pictures for templates. */
function copySample(tree: Tree, target: string): void {
  const sample = join(__dirname, 'sample');
  for (const entry of readdirSync(sample, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    tree.write(`${target}${path.slice(sample.length).replaceAll('\\', '/')}`, readFileSync(path));
  }
}
