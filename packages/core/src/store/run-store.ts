import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../digest/canonical.js';
import { SeedbedError } from '../errors.js';
import type { Manifest } from '../manifest/schema.js';
import { manifestText, readManifest } from '../manifest/seal.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './checkpoint.js';
import { cannotRead, linkTarget, isAbsent } from '../fs/system-errors.js';
import { cannotWrite, writeWhole } from '../fs/whole.js';

/** Folders of single-precision numbers, each file under the digest of its content. */
type Numbers = 'weights' | 'predictions';

const manifestName = /^[0-9a-f]{64}\.json$/;

/**
 * A folder of runs: `runs/<2 digits>/<run id>.json`, one manifest a run, and `weights/<digest>.f32`, the parameters of
 * runs that others start from; `predictions/<digest>.f32`, probabilities of runs that a metric compares; `checkpoints/<run id>.checkpoint`, what is kept of long runs in progress. Files appear whole or not at
 * all, so many processes may write at once, and a kill loses only what the run in progress did since its checkpoint.
 */
export class RunStore {
  constructor(readonly folder: string) {}

  /** Where the manifest of a run lies, or would lie. */
  pathOf(id: string): string {
    return join(this.folder, 'runs', id.slice(0, 2), `${id}.json`);
  }

  private numbersPath(kind: Numbers, digest: string): string {
    return join(this.folder, kind, `${digest}.f32`);
  }

  has(id: string): boolean {
    return exists(this.pathOf(id));
  }

  /** @throws SeedbedError SB_MANIFEST_DAMAGED, SB_FILE_UNREADABLE, SB_FILE_NOT_FOUND. */
  read(id: string): Manifest {
    const path = this.pathOf(id);
    const manifest = readManifest(path);
    if (manifest.id === id) return manifest;
    throw new SeedbedError('SB_MANIFEST_DAMAGED', `${path}: it is the manifest of run ${manifest.id}`, {
      hint: 'delete it and run again',
    });
  }

  /** Ids of all stored runs, in order. What else lies there, half-written files too, is left alone. */
  ids(): string[] {
    const runs = join(this.folder, 'runs');
    if (!exists(runs)) return [];
    const folders = readdirSync(runs).filter(
      // A link may lead nowhere.
      (name) => /^[0-9a-f]{2}$/.test(name) && statSync(join(runs, name), { throwIfNoEntry: false })?.isDirectory(),
    );
    const found = folders.flatMap((folder) =>
      readdirSync(join(runs, folder)).filter((file) => file.startsWith(folder)),
    );
    const files = found.filter((file) => manifestName.test(file));
    return files.map((file) => file.slice(0, 64)).sort();
  }

  /** Whether there is a store at all. */
  get exists(): boolean {
    return exists(join(this.folder, 'runs'));
  }

  /** Creates the store: no hour of training is lost for want of it. @throws SeedbedError SB_STORE_WRITE. */
  prepare(): void {
    const runs = join(this.folder, 'runs');
    for (const path of [this.folder, runs]) {
      if (linkTarget(path) !== null && !exists(path)) throw cannotRead(path, Object.assign(new Error(path), { code: 'ENOENT' })); // prettier-ignore
    }
    try {
      mkdirSync(runs, { recursive: true });
      accessSync(runs, constants.W_OK);
    } catch (cause) {
      throw cannotWrite(runs, cause, 'choose another folder with --store');
    }
  }

  /** Writes a manifest; what it refers to must be there already. @throws SeedbedError SB_STORE_WRITE. */
  write(manifest: Manifest): void {
    writeWhole(this.pathOf(manifest.id), manifestText(manifest));
  }

  /** Stores parameters under their digest. @throws SeedbedError SB_STORE_WRITE. */
  writeWeights(parameters: Float32Array): void {
    this.writeNumbers('weights', parameters);
  }

  /** Parameters by digest; null when they are not here or not whole. @throws SeedbedError SB_FILE_UNREADABLE. */
  readWeights(digest: string): Float32Array | null {
    return this.readNumbers('weights', digest);
  }

  /**
   * Stores the probabilities of a part under their digest, which is that in the manifest: an example a row.
   * @throws SeedbedError SB_STORE_WRITE.
   */
  writePredictions(probabilities: Float32Array): void {
    this.writeNumbers('predictions', probabilities);
  }

  /** Probabilities by digest; null when they are not here or not whole. @throws SeedbedError SB_FILE_UNREADABLE. */
  readPredictions(digest: string): Float32Array | null {
    return this.readNumbers('predictions', digest);
  }

  private writeNumbers(kind: Numbers, numbers: Float32Array): void {
    const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    writeWhole(this.numbersPath(kind, sha256(bytes)), bytes);
  }

  private readNumbers(kind: Numbers, digest: string): Float32Array | null {
    let bytes: Buffer;
    const path = this.numbersPath(kind, digest);
    try {
      bytes = readFileSync(path);
    } catch (cause) {
      if (isAbsent(cause)) return null;
      throw cannotRead(path, cause);
    }
    if (sha256(bytes) !== digest || bytes.length % 4 > 0) return null;
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }

  private checkpointPath(id: string): string {
    return join(this.folder, 'checkpoints', `${id}.checkpoint`);
  }

  /** Keeps a run in progress, in the place of what was kept of it before. @throws SeedbedError SB_STORE_WRITE. */
  writeCheckpoint(checkpoint: Checkpoint): void {
    writeWhole(this.checkpointPath(checkpoint.runId), encodeCheckpoint(checkpoint));
  }

  /** What was kept of a run, null when nothing was, or a sentence that says why it cannot be used. */
  readCheckpoint<State>(id: string): Checkpoint<State> | null | string {
    let bytes: Buffer;
    try {
      bytes = readFileSync(this.checkpointPath(id));
    } catch (cause) {
      return isAbsent(cause) ? null : `it cannot be read, ${(cause as Error).message}`;
    }
    const checkpoint = decodeCheckpoint<State>(bytes);
    if (typeof checkpoint === 'string') return checkpoint;
    return checkpoint.runId === id ? checkpoint : 'it belongs to another run';
  }

  removeCheckpoint(id: string): void {
    rmSync(this.checkpointPath(id), { force: true });
  }

  remove(id: string): void {
    rmSync(this.pathOf(id), { force: true });
  }
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // A part of the path is a file.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
}
