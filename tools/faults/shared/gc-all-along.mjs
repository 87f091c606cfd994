/*
 * gc of a store again and again until it is ended, by a clock of its own where one is preloaded.
 * node gc-all-along.mjs STORE
 */
import { pause } from './random.mjs';
import { core } from '../../built.mjs';

const [store] = process.argv.slice(2);
for (;;) {
  await core.collectGarbage(store).catch((error) => {
    if (error.code !== 'SB_STORE_NOT_FOUND') throw error;
  });
  await pause(0.002);
}
