import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, otherSet, recomputeFingerprint, SeedbedError } from '@seedbed/core';
import { openTerminal } from '../../progress/terminal.js';
import { dataCache, openDataset, showProgress } from '../../workspace/dataset.js';
import { openElsewhere, worldUnlikeHere } from '../../workspace/elsewhere.js';
import { askedFor, type DataFlags } from './asked.js';
import { describe } from './describe.js';

/**
 * Packs once more, from the start, so that nothing is taken from what was packed before; and in a process of another
 * date, time zone, locale, folder and order of files, on none of which a set may depend. What is packed is read, too, and
 * its fingerprint computed of every example.
 */
export async function check(name: string, flags: DataFlags): Promise<void> {
  const terminal = openTerminal(flags.json ?? false);
  const { plugin, options, place } = askedFor(name, flags);
  const world = worldUnlikeHere();
  const again = await inFolder(async (folder) => {
    const progress = showProgress(plugin.name, terminal);
    const question = { world, name, folder: process.cwd(), options, place, cacheDir: folder };
    return openElsewhere(question, folder, progress).finally(() => progress.stop());
  });
  const packed = await openDataset(plugin, options, place, terminal);
  const read = { ...identityOf(packed), fingerprint: recomputeFingerprint(packed) };
  packed.close();
  if (read.fingerprint !== packed.fingerprint) throw differs(`${plugin.name}: packed says ${packed.fingerprint}, but its examples are ${read.fingerprint}`); // prettier-ignore
  const other = otherSet(read, again);
  if (other === undefined) return describe(terminal, plugin, packed, { checked: true });
  // Either what is packed is not what the data are, or they are another set there.
  const here = await inFolder((folder) => openDataset(plugin, options, place, terminal, folder));
  here.close();
  if (otherSet(packed, here) === undefined) {
    const message = `data set "${plugin.name}" is another one in another process (${world.name}): ${other}`;
    throw new SeedbedError('SB_DATA_UNSTABLE', message, {
      hint: 'Its plugin depends on the time, the place, the locale or the order of files; its conformance kit (docs/plugins.md) shows on what.',
    });
  }
  throw differs(`${plugin.name}: packed is ${packed.fingerprint}, but the original data are ${here.fingerprint}`);
}

const differs = (message: string) =>
  new SeedbedError('SB_DATA_DIFFERS', message, {
    hint: `Delete the packed file in ${dataCache()}; the next use packs it again.`,
  });

/** Gives `use` a folder in the cache, and takes it away afterwards, also when the command is interrupted. */
async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = temporaryBeside(dataCache());
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await use(folder);
  } finally {
    remove();
    process.off('exit', remove);
  }
}

/** A folder for packing once more. @throws SeedbedError SB_CACHE_FOLDER (exit 4). */
function temporaryBeside(cache: string): string {
  try {
    mkdirSync(cache, { recursive: true });
    return mkdtempSync(join(cache, 'check-'));
  } catch (cause) {
    throw new SeedbedError('SB_CACHE_FOLDER', `${cache} cannot be written to: ${(cause as Error).message}`, {
      hint: 'set SEEDBED_CACHE to a folder that can be written to',
      cause,
    });
  }
}
