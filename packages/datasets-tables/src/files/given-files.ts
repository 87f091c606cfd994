import fs from 'node:fs';
import { basename } from 'node:path';
import type { OpenContext } from '@seedbed/core';
import { archiveFiles, composed, folderFiles, listFolder, type SourceFiles } from '@seedbed/datasets-images';
import { missing } from '../errors.js';
import { ofTables } from './limits.js';
import { type FileBytes, fileBytes, sha256Of } from './file-bytes.js';

/** Files that a user gave: one, those of a folder, or those of an archive. */
export interface GivenFiles {
  /** What a person calls them together. */
  readonly where: string;
  /** Whether there is one file, and it was named itself. */
  readonly isOne: boolean;
  /** Relative names with `/`, composed and sorted. */
  readonly names: readonly string[];
  open(name: string): FileBytes;
  /** SHA-256 of each of these files. */
  digests(names: readonly string[]): Promise<string[]>;
  close(): void;
}

const isArchive = /\.(zip|tar|tar\.gz|tgz)$/i;

/**
 * The files that `--data` names.
 * @param about of the plugin, for what is said where there are none.
 * @throws SeedbedError SB_DATA_MISSING, SB_DATA_READ, SB_DATA_ARCHIVE, SB_DATA_UNREACHABLE.
 */
export async function givenFiles(
  { title, obtain }: { readonly title: string; readonly obtain: string },
  { dataDir, cacheDir, onProgress }: OpenContext,
): Promise<GivenFiles> {
  if (dataDir === undefined) throw missing(title, 'no file was given (--data)', obtain);
  const status = fs.statSync(dataDir, { throwIfNoEntry: false });
  if (!status) throw missing(title, `there is no ${dataDir}`, obtain);
  if (status.isDirectory()) return opened(dataDir, composed(folderFiles(dataDir, listFolder(dataDir))), onProgress);
  if (isArchive.test(dataDir)) {
    const unpacking = (read: number, total: number) => onProgress?.(read, total, 'unpacking');
    return opened(
      dataDir,
      composed(await archiveFiles(dataDir, cacheDir, unpacking, ofTables)),
      onProgress,
      status.size,
    );
  }
  const name = basename(dataDir).normalize('NFC');
  const one: SourceFiles = {
    ...folderFiles('', { stamps: [], aside: [], empty: [] }),
    names: [name],
    locate: () => ({ path: dataDir }),
    describe: () => dataDir,
  };
  return { ...opened(dataDir, one, onProgress), isOne: true };
}

/** @param archiveBytes the size of the archive that the files are in. */
function opened(
  where: string,
  files: SourceFiles,
  onProgress: OpenContext['onProgress'],
  archiveBytes?: number,
): GivenFiles {
  const open = new Map<string, FileBytes>();
  const bytesOf = (name: string) => {
    const bytes = open.get(name) ?? fileBytes(files.locate(name), files.describe(name), archiveBytes);
    open.set(name, bytes);
    return bytes;
  };
  return {
    where,
    isOne: false,
    names: files.names,
    open: bytesOf,
    async digests(names) {
      const total = names.reduce((sum, name) => sum + (files.digest(name) === undefined ? bytesOf(name).size : 0), 0);
      let read = 0;
      const digests: string[] = [];
      for (const name of names) {
        const onBytes = (more: number) => onProgress?.((read += more), total, 'reading');
        digests.push(files.digest(name) ?? (await sha256Of(bytesOf(name), onBytes)));
      }
      return digests;
    },
    close() {
      for (const bytes of open.values()) bytes.close();
      files.close();
    },
  };
}
