import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { PluginKind } from './installed.js';
import { workspaceRoot } from './folders.js';

/**
 * The packages that say of themselves that they are plugins of a kind, in every `node_modules` in which a plugin is looked
 * for: those above the folder and above the workspace. None of their code is run.
 */
export function installedNames(kind: PluginKind, folder: string): string[] {
  const names = nodeModulesAbove([resolve(folder), workspaceRoot(folder), workspaceRoot()]).flatMap((modules) =>
    packagesIn(modules).filter((name) => declares(join(modules, name, 'package.json'), kind)),
  );
  return [...new Set(names)].sort();
}

function nodeModulesAbove(starts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const start of starts) {
    for (let at = start; ; at = dirname(at)) {
      found.add(join(at, 'node_modules'));
      if (dirname(at) === at) break;
    }
  }
  return [...found];
}

function packagesIn(modules: string): string[] {
  return entriesOf(modules).flatMap((name) =>
    name.startsWith('@') ? entriesOf(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
  );
}

/** Folders, and links to them; nothing where there is no such folder, or it cannot be listed. */
function entriesOf(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  const usable = entries.filter(
    (entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()),
  );
  return usable.map(({ name }) => name);
}

function declares(path: string, kind: PluginKind): boolean {
  try {
    const text = readFileSync(path, 'utf8');
    const { seedbed } = JSON.parse(text) as { seedbed?: Partial<Record<PluginKind, unknown>> | null };
    return seedbed?.[kind] !== undefined;
  } catch {
    return false;
  }
}
