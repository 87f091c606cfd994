#!/usr/bin/env node
/* Hostile input for everything that Seedbed reads. Needs a build. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOptions, refuse } from './options.mjs';
import { circumstancesOf, runCampaign } from './campaign.mjs';
import { linesOf, storedResults, writePage } from './page.mjs';
import { readCase } from './saved.mjs';
import { loadTargets } from './targets.mjs';
import { limits, replay } from './watch.mjs';

const found = fileURLToPath(new URL('../../.seedbed/fuzz', import.meta.url));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const targets = await loadTargets();
const options = readOptions(targets, limits);

if (options.case !== undefined) {
  const { target, what } = readCase(options.case);
  console.error(`it was: ${what.split('\n')[0]}`);
  const answer = await replay(
    targets.find((each) => each.name === target),
    resolve(options.case),
    found,
  );
  console.log(`${target}: ${answer}`);
  process.exit(/^(accepted|damaged|usage|SB_[A-Z_]+)$/.test(answer) ? 0 : 1);
}

const chosen = targets.filter(({ name }) => options.targets.includes(name));
const others = options.write ? storedResults(targets.filter((each) => !chosen.includes(each)), circumstancesOf(options)) : []; // prettier-ignore
if (!others) refuse('docs/fuzzing.json holds no results of the other targets with this seed, machine and number of processes: --write needs all targets'); // prettier-ignore
const results = await runCampaign(chosen, { ...options, found });
if (options.write) await writePage(results, others, targets);
console.log(options.json ? JSON.stringify(results, null, 2) : linesOf(results).join('\n'));
process.exit(results.targets.every(({ violations }) => violations.length === 0) ? 0 : 1);
