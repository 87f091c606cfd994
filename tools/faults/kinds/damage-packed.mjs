import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { dirname, join } from 'node:path';
import { calm } from '../shared/calm.mjs';
import { checkFinished } from '../shared/check.mjs';
import { hasBegun, lastWords, runWords, seedbed, sharedCache, signal, start, workersOf } from '../shared/command.mjs';
import { core } from '../../built.mjs';
import { flipBit, harms, isSame } from '../shared/harm.mjs';
import { newFolder, remove } from '../shared/scratch.mjs';

export const name = 'damage-packed';
export const about = 'the packed data: bits flipped in pixels, header and trailer, cut short, replaced, edited with digests computed again; before and during a run'; // prettier-ignore
export const faults = 60;
/** About so many in a trial. */
export const inTrial = 6;

/** Told apart from every error of the reader. */
class Repacks extends Error {}

export async function trial(random, { judge, trial: number }) {
  const experiment = await calm();
  const folder = newFolder();
  const data = join(sharedCache(), 'data');
  const file = readdirSync(data, { recursive: true }).find((each) => each.endsWith('.packed'));
  const path = join(folder, 'data', file);
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(join(data, file), path);
  const { header, close } = core.openPacked(path);
  close();
  const refused = async (what) => {
    const content = async () => { throw new Repacks('nothing is packed again'); }; // prettier-ignore
    const opened = await opens(header, dirname(path), { origin: header.origin, content }).catch((error) => error);
    judge.expect(opened?.cause instanceof Repacks, 'accepted', `${what} was opened`);
  };

  const { size } = statSync(path);
  const pixels = core.examplesIn(header.counts) * core.inputBytes(header.inputs);
  const places = { pixels: random.below(pixels), 'the header': pixels + 20 + random.below(500), 'the trailer': size - 1 - random.below(92) }; // prettier-ignore
  for (const [place, at] of Object.entries(places)) {
    const undo = flipBit(path, random, at);
    await refused(`a file with a bit flipped in ${place}`);
    undo();
  }
  checkResealed(path, header, pixels, random, judge);
  const whole = readFileSync(path);
  renameSync(await packedElsewhere(header, folder), path);
  await refused('a file of other data');
  writeFileSync(path, whole);

  const store = join(folder, 'store');
  const harm = () => harms[random.oneOf(['cut short', 'one bit flipped', 'zeros', 'emptied'])](path, random);
  const ended = await (number % 2 === 0 ? before : during)(
    harm,
    runWords(experiment.spec, store, '--jobs', '1'),
    folder,
  );
  judge.expect(ended.code === 0, 'lost', `a run on damaged packed data ${lastWords(ended)}`);
  judge.expect(isSame(path, join(data, file)), 'lost', 'the data were not packed again to the same bytes');
  await checkFinished(store, experiment.digests, judge);
  remove(folder);
  return Object.keys(places).length + 3;
}

/** Opens what a plugin with this source has, as every command does; nothing is said of what is packed again. */
const opens = ({ plugin: of, version, options, skipDamaged }, cacheDir, source) =>
  core.openDataset({ name: of, version, open: async () => source }, options, { cacheDir, skipDamaged, onDamaged: () => {} }); // prettier-ignore

/** Packs other data of the same plugin. @returns the file. */
async function packedElsewhere(header, folder) {
  const cacheDir = join(folder, 'elsewhere');
  const examples = async (add) => {
    add({ part: 'train', class: 0, values: new Uint8Array(core.inputValues(header.inputs)) });
    return [];
  };
  const content = async () => ({ inputs: header.inputs, classes: header.classes, examples });
  (await opens(header, cacheDir, { origin: 'elsewhere', content })).close();
  return join(
    cacheDir,
    readdirSync(cacheDir).find((each) => each.endsWith('.packed')),
  );
}

/** Somebody edits pixels and computes the digests again: that is another data set, with other run ids. */
function checkResealed(path, header, pixels, random, judge) {
  const bytes = readFileSync(path);
  const start = core.openingLine.length;
  bytes[start + random.below(pixels)] ^= 1 << random.below(8);
  const content = bytes.subarray(start, start + pixels);
  const digest = core.sha256(content);
  const all = { ...header.digests, inputs: digest };
  const fingerprint = core.fingerprintOf(header, all);
  const size = core.blockBytes(header.inputs);
  const ofBlock = (_, block) =>
    createHash('sha256')
      .update(content.subarray(block * size, (block + 1) * size))
      .digest();
  const digests = Buffer.concat(Array.from({ length: Math.ceil(pixels / size) }, ofBlock));
  const blocks = { bytes: size, sha256: core.sha256(digests) };
  const edited = `${path}.edited`;
  const end = core.encodeEnd({ ...header, digests: all, blocks, fingerprint });
  writeFileSync(edited, Buffer.concat([bytes.subarray(0, start + pixels), digests, end]));
  const opened = core.openPacked(edited);
  opened.close();
  judge.expect(opened.fingerprint !== header.fingerprint, 'accepted', 'edited pixels have the fingerprint of the whole ones'); // prettier-ignore
  truncateSync(edited, 0);
}

async function before(harm, words, folder) {
  harm();
  return seedbed(words, { env: { SEEDBED_CACHE: folder } });
}

/** The file is harmed once everything trains, and a new worker opens it in the place of a killed one. */
async function during(harm, words, folder) {
  const started = start(words, { env: { SEEDBED_CACHE: folder } });
  await hasBegun(started);
  harm();
  for (const pid of workersOf(started.pid)) signal(pid, 'SIGKILL');
  return started.ended;
}
