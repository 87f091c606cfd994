#!/usr/bin/env node
/* Disturbs experiments in every way that is listed in kinds/, and holds what comes of it against a calm one. Needs a build. */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { runKind } from './campaign.mjs';
import { kinds } from './kinds.mjs';
import { linesOf, writePage } from './page.mjs';
import { cleanUp } from './shared/scratch.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    trial: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`Usage: npm run faults -- [kind…] [options]

disturbs experiments and holds what comes of it against a calm one; exit 1 when anything is lost or wrong

  --scale <x>    1 is the whole campaign, 0.02 a taste of every kind (default: 1)
  --seed <text>  of all that is drawn (default: 1)
  --jobs <n>     trials side by side (default: 2)
  --trial <n>    only this trial of each kind that is named; may be repeated
  --json         print one JSON document
  --write        put the results into docs/faults.json and draw docs/faults.md again

Kinds:
${kinds.map(({ name, faults, about }) => `  ${name.padEnd(18)}${about} (${faults})`).join('\n')}

Examples:
  $ npm run faults -- --scale 0.02
  $ npm run faults -- kill-worker damage-manifest --seed 7
  $ npm run faults -- disk-full --trial 17`);
  process.exit(0);
}

const wrongRequest = (text) => {
  console.error(`error: ${text}`);
  process.exit(2);
};
const number = (name, holds, what) =>
  [options[name] ?? []].flat().map((text) => {
    const value = Number(text);
    return text.trim() !== '' && holds(value) ? value : wrongRequest(`--${name} wants ${what}, not "${text}"`);
  });
const natural = (value) => Number.isInteger(value) && value >= 0;
const [scale] = number('scale', (value) => value > 0 && value <= 100, 'a number above 0');
const [jobs] = number('jobs', (value) => Number.isInteger(value) && value >= 1, 'a whole number from 1 on');
const trials = options.trial && number('trial', natural, 'a whole number from 0 on');
const unknown = positionals.find((name) => !kinds.some((kind) => kind.name === name));
if (unknown) wrongRequest(`there is no kind ${unknown}; there are ${kinds.map(({ name }) => name).join(', ')}`);
const chosen = kinds.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

process.on('exit', cleanUp);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

const minutes = (seconds) => (seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`);
const began = performance.now();
const wantedOf = (list) => list.reduce((sum, kind) => sum + Math.max(1, Math.round(kind.faults * scale)), 0);
const rows = [];
for (const [index, kind] of chosen.entries()) {
  const reason = kind.possible?.();
  if (reason) {
    console.error(`${kind.name}: left out, ${reason}`);
    rows.push({ kind: kind.name, about: kind.about, leftOut: reason });
    continue;
  }
  const before = rows.reduce((sum, { faults = 0 }) => sum + faults, 0);
  const onTrial = ({ faults, wanted, problems }) => {
    const rest = Math.max(0, wanted - faults) + wantedOf(chosen.slice(index + 1));
    const left = ((performance.now() - began) / 1000 / (before + faults)) * rest;
    const wrong = problems.length > 0 ? `, ${problems.length} WRONG: ${problems.at(-1).what.split('\n')[0]}` : '';
    console.error(`${kind.name}: ${faults} of ${wanted} faults${wrong}; about ${minutes(left)} left`);
  };
  rows.push(await runKind(kind, { scale, seed: options.seed, jobs, trials, onTrial }));
}
const campaign = {
  command: ['npm run faults --', ...process.argv.slice(2).filter((word) => word !== '--json')].join(' '),
  seed: options.seed,
  scale,
  jobs,
  seconds: (performance.now() - began) / 1000,
  rows,
};
if (options.write) await writePage(campaign);
console.log(options.json ? JSON.stringify(campaign, null, 2) : linesOf(campaign).join('\n'));
process.exit(rows.some(({ problems = [] }) => problems.length > 0) ? 1 : 0);
