import { fail, field, itemsOf, SeedbedError, type Value } from '@seedbed/core';
import { backends, type Choice, chooseBackend, registerBackend } from '@seedbed/engine/backends';
import type { Experiment } from './experiment.js';
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

/** Chooses the backend; what is wrong with the spec's own words about it is shown at its line. */
export function backendFor({ backend, folder, loaded }: Experiment, asked: string | undefined): Choice {
  registerInstalled([asked, ...(backend.allow ?? [])], folder);
  try {
    return chooseBackend(asked, backend);
  } catch (error) {
    if (!(error instanceof SeedbedError)) throw error;
    const at = wrongWord(error, loaded.experiment.root, asked);
    throw at ? fail(error.code, at, error.message, error.hint) : error;
  }
}

/** What of the spec an error is about; undefined where it is about the command's own option, or this machine. */
function wrongWord({ code, message }: SeedbedError, root: Value, asked: string | undefined): Value | undefined {
  if (code === 'SB_BACKEND_PRECISION') return field(root, 'precision');
  const backend = field(root, 'backend');
  if (code === 'SB_BACKEND_REQUIRES') return field(backend, 'requires');
  const allow = code === 'SB_BACKEND_UNKNOWN' ? field(backend, 'allow') : undefined;
  const names = allow ? itemsOf(allow) : [];
  return names.find((name) => name.kind === 'scalar' && name.value !== asked && message.includes(`"${String(name.value)}"`)); // prettier-ignore
}
