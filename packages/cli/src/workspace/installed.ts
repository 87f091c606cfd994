import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type DatasetCandidate, datasetContract, SeedbedError } from '@seedbed/core';
import { workspaceRoot } from './folders.js';

/** A package's name: never a path, never something within a package. */
const packageName = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/**
 * Loads a data set plugin from an installed package: one that lies in a `node_modules` of the folder, or of a folder
 * above it, or of the workspace, and that says of itself that it is a plugin (`"seedbed": { "dataset": 1 }` in its
 * package.json). Nothing of any other package is run.
 * @returns what it exports, still to be registered; undefined where no package of this name is installed.
 * @throws SeedbedError SB_DATASET_CONTRACT, SB_DATASET_INVALID, SB_DATASET_LOAD.
 */
export function installedDataset(name: string, folder: string): DatasetCandidate | undefined {
  const owner = packageName.test(name) ? ownerOf(name, folder) : undefined;
  if (owner === undefined) return undefined;
  checkDeclared(name, manifestOf(name, owner));
  return { from: name, plugin: load(name, owner).default };
}

const manifestOf = (name: string, owner: string) => join(owner, 'node_modules', name, 'package.json');

/** The nearest folder whose `node_modules` holds a package; Node's own way up. */
function ownerOf(name: string, folder: string): string | undefined {
  for (const start of [resolve(folder), workspaceRoot()]) {
    for (let at = start; ; at = dirname(at)) {
      if (existsSync(manifestOf(name, at))) return at;
      if (dirname(at) === at) break;
    }
  }
  return undefined;
}

/** Before any of its code runs: whether it is a plugin at all, and made for this contract. */
function checkDeclared(name: string, path: string): void {
  const { seedbed } = JSON.parse(readFileSync(path, 'utf8')) as { seedbed?: { dataset?: unknown } };
  const contract = seedbed?.dataset;
  if (contract === datasetContract) return;
  if (typeof contract === 'number') {
    const message = `${name}: made for version ${contract} of the data set contract; this Seedbed has ${datasetContract}`;
    const hint = 'Install versions of the plugin and of Seedbed that fit each other.';
    throw new SeedbedError('SB_DATASET_CONTRACT', message, { hint });
  }
  throw new SeedbedError('SB_DATASET_INVALID', `${name}: the package does not say that it is a data set plugin`, {
    hint: `A plugin has "seedbed": { "dataset": ${datasetContract} } in its package.json.`,
  });
}

function load(name: string, owner: string): { default?: unknown } {
  try {
    // Of the two ways to load a module the one that does not wait: specs are read before anything else happens.
    return createRequire(join(owner, 'package.json'))(name) as { default?: unknown };
  } catch (cause) {
    if (cause instanceof SeedbedError) throw cause;
    throw new SeedbedError('SB_DATASET_LOAD', `${name}: the plugin cannot be loaded, ${(cause as Error).message}`, {
      hint: 'Build it, and install what it needs (npm install).',
      cause,
    });
  }
}
