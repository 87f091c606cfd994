import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  collect,
  judgeManifests,
  type Manifest,
  observe,
  readVerification,
  SeedbedError,
  writeWhole,
} from '@seedbed/core';
import type { ComparedSet, ReportInput } from '@seedbed/report';
import type { Terminal } from '../progress/terminal.js';
import { type Experiment, openExperiment } from '../workspace/experiment.js';
import { specPath } from '../workspace/folders.js';
import { collectFrom, readManifests, recordedFolder } from './read.js';
import type { ResultFlags } from './shown.js';

export interface ReportFlags extends ResultFlags {
  readonly out?: string;
  readonly plot?: string;
  readonly compare?: readonly string[];
  readonly watch?: boolean;
  readonly index?: boolean;
  readonly json?: boolean;
}

/** Where the page goes unless told otherwise. */
export const reportFile = (experiment: Experiment, out: string | undefined) =>
  resolve(out ?? join(experiment.folder, 'report.html'));

/** Charts take longer to load than most commands take to run. */
export const charts = () => import('@seedbed/report');

/** Writes the report of these manifests. */
export async function writeReport(experiment: Experiment, manifests: readonly Manifest[], out: string): Promise<void> {
  const { renderReport } = await charts();
  writeWhole(out, await renderReport(reportInput(experiment, manifests)));
}

/** What a report is made of. @param folder The manifests' folder or store, to which a verification may belong. */
export function reportInput(
  { parsed, runs }: Experiment,
  manifests: readonly Manifest[],
  folder?: string,
): ReportInput {
  const { claims, intervals } = judgeManifests(parsed.spec, manifests);
  const observations = observe(manifests);
  const cells = intervals.map((cell) => ({
    ...cell,
    values: observations.filter((each) => each.condition === cell.condition && each.images === cell.images),
  }));
  const verification = folder === undefined ? null : readVerification(folder, parsed.spec.name);
  return { spec: parsed.spec, expected: runs, manifests, claims, intervals: cells, verification };
}

/**
 * The results that a page compares with: `NAME=DIR`, a folder of manifests or a store with runs of this experiment, of
 * several contexts `NAME=DIR#CONTEXT`; or another experiment with its recorded results and its own claims.
 */
export function comparedWith(
  experiment: Experiment,
  asked: readonly string[],
  ours: readonly Manifest[],
  terminal: Terminal,
): ComparedSet[] {
  return asked.map((words) => {
    const [, given, place = words] = /^([^=/\\]+)=(.+)$/.exec(words) ?? [];
    if (/\.ya?ml$/.test(specPath(place)) && existsSync(specPath(place))) {
      const other = openExperiment(place);
      const { manifests } = collectFrom(other, recordedFolder(other));
      return { name: given ?? other.parsed.spec.name, ...judged(other, manifests) };
    }
    const own = new Set(ours.map((run) => run.digest));
    const { folder, id } = placeAndContext(place);
    const { manifests: all, fileOf } = readManifests(folder);
    const others = all.filter((run) => !own.has(run.digest));
    const { manifests, notes } = collect(experiment.runs, others, { fileOf, ...(id && { id }) });
    for (const note of notes) terminal.say(`${place}: ${note}`);
    if (manifests.length === 0) {
      throw new SeedbedError('SB_COMPARE_EMPTY', `${place} holds no other run of this experiment`, {
        hint: 'compare with a spec to set another experiment beside this one',
      });
    }
    return { name: given ?? basename(resolve(place)), ...judged(experiment, manifests) };
  });
}

/** A folder or store, and the context of it that is meant, where one is: `DIR#CONTEXT`. */
function placeAndContext(place: string): { folder: string; id?: string } {
  const [, folder, id] = /^(.+)#([0-9a-f]{1,64})$/i.exec(place) ?? [];
  return folder === undefined || id === undefined || existsSync(place) ? { folder: resolve(place) } : { folder: resolve(folder), id }; // prettier-ignore
}

const judged = ({ parsed }: Experiment, manifests: readonly Manifest[]) => ({
  manifests,
  claims: judgeManifests(parsed.spec, manifests).claims,
});
