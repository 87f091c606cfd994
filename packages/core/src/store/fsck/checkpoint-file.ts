import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { checkpointFormat } from '../checkpoint.js';

/** SHA-256 of a file from `start` on, without holding it. */
export async function fileDigest(path: string, start = 0): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { start })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** More than a header has. */
const headerBytes = 1024;

/**
 * Checks a checkpoint without holding it: a line of JSON that says whose it is and carries the digest of all that
 * follows, which begins with the step once more.
 * @returns null, or a sentence that says what is wrong.
 */
export async function checkCheckpoint(path: string, runId: string): Promise<string | null> {
  const start = await beginningOf(path);
  const end = start.indexOf('\n');
  let header: { step?: unknown; sha256?: unknown };
  try {
    header = JSON.parse(start.toString('utf8', 0, end)) as typeof header;
  } catch {
    return 'it is no checkpoint';
  }
  const { step, sha256 } = header;
  const written = JSON.stringify({ format: checkpointFormat, runId, step, sha256 });
  if (start.toString('utf8', 0, end) !== written) return 'its header is not as it was written, or of another run';
  if ((await fileDigest(path, end + 1)) !== sha256) return 'it was changed or cut short: its digest does not match';
  const again = /^\{"step":(\d+)[,}]/.exec(start.toString('latin1', end + 1))?.[1];
  return again === String(step) ? null : 'its header names another step than its state';
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
