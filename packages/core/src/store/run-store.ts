import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { sha256 } from '../digest/canonical.js';
import { SeedbedError, exitCodes } from '../errors.js';
import type { Manifest } from '../manifest/schema.js';
import { manifestText, readManifest } from '../manifest/seal.js';

const manifestName = /^[0-9a-f]{64}\.json$/;

/**
 * A folder of runs: `runs/<2 digits>/<run id>.json`, one manifest a run, and `weights/<digest>.f32`, the parameters of
 * source networks. Files appear whole or not at all, so many processes may write at once, and a kill loses only the run
 * in hand.
 */
export class RunStore {
  constructor(readonly folder: string) {}

  private manifestPath(id: string): string {
    return join(this.folder, 'runs', id.slice(0, 2), `${id}.json`);
  }

  private weightsPath(digest: string): string {
    return join(this.folder, 'weights', `${digest}.f32`);
  }

  has(id: string): boolean {
    return exists(this.manifestPath(id));
  }

  /** @throws SeedbedError SB_MANIFEST_DAMAGED. */
  read(id: string): Manifest {
    const path = this.manifestPath(id);
    const manifest = readManifest(path);
    if (manifest.id === id) return manifest;
    throw new SeedbedError('SB_MANIFEST_DAMAGED', `${path}: it is the manifest of run ${manifest.id}`, {
      hint: 'delete it and run again',
      exitCode: exitCodes.checkFailed,
    });
  }

  /** Ids of all stored runs, in order. */
  ids(): string[] {
    const runs = join(this.folder, 'runs');
    const folders = exists(runs) ? readdirSync(runs) : [];
    const files = folders.flatMap((folder) => readdirSync(join(runs, folder)));
    return files.filter((file) => manifestName.test(file)).map((file) => file.slice(0, 64)).sort(); // prettier-ignore
  }

  /** Writes a manifest; what it refers to must be there already. @throws SeedbedError SB_STORE_WRITE. */
  write(manifest: Manifest): void {
    this.save(
      join(this.folder, 'runs', manifest.id.slice(0, 2)),
      this.manifestPath(manifest.id),
      manifestText(manifest),
    );
  }

  /** Stores parameters under their digest. @throws SeedbedError SB_STORE_WRITE. */
  writeWeights(parameters: Float32Array): void {
    const bytes = Buffer.from(parameters.buffer, parameters.byteOffset, parameters.byteLength);
    const path = this.weightsPath(sha256(bytes));
    this.save(join(this.folder, 'weights'), path, bytes);
  }

  /** Parameters by digest; null when they are not here or not whole. */
  readWeights(digest: string): Float32Array | null {
    const path = this.weightsPath(digest);
    if (!exists(path)) return null;
    const bytes = readFileSync(path);
    if (sha256(bytes) !== digest) return null;
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }

  remove(id: string): void {
    rmSync(this.manifestPath(id), { force: true });
  }

  private save(folder: string, path: string, content: string | Buffer): void {
    try {
      mkdirSync(folder, { recursive: true });
      writeFileAtomic.sync(path, content);
    } catch (cause) {
      throw new SeedbedError('SB_STORE_WRITE', `the store cannot be written: ${(cause as Error).message}`, {
        hint: 'make room or choose another folder with --store; what is stored already is whole',
        exitCode: exitCodes.environmentLacks,
        cause,
      });
    }
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
