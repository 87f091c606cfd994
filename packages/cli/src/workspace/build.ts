import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SeedbedError } from '@seedbed/core';
import { workspaceRoot } from './folders.js';

/** What the compiler leaves beside what it built: the digest of each source as it read it. */
interface BuildInfo {
  readonly fileNames: readonly string[];
  readonly fileInfos: readonly (string | { readonly version: string })[];
}

/**
 * What is executed must be what the sources say: in a clone, a package whose sources are not those that it was built from
 * is refused. By content, since a checkout moves times. Where there are no sources, or they are executed themselves, there
 * is nothing to compare.
 * @throws SeedbedError SB_BUILD_STALE (exit 4) with the files.
 */
export function refuseStaleBuild(here = fileURLToPath(import.meta.url)): void {
  const root = workspaceRoot(here);
  const own = relative(root, here).replaceAll('\\', '/');
  if (!/^packages\/[^/]+\/dist\//.test(own)) return;
  const stale = readdirSync(join(root, 'packages')).flatMap((name) => staleSources(join(root, 'packages', name)));
  if (stale.length === 0) return;
  const names = stale.slice(0, 3).map((file) => relative(root, file));
  if (stale.length > names.length) names.push(`and ${stale.length - names.length} more`);
  // The cache of the build may give back what was built of other sources.
  const packages = new Set(stale.map((file) => relative(root, file).split(sep)[1]!));
  const forced = [...packages].map((name) => `npx tsc --build --force packages/${name}/tsconfig.lib.json`);
  throw new SeedbedError('SB_BUILD_STALE', `what is built is not what the sources say: ${names.join(', ')}`, {
    hint: `npm run build; where that does not help: ${forced.join(' && ')}`,
  });
}

/** Sources of a package that are not as they were when it was built; none where it was not built, or has none. */
export function staleSources(folder: string): string[] {
  const info = join(folder, 'dist', 'tsconfig.lib.tsbuildinfo');
  const sources = join(folder, 'src');
  if (!existsSync(sources) || !existsSync(join(folder, 'dist'))) return [];
  if (!existsSync(info)) return [sources];
  const { fileNames, fileInfos } = JSON.parse(readFileSync(info, 'utf8')) as BuildInfo;
  return fileNames.flatMap((name, index) => {
    const file = resolve(dirname(info), name);
    if (!file.startsWith(sources)) return [];
    const built = fileInfos[index];
    return digestOf(file) === (typeof built === 'object' ? built.version : built) ? [] : [file];
  });
}

/** As the compiler makes it, of the text without its mark of the byte order; null where the file is gone. */
function digestOf(file: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')).digest('hex'); // prettier-ignore
  } catch {
    return null;
  }
}
