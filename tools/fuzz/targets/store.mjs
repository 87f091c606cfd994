/* A store's folder: checkpoints and weights that were changed or forged, files and links where none belong. */
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { core, fromDist } from '../../built.mjs';
import { outcomeOf } from '../outcome.mjs';
import { mutated } from '../mutate.mjs';

export const name = 'store';
export const about =
  'stores: checkpoints, weights, submissions and unusual trees, through fsck, gc and all that reads them';
export const share = 0.1;

const words = ['\n', '{}', 'null', '"step":', '1e999', '"lengths":'];
let corpus;
let names;
let checkpoint;
let readers;
let folder;

export async function prepare({ store }) {
  const { fillStore } = await fromDist('core', 'testing/stored-example.js');
  const whole = join(store, 'whole');
  fillStore(whole);
  names = fs
    .readdirSync(whole, { recursive: true })
    .filter((each) => fs.statSync(join(whole, each)).isFile())
    .sort();
  checkpoint = names.find((each) => each.startsWith('checkpoints'));
  corpus = names.map((each) => fs.readFileSync(join(whole, each)));
  readers = await fromDist('cli', 'slurm/submission.js');
  folder = join(store, 'case');
}

const odd = ['runs', 'runs/00', 'runs/ab/x.tmp', 'weights/x.f32', 'predictions/x.f32', 'checkpoints/x.tmp', 'slurm/a/submission.json', 'verification.json', 'x.tmp', 'runs/00/\u202e.json', `runs/ab/${'ab'.repeat(32)}.json`, `weights/${'cd'.repeat(32)}.f32`, `predictions/${'cd'.repeat(32)}.f32`]; // prettier-ignore
const linked = [
  'runs/0a',
  'runs/link',
  'runs/ab',
  'weights/link',
  'predictions/link',
  'checkpoints/link',
  'runs',
  'runs/?',
];
const links = ['.', '..', '../..', '/', 'runs', 'itself', '../../outside', '/dev/zero', 'nowhere'];

/** A checkpoint whose digest is right, whatever else it says. */
function forged(random) {
  const numbers = Buffer.alloc(4 * random.skewed(5000));
  const length = () =>
    random.pick([0, 1, -1, 2, numbers.length / 4, -numbers.length / 4, 1e9, 0.5, null, '3', 2 ** 53]);
  const lengths = Array.from({ length: random.skewed(2000) }, length);
  const about = random.pick([{ step: 3, state: {}, lengths }, { step: 3, lengths: 7 }, { step: 3, state: null, lengths: { length: 1e9 } }, null, [], 3]); // prettier-ignore
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), numbers]);
  const header = { format: core.checkpointFormat, runId: checkpoint.slice(12, 76), step: 3, sha256: core.sha256(body) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

/** What is put where: bytes, or a link. */
const tree = (random) =>
  Array.from({ length: 1 + random.skewed(4) }, () =>
    random.choose([
      [4, () => ({ at: random.pick(names), bytes: mutated(random, corpus, words) })],
      [3, () => ({ at: checkpoint, bytes: forged(random) })],
      [
        2,
        () => ({
          at: random.pick(odd),
          bytes: random.chance(0.5) ? random.bytes(random.skewed(200)) : random.pick(corpus),
        }),
      ],
      [1, () => ({ at: random.pick(linked).replace('?', random.below(90)), link: random.pick(links) })],
    ]),
  );

/** Nine of ten are a checkpoint alone, without a folder around it. */
export const generate = (random) =>
  random.choose([
    [5, () => forged(random)],
    [4, () => mutated(random, [corpus[names.indexOf(checkpoint)]], words)],
    [1, () => tree(random)],
  ]);

function lay({ at, bytes, link }) {
  const path = join(folder, at);
  try {
    fs.mkdirSync(dirname(path), { recursive: true });
    if (link === undefined) fs.writeFileSync(path, bytes);
    else fs.symlinkSync(link, path);
  } catch {
    // A file stands where a folder should, or the other way round: that is hostile enough.
  }
}

const systems = ['ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'ENOENT', 'EPERM'];

/** The command says SB_SYSTEM of what the operating system refuses. */
const orSystem = (code) => async (action) => {
  try {
    return await outcomeOf(action);
  } catch (error) {
    if (systems.includes(error.code)) return code;
    throw error;
  }
};

/** A run whose checkpoint cannot be used starts from its first step; fsck calls it damaged. */
function readCheckpoint(bytes) {
  const read = core.decodeCheckpoint(bytes);
  if (typeof read === 'string') return 'damaged';
  const numbers = read.arrays.reduce((sum, array) => sum + array.byteLength, 0);
  if (numbers > bytes.length) throw new Error(`${bytes.length} bytes became ${numbers}`);
  return 'accepted';
}

export async function run(changes) {
  if (!Array.isArray(changes)) return readCheckpoint(changes);
  fs.rmSync(folder, { recursive: true, force: true });
  for (const [index, each] of names.entries()) lay({ at: each, bytes: corpus[index] });
  for (const change of changes) lay(change);
  const outcome = orSystem('SB_SYSTEM');
  const store = new core.RunStore(folder);
  let findings = [];
  const outcomes = [
    await outcome(async () => ({ findings } = await core.fsckStore(folder))),
    await outcome(() => core.collectGarbage(folder, { dryRun: true })),
    await outcome(() => store.ids().map((id) => store.read(id))),
    await outcome(() => readers.submissionsOf(folder, 'tiny')),
  ];
  for (const path of names) {
    const [id] = /[0-9a-f]{64}/.exec(path);
    if (path.startsWith('weights')) store.readWeights(id);
    else if (path.startsWith('predictions')) store.readPredictions(id);
    else if (path.startsWith('checkpoints')) store.readCheckpoint(id);
  }
  return outcomes.find((each) => each !== 'accepted') ?? (findings.some(core.isDamage) ? 'damaged' : 'accepted');
}
