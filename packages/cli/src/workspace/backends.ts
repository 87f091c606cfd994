import { dirname } from 'node:path';
import { type ParsedSpec, SeedbedError } from '@seedbed/core';
import { backends, type Choice, chooseBackend, registerBackend } from '@seedbed/engine/backends';
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

/** Chooses the backend; what is wrong with the spec's own words about it is shown where they stand. */
export function backendFor({ spec, problem, path }: ParsedSpec, asked: string | undefined): Choice {
  registerInstalled([asked, ...(spec.backend.allow ?? [])], dirname(path));
  try {
    return chooseBackend(asked, spec.backend);
  } catch (error) {
    if (!(error instanceof SeedbedError)) throw error;
    if (error.code === 'SB_BACKEND_REQUIRES') throw problem(['backend', 'requires'], error.code, error.message, error.hint); // prettier-ignore
    if (error.code !== 'SB_BACKEND_UNKNOWN') throw error;
    const position = spec.backend.allow?.findIndex((name) => name !== asked && error.message.includes(`"${name}"`));
    if (position === undefined || position < 0) throw error;
    throw problem(['backend', 'allow', position], error.code, error.message, error.hint);
  }
}
