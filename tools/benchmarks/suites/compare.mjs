/* What every suite measures with: contestants in turn, and what comes of it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export { core, manifestsOf, program, root } from '../../built.mjs';

/** Runs a program that prints one JSON document on its last line. */
export function measure(program, words, options = {}) {
  const ended = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1e9, ...options });
  if (ended.status !== 0)
    throw new Error(`${words[0]} ended with ${ended.status ?? ended.signal}: ${ended.stderr || ended.stdout}`);
  return ended.stdout;
}

/** The archive of Tiny-ImageNet's forty classes in a folder of data. */
export function tinyImagenet(data) {
  const archive = join(data, 'tiny-imagenet-40.tar.gz');
  if (!existsSync(archive)) throw new Error(`${archive} is not there: name its folder with --data`);
  return archive;
}

export const lastLine = (text) => JSON.parse(text.trim().split('\n').at(-1));

export function spread(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return { least: sorted[0], median: sorted[Math.floor(sorted.length / 2)], most: sorted.at(-1) };
}

/** Times of Seedbed and of a peer, round by round, as a row of results. Above 1 Seedbed is the faster one. */
export const compared = (what, unit, seedbed, peer, theirs) => ({
  what,
  unit,
  peer,
  seedbed: spread(seedbed),
  theirs: spread(theirs),
  ratio: { ofMinima: Math.min(...theirs) / Math.min(...seedbed), ...spread(theirs.map((time, round) => time / seedbed[round])) }, // prettier-ignore
});
