import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { componentsContract, datasetContract, type ErrorCode, protocolVersion, SeedbedError } from '@seedbed/core';
import { auditImport } from '@seedbed/engine/audit';
import { backendContract } from '@seedbed/engine/contract';
import { workspaceRoot } from './folders.js';

/** What a package can add, as its package.json declares it: `"seedbed": { "dataset": 2 }`. */
const kinds = {
  dataset: {
    contract: datasetContract,
    about: 'data set',
    exported: 'default',
    codes: { contract: 'SB_DATASET_CONTRACT', invalid: 'SB_DATASET_INVALID', load: 'SB_DATASET_LOAD' },
  },
  backend: {
    contract: backendContract,
    about: 'backend',
    exported: 'default',
    codes: { contract: 'SB_BACKEND_CONTRACT', invalid: 'SB_BACKEND_INVALID', load: 'SB_BACKEND_LOAD' },
  },
  components: {
    contract: componentsContract,
    about: 'component',
    exported: 'components',
    codes: { contract: 'SB_COMPONENTS_CONTRACT', invalid: 'SB_COMPONENTS_INVALID', load: 'SB_COMPONENTS_LOAD' },
  },
  trainer: {
    contract: protocolVersion,
    about: 'trainer',
    exported: 'command',
    codes: { contract: 'SB_TRAINER_COMMAND', invalid: 'SB_TRAINER_COMMAND', load: 'SB_TRAINER_START' },
  },
} as const;
export type PluginKind = keyof typeof kinds;

/** A package's name: never a path, never something within a package. */
const packageName = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/**
 * Loads a plugin from an installed package: one that lies in a `node_modules` of the folder, or of a folder above it, or
 * of the workspace, and that says of itself what it is (`"seedbed": { "dataset": 2 }` in its package.json). Nothing of any
 * other package is run.
 * @returns what it exports, still to be registered; undefined where no package of this name is installed.
 * @throws SeedbedError SB_DATASET_CONTRACT, SB_DATASET_INVALID, SB_DATASET_LOAD; SB_BACKEND_…, SB_COMPONENTS_… likewise.
 */
export function installedPlugin(kind: PluginKind, name: string, folder: string): Installed | undefined {
  const owner = packageName.test(name) ? ownerOf(name, folder) : undefined;
  if (owner === undefined) return undefined;
  const manifest = manifestOf(name, owner);
  checkDeclared(kind, name, manifest);
  const declared = declaredIn(manifest);
  const allows = kind === 'backend' ? [] : allowedBy(name, declared?.seedbed?.audit, kinds[kind].codes.invalid);
  const loading = () => load(kind, name, owner)[kinds[kind].exported];
  // A backend measures the machine that it computes on, as it must.
  const plugin = kind === 'backend' ? loading() : auditImport(name, allows, loading);
  return { from: name, version: String(declared?.version ?? ''), plugin, allows, folder: dirname(manifest) };
}

/**
 * What another entry of an installed package exports; undefined where it has no such entry.
 * @param entry './engine'
 * @throws SeedbedError SB_COMPONENTS_LOAD.
 */
export function installedEntry(kind: PluginKind, { from, folder, allows }: Installed, entry: `./${string}`): unknown {
  const { exports } = (declaredIn(join(folder, 'package.json')) ?? {}) as { exports?: unknown };
  if (typeof exports !== 'object' || exports === null || !(entry in exports)) return undefined;
  const owner = folder.slice(0, -join('node_modules', from).length);
  return auditImport(from, allows, () => load(kind, `${from}${entry.slice(1)}`, owner));
}

/**
 * The program of an installed package that trains: `"seedbed": { "trainer": 1, "command": ["node", "train.mjs"] }`. None of
 * its code is run here.
 * @returns undefined where no package of this name is installed.
 * @throws SeedbedError SB_TRAINER_COMMAND where it is no trainer.
 */
export function installedTrainer(name: string, folder: string): InstalledTrainer | undefined {
  const owner = packageName.test(name) ? ownerOf(name, folder) : undefined;
  if (owner === undefined) return undefined;
  const path = manifestOf(name, owner);
  checkDeclared('trainer', name, path);
  const { version, seedbed } = declaredIn(path) ?? {};
  const command = seedbed?.command;
  if (Array.isArray(command) && command.length > 0 && command.every((word) => typeof word === 'string'))
    return { command, folder: dirname(path), from: `${name} ${String(version)}` };
  throw new SeedbedError('SB_TRAINER_COMMAND', `${name}: its package.json does not say which program trains`, {
    hint: '"seedbed": { "trainer": 1, "command": ["node", "train.mjs"] }',
  });
}

/** A program of an installed package. */
export interface InstalledTrainer {
  readonly command: readonly string[];
  /** Of the package: the program is started there. */
  readonly folder: string;
  /** Its name and version. */
  readonly from: string;
}

/** What an installed package exports. */
export interface Installed {
  readonly from: string;
  /** Of the package. */
  readonly version: string;
  readonly plugin: unknown;
  /** Packages that may read clocks and the like while it is loaded and opens its data. */
  readonly allows: readonly string[];
  /** Of the package. */
  readonly folder: string;
}

/**
 * The packages that a plugin's author lets do what the audit forbids, each with its reason: `"seedbed": { "audit": { "core-js":
 * "a mark of its own" } }`. Never the plugin itself.
 */
function allowedBy(name: string, declared: unknown, code: ErrorCode): string[] {
  const entries = Object.entries(declared ?? {});
  const wrong = entries.find(([who, why]) => who === name || !packageName.test(who) || typeof why !== 'string' || !/\S \S/.test(why)); // prettier-ignore
  if (!wrong) return entries.map(([who]) => who);
  const message = `${name}: "audit" in its package.json allows "${wrong[0]}" without a reason, or the plugin itself`;
  throw new SeedbedError(code, message, {
    hint: 'It names other packages, each with a sentence that says why no result depends on what it reads.',
  });
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

/** Before any of its code runs: whether it is a plugin of this kind at all, and made for this contract. */
function checkDeclared(kind: PluginKind, name: string, path: string): void {
  const { contract, about, codes } = kinds[kind];
  const declared = declaredIn(path)?.seedbed?.[kind];
  if (declared === contract) return;
  if (typeof declared === 'number') {
    const message = `${name}: made for version ${declared} of the ${about} contract; this Seedbed has ${contract}`;
    const hint = 'Install versions of the plugin and of Seedbed that fit each other.';
    throw new SeedbedError(codes.contract, message, { hint });
  }
  throw new SeedbedError(codes.invalid, `${name}: the package does not say that it is a ${about} plugin`, {
    hint: `A plugin has "seedbed": { "${kind}": ${contract} } in its package.json.`,
  });
}

interface Declared {
  readonly version?: unknown;
  readonly seedbed?: Partial<Record<PluginKind | 'audit' | 'command', unknown>> | null;
}

/** What a package.json says; nothing where it is none. */
function declaredIn(path: string): Declared | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Declared | null;
  } catch {
    return null;
  }
}

function load(kind: PluginKind, name: string, owner: string): Readonly<Record<string, unknown>> {
  try {
    // Of the two ways to load a module the one that does not wait: specs are read before anything else happens.
    return createRequire(join(owner, 'package.json'))(name) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    if (cause instanceof SeedbedError) throw cause;
    const message = `${name}: the plugin cannot be loaded, ${(cause as Error).message}`;
    throw new SeedbedError(kinds[kind].codes.load, message, {
      hint: 'Build it, and install what it needs (npm install).',
      cause,
    });
  }
}
