#!/usr/bin/env node
/* A cluster of a thousand workers, simulated, drives the scheduler and the store as they are. Needs a build. */
import './file-system.mjs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { simulate } from './campaign.mjs';
import { linesOf, writePage } from './page.mjs';
import { picks } from './picks.mjs';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000,10000,100000' },
    nodes: { type: 'string', default: '125' },
    workers: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '180' },
    'worker-hours': { type: 'string', default: '10' },
    'node-hours': { type: 'string', default: '5' },
    'freeze-hours': { type: 'string', default: '10' },
    shared: { type: 'string', default: '1,4,16,64' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`Usage: npm run simulate -- [options]

a simulated cluster drives Seedbed's own scheduler and store: is any run lost, or done twice, and what does a run cost?

  --runs <n,…>             sizes of the experiment (default: 1000,10000,100000)
  --nodes <n>              machines (default: 125)
  --workers <n>            workers on each (default: 8)
  --seconds <n>            simulated seconds that a run takes, on average (default: 180)
  --worker-hours <hours>   hours between two deaths of a worker, on average; 0: never (default: 10)
  --node-hours <hours>     the same of a machine (default: 5)
  --freeze-hours <hours>   a machine stops for 1 to 15 minutes and goes on (default: 10)
  --shared <n,…>           machines that share a store without a queue, 1,000 runs (default: 1,4,16,64)
  --seed <n>               what happens follows from it (default: 1)
  --json                   print one JSON document
  --write                  put the results into docs/simulation.json and docs/simulation.md

Examples:
  $ npm run simulate -- --runs 1000
  $ npm run simulate -- --runs 1000,10000,100000 --write`);
  process.exit(0);
}

const numbers = (list) => list.split(',').filter(Boolean).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'seedbed-simulation-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));

let said = Date.now();
const say = (line) => {
  if (Date.now() - said < 10_000) return;
  said = Date.now();
  console.error(line);
};
const common = {
  workersANode: Number(options.workers),
  secondsARun: Number(options.seconds),
  seed: Number(options.seed),
};
const troubles = {
  workerHours: Number(options['worker-hours']),
  nodeHours: Number(options['node-hours']),
  freezeHours: Number(options['freeze-hours']),
};
const calm = { workerHours: 0, nodeHours: 0, freezeHours: 0 };
const results = { queue: [], shared: [], picks: [] };
for (const runs of numbers(options.runs)) {
  results.picks.push(picks(runs));
  const settings = { ...common, ...troubles, runs, nodes: Number(options.nodes), shared: false };
  results.queue.push(await simulate(settings, folder, say));
}
for (const nodes of numbers(options.shared)) {
  results.shared.push(await simulate({ ...common, ...calm, runs: 1000, nodes, shared: true }, folder, say));
}
results.peakMegabytes = process.resourceUsage().maxRSS / 1000;
if (options.write) await writePage(results);
console.log(options.json ? JSON.stringify(results, null, 2) : linesOf(results).join('\n'));
const all = [...results.queue, ...results.shared];
if (all.some(({ lost, wrong }) => lost + wrong > 0)) process.exitCode = 1;
