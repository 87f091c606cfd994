/* Manifests: their bytes changed, their values changed and sealed anew, and numbers and nesting that only JSON can write. */
import { core, fromDist, root } from '../../built.mjs';
import { distorted, mutated, prototypeKeys } from '../mutate.mjs';

export const name = 'manifest';
export const about = 'manifests: reading with every digest, then all that fsck computes again from them';
export const share = 0.2;

const results = `${root}experiments/smoke/${core.resultsFile}`;
let values;
let corpus;
let contradictionsIn;

/** Recorded manifests, and the small ones of core's own tests. */
export async function prepare() {
  ({ contradictionsIn } = await fromDist('core', 'store/fsck/check-manifest.js'));
  const { exampleRuns, storedManifest } = await fromDist('core', 'testing/stored-example.js');
  const recorded = core.readResults(results).slice(0, 3);
  const small = exampleRuns().map(storedManifest);
  values = [...small, ...small, ...recorded];
  corpus = values.map((value) => Buffer.from(core.manifestText(value)));
}

const words = ['1e999', '-1e999', '-0', '1.0', '1E2', '"\\ud800"', '\u0000', '\\u0000', '{}', '[]', 'null', 'NaN', ',', ':', '}', ...prototypeKeys.map((key) => `"${key}":{},`)]; // prettier-ignore

/** Written in the place of a value, since no value reads so. */
const raw = (random) =>
  random.choose([
    [4, () => random.pick(['1e999', '-1e999', '-0', '1e-400', '9'.repeat(400), '0.1'.padEnd(400, '1'), '1.0', '1e2'])],
    [2, () => `{"${random.pick(prototypeKeys)}":${random.pick(['{}', '1', 'null', '{"polluted":1}'])}}`],
    [1, () => nested(random.skewed(120_000), random.pick(['[', '{"a":']))],
    [1, () => `"${random.pick(['\\ud800', '\\u0000', 'A', '\\\\'])}"`.padEnd(random.skewed(200_000), ' ')],
    [1, () => `[${Array(random.skewed(50_000)).fill('0').join()}]`],
  ]);

const nested = (depth, open) => `${open.repeat(depth)}1${(open === '[' ? ']' : '}').repeat(depth)}`;

const marked = '@@raw@@';

/** Keys in their order and digests made anew, as somebody does who knows how they are made. */
function sealed(value) {
  try {
    return Buffer.from(core.manifestText(core.seal(value)));
  } catch {
    // What has no canonical text has no digest either.
    return Buffer.from(`${JSON.stringify(value)}\n`);
  }
}

/** Options of data sets and layers are where the schema takes whatever there is. */
function withRaw(random) {
  const value = structuredClone(random.pick(values));
  const { learn, model } = value.config;
  learn.data.options ??= {};
  const layers = model.layers.filter((layer) => typeof layer === 'object').flatMap((layer) => Object.values(layer));
  const place = random.chance(0.7) ? random.pick([learn.data.options, ...layers]) : value;
  place[random.pick(Object.keys(place).concat('zoo'))] = marked;
  return Buffer.from(sealed(value).toString().replaceAll(`"${marked}"`, raw(random)));
}

export const generate = (random) =>
  random.choose([
    [6, () => mutated(random, corpus, words)],
    [12, () => sealed(distorted(random, random.pick(values)))],
    [1, () => withRaw(random)],
  ]);

export function run(bytes) {
  const manifest = core.decodeManifest(bytes);
  if (typeof manifest === 'string') return told(manifest);
  if (!bytes.equals(Buffer.from(core.manifestText(manifest)))) throw new Error('it was accepted, and is not what is written of it'); // prettier-ignore
  const [contradiction] = contradictionsIn(manifest);
  return contradiction === undefined ? 'accepted' : told(contradiction);
}

/** The code that `readManifest` gives to the sentence, and fsck's kind of finding. */
function told(sentence) {
  if (sentence === '' || sentence.length > 5000)
    throw new Error(`no sentence for a person: ${sentence.length} characters`);
  return 'SB_MANIFEST_DAMAGED';
}
