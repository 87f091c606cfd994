import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { checkpointFormat } from '../checkpoint.js';

/** SHA-256 of a file, without holding it. */
export const fileDigest = (path: string): Promise<string> => digestOfAll(createReadStream(path));

async function digestOfAll(stream: ReturnType<typeof createReadStream>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk as Buffer);
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
  // Opened once: a run in progress puts another one in its place at any moment.
  const file = await open(path);
  try {
    return await checkOpened(file, runId);
  } finally {
    await file.close();
  }
}

async function checkOpened(file: FileHandle, runId: string): Promise<string | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
  const start = buffer.subarray(0, bytesRead);
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
  const rest = file.createReadStream({ start: end + 1, autoClose: false });
  if ((await digestOfAll(rest)) !== sha256) return 'it was changed or cut short: its digest does not match';
  const again = /^\{"step":(\d+)[,}]/.exec(start.toString('latin1', end + 1))?.[1];
  return again === String(step) ? null : 'its header names another step than its state';
}
