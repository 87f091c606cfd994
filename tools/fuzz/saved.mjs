/* A case as a file: whatever its input is made of, it is the same when it is read again. */
import fs from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

const { mkdirSync, readFileSync, writeFileSync } = fs;

/** @returns its path. */
export function saveCase(folder, { target, seed, index, what, input }) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${target}-${seed}-${index}.json`);
  const readable = JSON.stringify(input)?.slice(0, 2000);
  const bytes = serialize(input).toString('base64');
  writeFileSync(path, `${JSON.stringify({ target, seed, index, what, readable, input: bytes }, null, 1)}\n`);
  return path;
}

export function readCase(path) {
  const { target, seed, index, what, input } = JSON.parse(readFileSync(path, 'utf8'));
  return { target, seed, index, what, input: deserialize(Buffer.from(input, 'base64')) };
}
