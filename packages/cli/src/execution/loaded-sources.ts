import { knownComponents, SeedbedError } from '@seedbed/core';
import { engineBytes } from '../workspace/engine-sources.js';
import { readCode } from '../workspace/environment.js';
import type { Setup } from './messages.js';

/**
 * What a command finds before it starts workers: its commit, its sources, and the bytes of these.
 * @param backend null where a program trains.
 */
export function sourcesOf(backend: string | null): Pick<Setup, 'code' | 'engineBytes'> {
  if (backend === null) return { code: readCode(null), engineBytes: '' };
  // The bytes first: where they are equal after a worker has loaded its modules, it loaded what was digested between.
  const bytes = engineBytes(backend);
  return { code: readCode(backend), engineBytes: bytes };
}

/**
 * Called by a worker once everything is loaded: what it loaded is what its manifests will name. A rebuild in between, while
 * other workers train on with what they loaded, would be recorded under the digest of sources that it does not have.
 * @throws SeedbedError SB_SOURCES_CHANGED (exit 4).
 */
export function checkLoadedSources({ backend, program, engineBytes: before, packages }: Setup): void {
  const other = Object.entries(packages).find(([name, digest]) => knownComponents.identityOf(name)?.digest !== digest);
  if (other) {
    throw new SeedbedError('SB_SOURCES_CHANGED', `the package ${other[0]} changed after this command started`, {
      hint: 'start it again: runs with the code that is here now have other ids',
    });
  }
  // A program's sources are digested where it is started.
  if (program || engineBytes(backend) === before) return;
  throw new SeedbedError(
    'SB_SOURCES_CHANGED',
    'the engine was built again, or its packages changed, after this command started',
    {
      hint: 'start it again: it goes on with the sources that are here now; what was trained before keeps the digest of those that made it',
    },
  );
}
