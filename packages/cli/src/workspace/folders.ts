import { existsSync, readdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { SeedbedError } from '@seedbed/core';

/** The folder above `from` that holds the workspace, or `from` itself outside of one. */
export function workspaceRoot(from = process.cwd()): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'nx.json'))) return folder;
    if (dirname(folder) === folder) return resolve(from);
  }
}

/**
 * Where packed data lies: `$SEEDBED_CACHE`, `$XDG_CACHE_HOME/seedbed`, or the platform's cache folder.
 * @throws SeedbedError SB_CACHE_FOLDER (exit 4) for a user without a home.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { SEEDBED_CACHE: own, XDG_CACHE_HOME: xdg } = environment;
  if (own) return resolve(own);
  // A relative one is to be ignored (XDG Base Directory Specification).
  if (xdg && isAbsolute(xdg)) return join(xdg, 'seedbed');
  const home = homeFolder();
  return platform() === 'darwin' ? join(home, 'Library', 'Caches', 'seedbed') : join(home, '.cache', 'seedbed');
}

/** A container may run as a user that the system does not know, with no HOME. */
function homeFolder(): string {
  let home = '';
  let cause: unknown;
  try {
    home = homedir();
  } catch (error) {
    cause = error;
  }
  if (isAbsolute(home)) return home;
  throw new SeedbedError(
    'SB_CACHE_FOLDER',
    'there is no folder for packed data: this user has no home (HOME is not set)',
    {
      hint: 'set SEEDBED_CACHE to a folder that can be written to',
      cause,
    },
  );
}

/** The store that `run` uses unless told otherwise. */
export const defaultStore = () => resolve(process.env['SEEDBED_STORE'] ?? join(workspaceRoot(), '.seedbed', 'store'));

/** Where the experiments of this workspace are, each in a folder of its name. */
export const experimentsFolder = (): string => join(workspaceRoot(), 'experiments');

/** Where a new experiment goes: found by its name from then on, also where its data lie in a folder of that name here. */
export const newSpecFolder = (name: string): string => join(experimentsFolder(), name);

/** The names of the experiments of this workspace. */
export function experimentNames(): string[] {
  const folder = experimentsFolder();
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => existsSync(join(folder, name, 'experiment.yaml'))).sort();
}

/** A spec by its path, by its folder, or by the name of a folder in `experiments/`. */
export function specPath(asked: string): string {
  const candidates = [
    resolve(asked),
    resolve(asked, 'experiment.yaml'),
    join(experimentsFolder(), asked, 'experiment.yaml'),
  ];
  return candidates.find((path) => existsSync(path) && /\.ya?ml$/.test(path)) ?? resolve(asked);
}
