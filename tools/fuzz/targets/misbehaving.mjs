/* For the test of the watch: each case does what no reader may do. It is no target of the campaign. */
import fs from 'node:fs';

export const name = 'misbehaving';
export const streams = true;

/** Each follows from its index. */
const deeds = [
  () => 'accepted',
  () => 'SB_EXAMPLE',
  () => null.nothing,
  () => tried(() => fs.writeFileSync('../../outside/canary.txt', 'changed')),
  () => (Object.prototype.polluted = 1),
  () => setImmediate(() => JSON.parse('{')),
  () => Promise.reject(new Error('a promise that nobody waits for')) && 'accepted',
  () => process.exit(0),
  () => process.kill(process.pid, 'SIGSEGV'),
  () => {
    for (;;);
  },
  () => Buffer.alloc(1.2e9, 1).length,
  () => (globalThis.seedbedFuzzExecuted = true),
  () => 'accepted',
];

/** What is refused may be caught: it was tried. */
function tried(action) {
  try {
    action();
  } catch {
    return 'accepted';
  }
}

export const generate = (_, index) => index;
export const cases = deeds.length;

export function run(index) {
  const code = deeds[index]();
  return typeof code === 'string' ? code : 'accepted';
}
