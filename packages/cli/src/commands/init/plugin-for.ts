import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Which built-in plugin reads what lies at a path. */
export type FirstPlugin = 'image-folder' | 'table' | 'arrays';

const tables = /\.(csv|tsv|txt|jsonl|ndjson|parquet)(\.gz)?$/i;
const arrays = /\.(npz|npy)$|-ubyte(\.gz)?$/i;
/** As Hugging Face names the files of a set: train-00000-of-00002.parquet, older ones with a digest. */
const shards = /-\d{5}-of-\d{5}(-[0-9a-f]+)?\.parquet$/i;

/**
 * By the name of a file, or by those of the files in a folder; a folder of folders, and an archive, hold pictures, unless
 * the files in them are a set's pieces.
 */
export function pluginFor(path: string): FirstPlugin {
  const isFolder = statSync(path).isDirectory();
  const names = isFolder ? namesIn(path) : [basename(path)];
  if (names.some((name) => arrays.test(name) || shards.test(name))) return 'arrays';
  const below = isFolder ? names.flatMap((name) => namesIn(join(path, name))) : [];
  if (below.some((name) => shards.test(name))) return 'arrays';
  return names.some((name) => tables.test(name)) ? 'table' : 'image-folder';
}

/** What is in a folder; nothing where it is none. */
function namesIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder).filter((name) => !name.startsWith('.'));
}

/** A name for a set, and for its experiment: the file's or folder's, in letters that a spec takes. */
export function setName(path: string): string {
  const plain = basename(path).normalize('NFKD').replace(/(\.(gz|zip|tar|tgz|csv|tsv|txt|jsonl|ndjson|parquet|npz|npy))+$/i, ''); // prettier-ignore
  const kept = plain.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[^A-Za-z]+|-+$/g, '').toLowerCase(); // prettier-ignore
  return kept === '' ? 'data' : kept;
}
