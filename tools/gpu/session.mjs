#!/usr/bin/env node
/*
 * What only a machine with a card of NVIDIA can show, in pieces, going on where it stopped: docs/backends.md.
 * node tools/gpu/session.mjs [--folder FOLDER] [--minutes 15] [--python PYTHON] [--data PLACE] [--rehearse]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { root } from '../built.mjs';
import { childrenUntil, OutOfTime } from './children.mjs';
import { piecesOf } from './pieces.mjs';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: join(root, '.seedbed', 'gpu-session') },
    minutes: { type: 'string', default: '15' },
    python: { type: 'string', default: 'python3' },
    data: { type: 'string' },
    rehearse: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new TypeError(`--minutes ${values.minutes}: a number above 0`);
const folder = resolve(values.folder);
mkdirSync(folder, { recursive: true });

const file = join(folder, 'session.json');
/** What came of each piece: `{ done, rehearsal, … }`. A rehearsal's are not a session's. */
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { rehearsal: values.rehearse, pieces: {} };
if (results.rehearsal !== values.rehearse) {
  console.error(`${file} is ${results.rehearsal ? 'of a rehearsal' : 'of a session on a card'}: take another --folder`);
  process.exit(2);
}
const keep = (name, result) => {
  results.pieces[name] = result;
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
};

const children = childrenUntil(performance.now() + minutes * 60_000);
let failed = 0;
for (const [name, { about, run }] of Object.entries(piecesOf({ ...values, folder, children }))) {
  if (results.pieces[name]?.done) continue;
  console.error(`${name}: ${about}`);
  try {
    const result = await run(results.pieces[name] ?? {}, (part) => keep(name, part));
    keep(name, { ...result, done: true });
  } catch (error) {
    if (error instanceof OutOfTime) {
      console.error(`${name}: ${minutes} minutes are over; the same command goes on here`);
      process.exit(75);
    }
    failed++;
    keep(name, { ...results.pieces[name], done: false, error: String(error.message).trim() });
    console.error(`${name}: ${error.message}`);
    if (name === 'provision' || name === 'probe') break;
  }
}
console.error(failed > 0 ? `${failed} failed: ${file}` : `all done: ${file}`);
process.exit(failed > 0 ? 1 : 0);
