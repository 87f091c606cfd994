/*
 * The file system as the simulated machines see it: the real one, whose clock is the simulation's, with every operation
 * counted. Must be loaded before the programs that use it.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const counted = [
  ...['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'renameSync', 'writeFileSync', 'readFileSync'],
  ...['statSync', 'mkdirSync', 'rmSync', 'readdirSync', 'linkSync'],
];

/** How often each operation was called. */
export const operations = {};
let clock = null;
let depth = 0;

/** @param timeline whose time leases are written at. */
export const setClock = (timeline) => (clock = timeline);

const utimes = fs.utimesSync;
for (const name of counted) {
  const original = fs[name];
  fs[name] = (...words) => {
    if (!clock) return original(...words);
    depth++;
    try {
      const answer = original(...words);
      if (name === 'writeFileSync') utimes(words[0], clock.now / 1000, clock.now / 1000);
      return answer;
    } finally {
      depth--;
      // Some operations of Node call others.
      if (depth === 0) operations[name] = (operations[name] ?? 0) + 1;
    }
  };
}
syncBuiltinESMExports();
