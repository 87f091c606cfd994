/* A set through its real plugin and core's packing, as a command opens it, read to its last example and divided. */
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { core, root } from '../built.mjs';
import { codeOf } from './outcome.mjs';
import { header, padded } from './grammar/tar.mjs';
import { zip } from './grammar/zip.mjs';

/** Codes that say that a plugin is wrong, not its data: a reader must never get there. */
const faults = new Set(['SB_DATASET_FAILED', 'SB_DATASET_ANSWER', 'SB_DATA_UNSTABLE', 'SB_DATA_DAMAGED']);

/** Names that may be files: the others are in archives only. */
const isPlain = (name) =>
  name.length < 120 && !name.includes('\0') && name.split('/').every((step) => step !== '' && step !== '.' && step !== '..'); // prettier-ignore

/**
 * Puts files where a plugin finds them.
 * @param as `file` (the first of them), `folder`, `zip` or `tar`.
 * @returns the path to name with --data.
 */
function placed(folder, { files, as }) {
  if (fs.existsSync(folder)) fs.rmSync(folder, { recursive: true });
  fs.mkdirSync(folder, { recursive: true });
  const put = (name, bytes) => {
    fs.mkdirSync(dirname(join(folder, name)), { recursive: true });
    fs.writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const entries = Object.entries(files);
  if (as === 'zip') return put('set.zip', zip({ chance: () => false }, entries.map(([name, content]) => ({ name, content })))); // prettier-ignore
  if (as === 'tar') return put('set.tar', Buffer.concat([...entries.flatMap(([name, content]) => [header({ name, size: content.length }), padded(content)]), Buffer.alloc(1024)])); // prettier-ignore
  if (as === 'archive') return put(...entries[0]);
  const plain = entries.filter(([name]) => isPlain(name));
  for (const [name, content] of plain) {
    try {
      put(name, content);
    } catch {
      // A folder is where a file was to be: so it is left out.
    }
  }
  return as === 'file' && plain.length > 0 ? join(folder, plain[0][0]) : folder;
}

/** Takes a share of the training examples for the test: of each class, or in groups. */
function drawn(dataset, share) {
  const learn = { data: { plugin: 'fuzz', name: 'all', test: { share } } };
  const { train, test } = core.drawExamples({ learn }, dataset, new core.SeedStreams(1, 0));
  if (train.length + test.length !== core.partSize(dataset, 'train')) throw new Error('an example is lost, or on both sides'); // prettier-ignore
}

/** Reads a set in every way. @returns 'accepted' or a code. @throws whatever is neither. */
async function outcome(plugin, { options, skipDamaged = false, share }, dataDir, cacheDir) {
  const parsed = plugin.options.safeParse(options);
  if (!parsed.success) return 'SB_DATASET_OPTIONS';
  try {
    const dataset = await core.openDataset(plugin, parsed.data, { cacheDir, dataDir, skipDamaged });
    try {
      if (core.recomputeFingerprint(dataset) !== dataset.fingerprint)
        throw new Error('what is read is not what was packed');
      if (share !== undefined) drawn(dataset, share);
    } finally {
      dataset.close();
    }
    return 'accepted';
  } catch (error) {
    if (faults.has(error?.code)) throw error.cause ?? error;
    return codeOf(error);
  }
}

/** What a case leaves in the cache goes. A file that this process did not finish must not be among it. */
function cleared(cacheDir) {
  if (!fs.existsSync(cacheDir)) return;
  const left = fs.readdirSync(cacheDir).filter((name) => name.includes(`.${process.pid}-`) && name.endsWith('.tmp'));
  fs.rmSync(cacheDir, { recursive: true });
  if (left.length > 0) throw new Error(`it left ${left.join(', ')} behind`);
}

/**
 * Opens the cases of a target through a plugin, from a folder of the target's name.
 * @param load gives the plugin.
 */
export function openedBy(name, load) {
  let plugin;
  let folder;
  let cacheDir;
  return {
    async prepare({ tmp, cache }) {
      plugin = await load();
      [folder, cacheDir] = [join(tmp, name), cache];
    },
    /** @returns 'accepted' or a code. @throws whatever is neither, and where a file is left behind. */
    async run(input) {
      const code = await outcome(plugin, input, placed(folder, input), cacheDir);
      cleared(cacheDir);
      return code;
    },
  };
}

/** A file that the tests of tables are made with. */
export const tableFile = (file) => fs.readFileSync(join(root, 'packages/datasets-tables/src/testing/files', file));
