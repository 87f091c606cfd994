import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';

/**
 * What time it is by the clock that dates a folder's files, milliseconds since 1970: how long nobody wrote to one can be
 * measured by it, even where a machine's own clock is wrong or was just set.
 * @throws the operating system's errors, where nothing can be written there.
 */
export function fileClock(folder: string): number {
  const probe = join(folder, `now-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  try {
    fs.writeFileSync(probe, '');
    return fs.statSync(probe).mtimeMs;
  } finally {
    fs.rmSync(probe, { force: true });
  }
}
