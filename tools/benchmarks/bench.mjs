#!/usr/bin/env node
/* Speed and memory, beside peers that ran in turn with Seedbed. Needs a build, native TensorFlow, and a Python for the peers. */
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { fromDist } from '../built.mjs';
import { linesOf, writePage } from './page.mjs';
import * as data from './suites/data.mjs';
import * as experiment from './suites/experiment.mjs';
import * as limit from './suites/limit.mjs';
import * as memory from './suites/memory.mjs';
import * as packing from './suites/packing.mjs';
import * as profile from './suites/profile.mjs';
import * as step from './suites/step.mjs';
import * as stores from './suites/stores.mjs';
import { networkNames } from './training-step/networks.mjs';

const suites = { step, profile, experiment, limit, memory, packing, data, stores };
const { values: options } = parseArgs({
  options: {
    suite: { type: 'string', multiple: true, default: Object.keys(suites) },
    network: { type: 'string', multiple: true, default: networkNames },
    python: { type: 'string', default: 'python3' },
    rounds: { type: 'string', default: '3' },
    replicates: { type: 'string', default: '6' },
    data: { type: 'string', default: process.env.SEEDBED_DATA ?? '../shared/data' },
    manifests: { type: 'string', default: '100,1000,10000,100000' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  const names = Object.entries(suites).map(([name, { about }]) => `  ${name.padEnd(17)}${about}`);
  console.log(`Usage: npm run bench -- [options]

speed and memory, beside peers that run in turn with Seedbed

  --suite <name>     only this suite; may be repeated (default: all)
  --network <name>   only this network, for the suites step and profile; may be repeated (default: all)
  --python <file>    a Python with torch 2.13.0, tensorflow-cpu 2.21.0 and pillow (default: python3)
  --rounds <n>       how often each is run (default: 3)
  --replicates <n>   replicates of the default experiment to train, for the suites experiment and limit (default: 6)
  --data <dir>       folder of tiny-imagenet-40.tar.gz, for the suites memory and data (default: $SEEDBED_DATA)
  --manifests <n,…>  sizes of the stores, for the suite stores (default: 100,1000,10000,100000)
  --json             print one JSON document
  --write            put the results into docs/benchmarks.json and draw the page and its plots again

Suites:
${names.join('\n')}

Example:
  $ npm run bench -- --suite step --python ~/peers/bin/python --rounds 3`);
  process.exit(0);
}

const settings = {
  python: options.python,
  networks: options.network,
  rounds: Number(options.rounds),
  replicates: Number(options.replicates),
  processes: availableParallelism(),
  data: options.data,
  sizes: options.manifests.split(',').map(Number),
};
const { readEnvironment } = await fromDist('cli', 'workspace/environment.js');
const { model, features } = readEnvironment({}).cpu;
const with512 = features.includes('avx512f') ? 'with' : 'without';
const machine = `${cpus().length} cores of an ${model}, ${with512} AVX-512`;
const results = {};
for (const name of options.suite) {
  if (!suites[name]) throw new Error(`there is no suite ${name}; there are ${Object.keys(suites).join(', ')}`);
  console.error(`${name}: ${suites[name].about}`);
  results[name] = { machine, rounds: settings.rounds, ...suites[name].run(settings) };
}
if (options.write) await writePage(results);
console.log(options.json ? JSON.stringify(results, null, 2) : linesOf(results).join('\n'));
