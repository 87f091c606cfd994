import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { knownComponents, packagesIn, SeedbedError } from '@seedbed/core';
import { type Installed, installedEntry, installedPlugin } from './installed.js';
import { digestOfPackage } from './package-digest.js';

/**
 * Registers the components of every package that a spec names. Where a package cannot be used, whoever names a component
 * of it gets the reason, at that line.
 * @param folder packages are looked up there.
 * @returns the packages that were found.
 */
export const registerNamed = (spec: string, folder: string): string[] =>
  packagesIn(spec).filter((name) => {
    try {
      if (register(name, folder)) return true;
      knownComponents.refuse(name, notInstalled(name));
    } catch (error) {
      if (!(error instanceof SeedbedError)) throw error;
      knownComponents.refuse(name, error);
    }
    return false;
  });

const notInstalled = (name: string) =>
  new SeedbedError('SB_SPEC_COMPONENT', `no package "${name}" is installed where this spec lies`, {
    hint: `npm install ${name}, or correct its name`,
  });

function register(name: string, folder: string): Installed | undefined {
  const found = installedPlugin('components', name, folder);
  if (found) knownComponents.register(name, found.plugin, { version: found.version, digest: digestOfPackage(found.folder) }); // prettier-ignore
  return found;
}

/**
 * Loads what computes the components of packages, and registers both.
 * @throws SeedbedError SB_COMPONENTS_LOAD, SB_COMPONENTS_INVALID.
 */
export async function registerEngines(names: readonly string[], folder: string): Promise<void> {
  if (names.length === 0) return;
  // Before any package: what TensorFlow.js does while it is loaded is not the package's.
  const { registerCodes } = await import('@seedbed/engine/codes');
  for (const name of names) {
    const found = register(name, folder);
    if (!found) throw notInstalled(name);
    refuseCopies(found);
    const entry = installedEntry('components', found, './engine') as { readonly codes?: unknown } | undefined;
    if (entry) registerCodes(name, entry.codes);
  }
}

/** What a component computes with must be what the engine computes with: tensors of another copy are none to it. */
const shared = ['@seedbed/engine/plugin', '@tensorflow/tfjs-core'];

function refuseCopies({ from, folder }: Installed): void {
  const own = createRequire(import.meta.url).resolve('@seedbed/engine/plugin');
  for (const name of shared) {
    const theirs = resolved(join(folder, 'package.json'), name);
    if (theirs === undefined || theirs === resolved(own, name)) continue;
    throw new SeedbedError('SB_COMPONENTS_LOAD', `${from}: it brings a copy of ${name} of its own`, {
      hint: `Name it under peerDependencies in its package.json, so that npm installs one for both.`,
    });
  }
}

function resolved(from: string, name: string): string | undefined {
  try {
    return realpathSync(createRequire(from).resolve(name));
  } catch {
    return undefined;
  }
}
