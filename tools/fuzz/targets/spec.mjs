/* The YAML of an experiment, as files: changed texts, changed values, bombs, and what `extends` may name. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { core, fromDist } from '../../built.mjs';
import { outcomeOf } from '../outcome.mjs';
import { bomb, extending, words } from '../grammar/yaml.mjs';
import { distorted, mutated } from '../mutate.mjs';

const { parse, stringify } = createRequire(new URL('../../../packages/core/package.json', import.meta.url))('yaml');
const experiments = new URL('../../../experiments/', import.meta.url);
const examples = new URL('../../../packages/core/examples/', import.meta.url);

export const name = 'spec';
export const about =
  'the YAML of an experiment: reading, its base, its data sets and backends, the plan, claims and figures';
export const share = 0.04;
/** No text can become code in this process. */
export const node = ['--disallow-code-generation-from-strings'];

const folder = 'experiments/fuzz';
let corpus;
let values;
let product;

/** The committed specs and examples and core's small one, a plugin that is installed but none, and code beside the spec that nobody may run. */
export async function prepare({ work }) {
  const files = fs.readdirSync(experiments, { recursive: true }).filter((each) => each.endsWith('.yaml'));
  const texts = files.sort().map((each) => fs.readFileSync(new URL(each, experiments)));
  for (const [index, each] of files.entries()) put(join(work, 'experiments', each), texts[index]);
  const shown = fs.readdirSync(examples).filter((each) => each.endsWith('.yaml'));
  texts.push(...shown.sort().map((each) => fs.readFileSync(new URL(each, examples))));
  const { exampleText } = await fromDist('core', 'testing/experiments.js');
  // The small one as often as all others together: a large one is as hostile, and slower.
  corpus = [...texts, ...texts.map(() => Buffer.from(exampleText))];
  values = corpus.map((text) => parse(text.toString()));
  const evil = 'globalThis.seedbedFuzzExecuted = true; module.exports = { default: {} };\n';
  put(join(work, folder, 'evil.cjs'), evil);
  put(join(work, 'node_modules/undeclared/package.json'), '{"name":"undeclared","main":"index.js"}');
  put(join(work, 'node_modules/undeclared/index.js'), evil);
  const broken = {
    broken: '{',
    nothing: 'null',
    strange: '{"seedbed":null}',
    odd: '{"seedbed":{"dataset":"1","backend":{}}}',
  };
  for (const [each, text] of Object.entries(broken)) {
    put(join(work, 'node_modules', each, 'package.json'), text);
    put(join(work, 'node_modules', each, 'index.js'), evil);
  }
  put(join(work, 'elsewhere/node_modules/evil/package.json'), '{"name":"evil","seedbed":{"dataset":1,"backend":1}}');
  put(join(work, 'elsewhere/node_modules/evil/index.js'), evil);
  put(join(work, 'nx.json'), '{}');
  process.chdir(join(work, folder));
  const [sets, backends] = ['sets', 'backends'].map((file) => fromDist('cli', `workspace/${file}.js`));
  product = { ...(await sets), ...(await backends) };
}

function put(path, content) {
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.writeFileSync(path, content);
}

const plugins = ['evil', 'broken', 'nothing', 'strange', 'odd', 'undeclared', './evil.cjs', '../elsewhere/node_modules/evil', '/etc/passwd', 'node:fs', 'evil.cjs', 'data:text/javascript,globalThis.seedbedFuzzExecuted=1']; // prettier-ignore

const written = (random, value) =>
  random.chance(0.5) ? stringify(value) : JSON.stringify(value, null, random.below(3));

function withPlugin(random) {
  const value = structuredClone(random.pick(values));
  const sets = Object.entries(value.data ?? { fashion: {} });
  value.data = Object.fromEntries(sets.map(([set, said]) => [set, { ...said, plugin: random.pick(plugins), options: {} }])); // prettier-ignore
  if (random.chance(0.5)) value.backend = { allow: [random.pick(plugins), 'wasm'] };
  return value;
}

export const generate = (random) =>
  random.choose([
    [40, () => ({ 'experiment.yaml': mutated(random, corpus, words) })],
    [30, () => ({ 'experiment.yaml': written(random, distorted(random, random.pick(values), words)) })],
    [15, () => ({ 'experiment.yaml': bomb(random, random.pick(corpus).toString()) })],
    [5, () => ({ 'experiment.yaml': written(random, withPlugin(random)) })],
    [9, () => extending(random, () => mutated(random, corpus, words).toString('latin1'))],
    [1, () => ({ 'experiment.yaml': random.bytes(random.skewed(3000)) })],
  ]);

const inputs = { shape: [28, 28, 1], type: 'uint8' };
const classes = Array.from({ length: 10 }, (_, index) => `class ${index}`);
const counts = { train: classes.map(() => 6000), test: classes.map(() => 1000), validation: classes.map(() => 0) };
const replicatesIn = ({ replicates }) => (typeof replicates === 'number' ? replicates : replicates.count);

/** What is planned, at most: a large plan is as hostile as a small one, and slower. */
function sizeOf({ head, stages, points, search }) {
  const searched = [...(search?.values.values() ?? [])].reduce((all, { values: each }) => all * each.length, 1);
  const replicates = replicatesIn(head) + (search ? searched * replicatesIn(search) : 0);
  return replicates * points.length * stages.length;
}

export function run(files) {
  for (const [each, text] of Object.entries(files)) fs.writeFileSync(each, text);
  return outcomeOf(() => {
    const experiment = core.readExperiment('experiment.yaml', core.knownComponents);
    product.registerInstalled(experiment.head.backend.allow ?? [], process.cwd());
    if (sizeOf(experiment) > 2000) return;
    const loaded = core.loadExperiment('experiment.yaml');
    const sets = product.setsOf(loaded, process.cwd());
    const known = new Map(sets.map(({ key }) => [key, { inputs, classes, targets: 'class', counts }]));
    core.checkAgainstData(loaded.experiment, loaded.plan.runs, known);
  });
}
