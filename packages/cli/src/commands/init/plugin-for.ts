import { readdirSync, statSync } from 'node:fs';
import { basename } from 'node:path';

/** Which built-in plugin reads what lies at a path. */
export type FirstPlugin = 'image-folder' | 'table' | 'arrays';

const tables = /\.(csv|tsv|txt|jsonl|ndjson|parquet)(\.gz)?$/i;
const arrays = /\.(npz|npy)$|-ubyte(\.gz)?$/i;
/** As Hugging Face names the files of a set: train-00000-of-00002.parquet. */
const shards = /-\d{5}-of-\d{5}\.parquet$/i;

/** By the name of a file, or by those of the files in a folder; a folder of folders, and an archive, hold pictures. */
export function pluginFor(path: string): FirstPlugin {
  const names = statSync(path).isDirectory() ? readdirSync(path).filter((name) => !name.startsWith('.')) : [basename(path)]; // prettier-ignore
  if (names.some((name) => arrays.test(name) || shards.test(name))) return 'arrays';
  return names.some((name) => tables.test(name)) ? 'table' : 'image-folder';
}

/** A name for a set, and for its experiment: the file's or folder's, in letters that a spec takes. */
export function setName(path: string): string {
  const plain = basename(path).normalize('NFKD').replace(/(\.(gz|zip|tar|tgz|csv|tsv|txt|jsonl|ndjson|parquet|npz|npy))+$/i, ''); // prettier-ignore
  const kept = plain.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[^A-Za-z]+|-+$/g, '').toLowerCase(); // prettier-ignore
  return kept === '' ? 'data' : kept;
}
