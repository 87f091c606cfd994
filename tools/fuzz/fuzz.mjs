#!/usr/bin/env node
/* Hostile input for everything that Seedbed reads. Needs a build. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOptions } from './options.mjs';
import { runCampaign } from './campaign.mjs';
import { linesOf, writePage } from './page.mjs';
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
const results = await runCampaign(chosen, { ...options, found });
if (options.write) await writePage(results, targets);
console.log(options.json ? JSON.stringify(results, null, 2) : linesOf(results).join('\n'));
process.exit(results.targets.every(({ violations }) => violations.length === 0) ? 0 : 1);
