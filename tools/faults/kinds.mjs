/* Every kind of fault, in the order of the page. */
import * as clockJumps from './kinds/clock-jumps.mjs';
import * as damageCheckpoint from './kinds/damage-checkpoint.mjs';
import * as damageManifest from './kinds/damage-manifest.mjs';
import * as damagePacked from './kinds/damage-packed.mjs';
import * as damageWeights from './kinds/damage-weights.mjs';
import * as diskFull from './kinds/disk-full.mjs';
import * as hungWorker from './kinds/hung-worker.mjs';
import * as killBoth from './kinds/kill-both.mjs';
import * as killScheduler from './kinds/kill-scheduler.mjs';
import * as killWorker from './kinds/kill-worker.mjs';
import * as manyKills from './kinds/many-kills.mjs';
import * as noHardLinks from './kinds/no-hard-links.mjs';
import * as outOfMemory from './kinds/out-of-memory.mjs';
import * as readOnly from './kinds/read-only.mjs';
import * as twoVersions from './kinds/two-versions.mjs';

export const kinds = [
  ...[killWorker, killScheduler, killBoth, manyKills],
  ...[diskFull, readOnly, noHardLinks, clockJumps],
  ...[damageManifest, damageWeights, damagePacked, damageCheckpoint],
  ...[hungWorker, outOfMemory, twoVersions],
];
