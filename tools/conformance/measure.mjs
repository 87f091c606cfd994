/*
 * One backend held against the reference results. node measure.mjs BACKEND [SPEC] [FILTER]: a row of the table in
 * docs/conformance.md, as JSON. SPEC is smoke; another one is for devices that take seconds a step. FILTER chooses runs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { core, manifestsOf, root } from '../built.mjs';
import { firstStep, largest } from './gradients.mjs';

const [backend, spec = 'smoke', filter = '*'] = process.argv.slice(2);
const say = (line) => process.stderr.write(`${backend}: ${line}\n`);
const node = (file, ...words) =>
  execFileSync(process.execPath, [join(root, file), ...words], { cwd: root, maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] }).toString(); // prettier-ignore

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

const byConfig = (manifests) => new Map(manifests.map((one) => [one.configId, one]));

function train(store) {
  const words = ['run', spec, '--backend', backend, '--store', store, '--jobs', '1', '--filter', filter];
  node('packages/cli/bin/seedbed.mjs', ...words);
  return byConfig(manifestsOf(store));
}

/** What must be equal whatever computes: drawn images, their order, and weights that no training has touched. */
const drawnOf = ({ data: { classes, train: images, validation, test, order }, weights, config }) =>
  JSON.stringify([classes, images, validation, test, order, config.weights === undefined ? weights.before : null]);

const accuracyOf = ({ measured }) => measured.test.values.accuracy;

function againstRecorded(ours) {
  const recorded = byConfig(core.readResults(join(root, 'experiments/smoke', core.resultsFile)));
  const pairs = [...ours].map(([id, run]) => [recorded.get(id), run]).filter(([theirs]) => theirs);
  if (pairs.length === 0) return null;
  // Nothing is measured of an upstream run.
  const measured = pairs.filter(([theirs]) => theirs.measure.length > 0);
  const points = measured.map(([theirs, run]) => accuracyOf(run) - accuracyOf(theirs));
  const losses = measured.map(([theirs, run]) => run.curve[0].trainLoss / theirs.curve[0].trainLoss - 1);
  return {
    runs: pairs.length,
    equalDraws: pairs.filter(([theirs, run]) => drawnOf(theirs) === drawnOf(run)).length,
    firstCurvePoint: largest(losses),
    accuracy: { mean: mean(points), largest: largest(points) },
  };
}

function stepTime(network) {
  const { milliseconds } = JSON.parse(
    node('tools/benchmarks/training-step/seedbed.mjs', network, '1', '--backend', backend),
  );
  return Math.min(...milliseconds);
}

say('first step');
const worst = firstStep(backend);
const stores = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'seedbed-conformance-')));
say(`training ${spec} twice`);
const [once, again] = stores.map(train);
const [first] = once.values();
const memory = Math.max(...[...once.values()].map(({ cost }) => cost.peakMemoryBytes));
say('timing steps');
const slow = spec !== 'smoke';
const row = {
  backend: first.backend,
  processor: cpus()[0].model,
  spec,
  worst,
  repeats: [...once].every(([id, run]) => again.get(id).result === run.result),
  runs: once.size,
  recorded: againstRecorded(once),
  seconds: [...once.values()].reduce((sum, { cost }) => sum + cost.wallSeconds, 0),
  memory,
  steps: slow ? null : { small: stepTime('small'), large: stepTime('large') },
};
for (const store of stores) rmSync(store, { recursive: true });
process.stdout.write(`${JSON.stringify(row, null, 2)}\n`);
