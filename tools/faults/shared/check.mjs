/* What must hold after a fault, whatever it was. */
import { isDeepStrictEqual } from 'node:util';
import { digestsOf } from './calm.mjs';
import { lastWords, runWords, seedbed } from './command.mjs';
import { core, manifestsOf } from '../../built.mjs';

const { RunStore, SeedbedError } = core;
const hour = 3600_000;

/** What interrupted writers leave, and `gc` removes. */
export const litter = ['half-written', 'orphan', 'leftover'];

const said = ({ kind, path, what }) => `${kind} ${path} (${what})`;

/**
 * `fsck` names what it should and nothing else.
 * @param damaged paths that must be named as damage, and no others may be.
 * @param also whether some other finding is right, too.
 */
export async function checkFindings(store, judge, { damaged = [], also = ({ kind }) => litter.includes(kind) } = {}) {
  let findings;
  try {
    findings = (await core.fsckStore(store)).findings;
  } catch (error) {
    // A run that was disturbed before it made the store.
    judge.expect(error.code === 'SB_STORE_NOT_FOUND' && damaged.length === 0, 'finding', `fsck ended with ${error.message}`); // prettier-ignore
    return;
  }
  const named = new Set(findings.filter(core.isDamage).map(({ path }) => path));
  for (const path of damaged) judge.expect(named.has(path), 'finding', `fsck did not name ${path}`);
  const wrong = findings.filter((finding) => !damaged.includes(finding.path) && !also(finding));
  judge.expect(wrong.length === 0, 'finding', `fsck named ${wrong.map(said).join('; ')}`);
}

/** Whatever is stored is either refused by its reader or has the calm result. */
export function checkStored(store, digests, judge) {
  const runs = new RunStore(store);
  for (const id of runs.ids()) {
    let manifest = null;
    try {
      manifest = runs.read(id);
    } catch (error) {
      if (!(error instanceof SeedbedError)) throw error;
    }
    judge.expect(!manifest || manifest.result === digests[id], 'accepted', `run ${id} is stored with another result`);
  }
}

/** A finished store holds the calm results and, after `gc`, nothing that `fsck` would name. */
export async function checkFinished(store, digests, judge) {
  let found = {};
  try {
    found = digestsOf(manifestsOf(store));
  } catch (error) {
    judge.expect(false, 'lost', error.message);
  }
  judge.expect(isDeepStrictEqual(found, digests), 'lost', 'the digests of the finished experiment are not the calm ones'); // prettier-ignore
  await checkFindings(store, judge);
  await core.collectGarbage(store, { now: Date.now() + 2 * hour });
  await checkFindings(store, judge, { also: () => false });
}

/** The same command again, undisturbed, ends the experiment with the calm results. */
export async function finish({ spec, digests }, store, judge, more = []) {
  const ended = await seedbed(runWords(spec, store, '--jobs', '2', ...more));
  judge.expect(ended.code === 0, 'lost', `the finishing run ${lastWords(ended)}`);
  await checkFinished(store, digests, judge);
  return ended;
}

/** An error is one that Seedbed knows: no defect of its own, no stack. */
export const checkErrors = (ended, judge) =>
  judge.expect(!ended.hung && !/\[SB_DEFECT\]|^ +at /m.test(ended.stderr), 'finding', `a command ${lastWords(ended)}`);
