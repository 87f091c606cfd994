import { createHash } from 'node:crypto';
import type { TemporaryFile } from '../fs/temporary.js';
import { writeFailed } from './packed-errors.js';
import { openingLine } from './packed-format.js';

const bufferBytes = 4 * 1024 * 1024;

/** Inputs on their way to a file, digested as they pass. */
export class InputsFile {
  private readonly hash = createHash('sha256');
  private readonly blocks: Buffer[] = [];
  private block = createHash('sha256');
  private inBlock = 0;
  private readonly buffer = new Uint8Array(bufferBytes);
  private used = 0;

  constructor(
    private readonly path: string,
    private readonly file: TemporaryFile,
    private readonly blockSize: number,
  ) {
    this.append(Buffer.from(openingLine));
  }

  add(bytes: Uint8Array): void {
    this.hash.update(bytes);
    this.block.update(bytes);
    this.inBlock += bytes.length;
    if (this.inBlock === this.blockSize) this.closeBlock();
    this.append(bytes);
  }

  private closeBlock(): void {
    this.blocks.push(this.block.digest());
    this.block = createHash('sha256');
    this.inBlock = 0;
  }

  /** Small examples, large writes. */
  append(bytes: Uint8Array): void {
    if (this.used + bytes.length > bufferBytes) this.flush();
    if (bytes.length > bufferBytes) return attempt(this.path, () => this.file.append(bytes));
    this.buffer.set(bytes, this.used);
    this.used += bytes.length;
  }

  flush(): void {
    if (this.used > 0) attempt(this.path, () => this.file.append(this.buffer.subarray(0, this.used)));
    this.used = 0;
  }

  /** @returns the digest of all inputs, and those of their blocks. */
  end(): { readonly inputs: string; readonly blocks: Uint8Array } {
    if (this.inBlock > 0) this.closeBlock();
    return { inputs: this.hash.digest('hex'), blocks: Buffer.concat(this.blocks) };
  }

  commit(): void {
    this.flush();
    attempt(this.path, () => this.file.commit());
  }
}

/** @throws SeedbedError SB_DATA_DISK_FULL, SB_DATA_WRITE where the system cannot do it. */
export function attempt<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw writeFailed(path, error);
  }
}
