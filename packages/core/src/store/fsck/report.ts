import { readFile, stat } from 'node:fs/promises';
import { decodeManifest } from '../../manifest/seal.js';
import type { Manifest } from '../../manifest/schema.js';
import { linkTarget, isAbsent } from '../../fs/system-errors.js';
import { contradictionsIn } from './check-manifest.js';
import { damaged, dangling, type StoreFinding, unreadable } from './finding.js';

export interface FsckReport {
  readonly manifests: number;
  readonly weights: number;
  /** Files in a store; of a file of results the lines of the file of predictions beside it. */
  readonly predictions: number;
  readonly checkpoints: number;
  readonly findings: readonly StoreFinding[];
}

export type Progress = (done: number, total: number) => void;

export interface CheckedManifest {
  /** Null where the file is no intact manifest. */
  readonly manifest: Manifest | null;
  readonly findings: readonly StoreFinding[];
}

/** Reads one manifest and checks all that can be known from it alone. @param path for the findings. */
export async function checkManifestFile(file: string, path: string, remedy: string): Promise<CheckedManifest> {
  let manifest: Manifest | string;
  try {
    const what = await stat(file);
    manifest = what.isFile() || what.isDirectory() ? decodeManifest(await readFile(file)) : 'it is no file';
  } catch (cause) {
    const target = isAbsent(cause) ? linkTarget(file) : null;
    return { manifest: null, findings: [target === null ? unreadable(path, cause) : dangling(path, target)] };
  }
  if (typeof manifest === 'string') return { manifest: null, findings: [damaged(path, manifest, remedy)] };
  return { manifest, findings: contradictionsIn(manifest).map((what) => damaged(path, what, remedy)) };
}
