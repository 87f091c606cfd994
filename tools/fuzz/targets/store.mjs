/* A store's folder: checkpoints and weights that were changed or forged, files and links where none belong. */
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { core, fromDist, outcomeOf } from '../built.mjs';
import { mutated } from '../mutate.mjs';

export const name = 'store';
export const about =
  'stores: checkpoints, weights, submissions and odd trees, through fsck, gc and all that reads them';
export const share = 0.08;

let corpus;
let names;
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
  corpus = names.map((each) => fs.readFileSync(join(whole, each)));
  readers = await fromDist('cli', 'slurm/submission.js');
  folder = join(store, 'case');
}

const odd = ['runs', 'runs/00', 'runs/ab/x.tmp', 'weights/x.f32', 'checkpoints/x.tmp', 'slurm/a/submission.json', 'verification.json', 'x.tmp', 'runs/00/\u202e.json', `runs/ab/${'ab'.repeat(32)}.json`, `weights/${'cd'.repeat(32)}.f32`]; // prettier-ignore
const links = ['.', '..', '../..', '/', 'runs', 'itself', '../../outside', '/dev/zero', 'nowhere'];

/** A checkpoint whose digest is right, whatever else it says. */
function forged(random) {
  const numbers = Buffer.alloc(4 * random.skewed(5000));
  const length = () =>
    random.pick([0, 1, -1, 2, numbers.length / 4, -numbers.length / 4, 1e9, 0.5, null, '3', 2 ** 53]);
  const lengths = Array.from({ length: random.skewed(2000) }, length);
  const about = random.pick([{ step: 3, state: {}, lengths }, { step: 3, lengths: 7 }, { step: 3, state: null, lengths: { length: 1e9 } }, null, [], 3]); // prettier-ignore
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), numbers]);
  const runId = names.find((each) => each.startsWith('checkpoints')).slice(12, 76);
  const header = { format: core.checkpointFormat, runId, step: 3, sha256: core.sha256(body) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

/** What is put where: bytes, or a link. */
export const generate = (random) =>
  Array.from({ length: 1 + random.skewed(4) }, () =>
    random.choose([
      [4, () => ({ at: random.pick(names), bytes: mutated(random, corpus, ['\n', '{}', 'null', '"step":', '1e999']) })],
      [3, () => ({ at: names.find((each) => each.startsWith('checkpoints')), bytes: forged(random) })],
      [
        2,
        () => ({
          at: random.pick(odd),
          bytes: random.chance(0.5) ? random.bytes(random.skewed(200)) : random.pick(corpus),
        }),
      ],
      [1, () => ({ at: random.pick(['runs/0a', 'runs/link', 'runs/ab', 'weights/link', 'checkpoints/link', 'runs', `runs/${random.below(90)}`]), link: random.pick(links) })], // prettier-ignore
    ]),
  );

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

export async function run(changes) {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const [index, each] of names.entries()) lay({ at: each, bytes: corpus[index] });
  for (const change of changes) lay(change);
  const outcome = orSystem('SB_SYSTEM');
  const store = new core.RunStore(folder);
  const outcomes = [
    await outcome(async () => {
      const { findings } = await core.fsckStore(folder);
      const worst = findings.find(core.isDamage);
      if (worst) throw new core.SeedbedError('SB_STORE_DAMAGED', worst.what);
    }),
    await outcome(() => core.collectGarbage(folder, { dryRun: true })),
    await outcome(() => store.ids().map((id) => store.read(id))),
    await outcome(() => readers.submissionsOf(folder, 'tiny')),
  ];
  for (const path of names) {
    const [id] = /[0-9a-f]{64}/.exec(path);
    if (path.startsWith('weights')) store.readWeights(id);
    else if (path.startsWith('checkpoints')) store.readCheckpoint(id);
  }
  return outcomes.find((each) => each !== 'accepted') ?? 'accepted';
}
