/* A target's own process: one case after the other. Whoever watches it reads which case is in hand from a file. */
import fs from 'node:fs';
import { randomOf } from './random.mjs';
import { readCase, saveCase } from './saved.mjs';
import { guardPrototypes, guardWrites } from './guard.mjs';

const { openSync, writeSync } = fs;
const { name, seed, from, to, sandbox, beat, found, most, only } = JSON.parse(process.argv[2]);

// Nobody watches any more.
process.on('disconnect', () => process.exit(0));

const beats = openSync(beat, 'w');
const place = Buffer.alloc(8);
const inHand = (index) => {
  place.writeDoubleLE(index);
  writeSync(beats, place, 0, 8, 0);
};
inHand(-1);
process.chdir(sandbox.work);
const outside = guardWrites(sandbox.inside);
const target = await import(new URL(`./targets/${name}.mjs`, import.meta.url).href);
await target.prepare?.(sandbox);
const polluted = guardPrototypes();

const peak = () => process.resourceUsage().maxRSS * 1024;
/** A case that is run once more is a file already. */
const save = (index, input, what) =>
  only === 'replay' ? from : saveCase(found, { target: name, seed, index, what, input });

let index = from;
let input;
let told = { codes: {}, done: 0 };
const tell = (more = {}) => {
  process.send({ ...told, peak: peak(), ...more });
  told = { codes: {}, done: 0 };
};

/** What is wrong after a case, in words; undefined where nothing is. */
const wrongAfter = (tried) => {
  if (polluted()) return 'what all objects inherit was changed';
  if (tried.length > 0 && !target.asked?.(input, tried)) return `it tried to write outside of the sandbox: ${tried[0]}`;
  if (globalThis.seedbedFuzzExecuted) return 'code that nobody installed was executed';
  return peak() > most ? `it took more than ${most / 1e6} MB` : undefined;
};

async function runCase() {
  let code = 'violation';
  let wrong;
  try {
    code = await target.run(input);
  } catch (error) {
    wrong = String(error?.stack ?? error);
  }
  // What streams have left to say belongs to this case, not to the next.
  if (target.streams) for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  wrong = wrongAfter(outside()) ?? wrong;
  told.codes[wrong === undefined ? code : 'violation'] =
    (told.codes[wrong === undefined ? code : 'violation'] ?? 0) + 1;
  told.done++;
  return wrong;
}

/** What no case can catch: an error that nobody waits for. */
const crash = (error) => {
  const what = `nobody caught it: ${error?.stack ?? error}`;
  tell();
  const codes = { violation: 1 };
  process.send({ done: 1, codes, violation: { index, what, file: save(index, input, what) }, peak: peak() });
  process.exit(70);
};
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

if (only === 'replay') {
  ({ index, input } = readCase(from));
  inHand(index);
  tell({ answer: (await runCase()) ?? Object.keys(told.codes)[0] });
} else if (only === 'save') {
  tell({
    answer: save(index, await target.generate(randomOf(seed, name, index), index), 'it hung, or its process ended'),
  });
} else {
  for (let last = Date.now(); index < to; index++) {
    inHand(index);
    input = await target.generate(randomOf(seed, name, index), index);
    const wrong = await runCase();
    if (wrong !== undefined) {
      tell({ violation: { index, what: wrong, file: save(index, input, wrong) } });
      // The next case is not to find what this one left.
      break;
    }
    if (Date.now() - last < 500) continue;
    tell();
    last = Date.now();
    // Messages are sent, and signals heard, between cases.
    await new Promise(setImmediate);
  }
  index += 1;
}
tell({ next: Math.min(index, to ?? index) });
process.disconnect();
process.exit(0);
