import { backends, registerBackend } from '@seedbed/engine';
import { installedPlugin } from './installed.js';

/**
 * Registers the backends among these names that are packages, installed where `folder` is; other names are left to the
 * choice.
 * @throws SeedbedError why an installed package is no backend.
 */
export function registerInstalled(names: readonly (string | undefined)[], folder: string): void {
  for (const name of names) {
    if (name === undefined || backends.some((each) => each.name === name)) continue;
    const found = installedPlugin('backend', name, folder);
    if (found) registerBackend(found.from, found.plugin);
  }
}
