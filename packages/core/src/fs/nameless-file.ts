import fs from 'node:fs';
import { join } from 'node:path';

/**
 * A new file that has a name for a moment only, so that nothing is left behind, however the process ends. It takes the
 * first name that is free: no random number is needed.
 * @param what what the name begins with while there is one.
 * @returns a descriptor, to read and to write.
 * @throws the operating system's errors, as they are.
 */
export function namelessFile(folder: string, what: string): number {
  for (let number = 0; ; number++) {
    const path = join(folder, `${what}-${process.pid}-${number}.tmp`);
    try {
      const file = fs.openSync(path, 'wx+');
      fs.unlinkSync(path);
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
