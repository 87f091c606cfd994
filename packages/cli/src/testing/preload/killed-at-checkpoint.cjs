/*
 * Kills the process with SIGKILL at its nth checkpoint, n from SEEDBED_TEST_KILL_AT: just before the checkpoint takes
 * its place, or just after. With SEEDBED_TEST_KILL_PARENT the scheduler dies first.
 */
const fs = require('node:fs');

const at = Number(process.env.SEEDBED_TEST_KILL_AT);
const after = process.env.SEEDBED_TEST_KILL_AFTER === '1';
const rename = fs.renameSync;
let checkpoints = 0;

fs.renameSync = (from, to) => {
  const kills = String(to).endsWith('.checkpoint') && ++checkpoints === at;
  if (!kills || after) rename(from, to);
  if (!kills) return;
  if (process.env.SEEDBED_TEST_KILL_PARENT === '1') process.kill(process.ppid, 'SIGKILL');
  process.kill(process.pid, 'SIGKILL');
};
