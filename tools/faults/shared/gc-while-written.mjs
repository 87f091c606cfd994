/*
 * gc of a store, by the clock of two hours on, while everything that it looks at is written anew: it must all be there
 * afterwards. A process of its own, since file systems can be changed only for a whole process.
 * node gc-while-written.mjs STORE; prints what was removed.
 */
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { core } from '../../built.mjs';

const [store] = process.argv.slice(2);
const files = ['weights', 'checkpoints'].flatMap((part) => {
  try {
    return readdirSync(join(store, part)).map((file) => join(store, part, file));
  } catch {
    return [];
  }
});
let written = false;
const { removed } = await core.collectGarbage(store, {
  now: Date.now() + 2 * 3600_000,
  onProgress() {
    if (written) return;
    written = true;
    for (const path of files) {
      writeFileSync(`${path}.new`, readFileSync(path));
      renameSync(`${path}.new`, path);
    }
  },
});
console.log(JSON.stringify(removed));
