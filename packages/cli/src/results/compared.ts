import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { collect, type Manifest, predictedIn, SeedbedError } from '@seedbed/core';
import type { ComparedSet } from '@seedbed/report';
import type { Terminal } from '../progress/terminal.js';
import { type Experiment, openExperiment } from '../workspace/experiment.js';
import { specPath } from '../workspace/folders.js';
import { judged } from './judged.js';
import { collectFrom, readManifests } from './read.js';

/**
 * The results that a page compares with: `NAME=PATH`, a file of results or a store with runs of this experiment, of
 * several contexts `NAME=PATH#CONTEXT`; or another experiment with its reference results and its own claims.
 * @throws SeedbedError SB_COMPARE_EMPTY where no other run of this experiment is there.
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
      const { manifests } = collectFrom(other, other.results);
      const results = { manifests, predicted: predictedIn(other.results) };
      return { name: given ?? other.name, ...results, claims: judged(other, results) };
    }
    const own = new Set(ours.map((run) => run.digest));
    const { path, id } = pathAndContext(place);
    const { manifests: all, fileOf } = readManifests(path);
    const others = all.filter((run) => !own.has(run.digest));
    const { manifests, notes } = collect(experiment.runs, others, { fileOf, id });
    for (const note of notes) terminal.say(`${place}: ${note}`);
    if (manifests.length === 0) {
      throw new SeedbedError('SB_COMPARE_EMPTY', `${place} holds no other run of this experiment`, {
        hint: 'compare with a spec to set another experiment beside this one',
      });
    }
    const results = { manifests, predicted: predictedIn(path) };
    return { name: given ?? basename(path), ...results, claims: judged(experiment, results) };
  });
}

/** A file or store, and the context of it that is meant, where one is: `PATH#CONTEXT`. */
function pathAndContext(place: string): { path: string; id?: string } {
  const [, path, id] = /^(.+)#([0-9a-f]{1,64})$/i.exec(place) ?? [];
  return path === undefined || id === undefined || existsSync(place) ? { path: resolve(place) } : { path: resolve(path), id }; // prettier-ignore
}
