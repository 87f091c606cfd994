#!/usr/bin/env node
/*
 * A training step in Seedbed, PyTorch and Keras, in turn: `npm run bench -- --python VENV/bin/python [--rounds 5] [--json]`.
 * Needs a build, native TensorFlow, and a Python with torch 2.13.0 and tensorflow-cpu 2.21.0. Ratios are of minima: of the
 * steps of a process, and over the rounds minimum, median and maximum. Above 1 Seedbed is the faster one.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`Usage: npm run bench -- [options]

a training step in Seedbed, PyTorch and Keras, in turn

  --python <file>  a Python with torch 2.13.0 and tensorflow-cpu 2.21.0 (default: python3)
  --rounds <n>     how often each is run (default: 5)
  --json           print one JSON document

Example:
  $ npm run bench -- --python ~/peers/bin/python --rounds 3`);
  process.exit(0);
}
const folder = fileURLToPath(new URL('training-step/', import.meta.url));
const contestants = {
  seedbed: [process.execPath, `${folder}seedbed.mjs`],
  pytorch: [options.python, `${folder}pytorch.py`],
  keras: [options.python, `${folder}keras.py`],
};

function measure(name, network, threads) {
  const [program, file] = contestants[name];
  const ended = spawnSync(program, [file, network, String(threads)], { encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`${name} ended with ${ended.status ?? ended.signal}: ${ended.stderr}`);
  const { version, milliseconds } = JSON.parse(ended.stdout.trim().split('\n').at(-1));
  return { version, least: Math.min(...milliseconds) };
}

const spread = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  return { least: sorted[0], median: sorted[Math.floor(sorted.length / 2)], most: sorted.at(-1) };
};

const versions = {};
const results = [];
for (const network of ['small', 'large'])
  for (const threads of [1, 2]) {
    const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
    for (let round = 0; round < Number(options.rounds); round++)
      for (const name of Object.keys(contestants)) {
        const { version, least } = measure(name, network, threads);
        versions[name] = version;
        times[name].push(least);
      }
    for (const peer of ['pytorch', 'keras'])
      results.push({
        network,
        threads,
        peer,
        milliseconds: { seedbed: spread(times.seedbed), [peer]: spread(times[peer]) },
        ratio: {
          ofMinima: Math.min(...times[peer]) / Math.min(...times.seedbed),
          ...spread(times[peer].map((time, round) => time / times.seedbed[round])),
        },
      });
  }

if (options.json) console.log(JSON.stringify({ versions, results }, null, 2));
else {
  console.log(Object.values(versions).join('; '));
  console.log('network  threads  peer     Seedbed ms   peer ms   ratio of minima   over the rounds');
  for (const { network, threads, peer, milliseconds, ratio } of results) {
    const cells = [network.padEnd(8), String(threads).padEnd(8), peer.padEnd(8)];
    const numbers = [
      milliseconds.seedbed.least.toFixed(1).padStart(10),
      milliseconds[peer].least.toFixed(1).padStart(9),
    ];
    const rounds = [ratio.least, ratio.median, ratio.most].map((each) => each.toFixed(2)).join(', ');
    console.log([...cells, ...numbers, ratio.ofMinima.toFixed(2).padStart(17), `  ${rounds}`].join(' '));
  }
}
