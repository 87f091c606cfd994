import { join, resolve } from 'node:path';
import { type Manifest, predictedIn, readVerification, writeWhole } from '@seedbed/core';
import type { ReportInput } from '@seedbed/report';
import type { Experiment } from '../workspace/experiment.js';
import { judged } from './judged.js';

/** Where the page goes unless told otherwise. */
export const reportFile = (experiment: Experiment, out: string | undefined) =>
  resolve(out ?? join(experiment.folder, 'report.html'));

/** Charts take longer to load than most commands take to run. */
export const charts = () => import('@seedbed/report');

/** Writes the report of these manifests, without what was verified. @param place The store that holds them. */
export async function writeReport(
  experiment: Experiment,
  manifests: readonly Manifest[],
  place: string,
  out: string,
): Promise<void> {
  const { renderReport } = await charts();
  writeWhole(out, await renderReport({ ...reportInput(experiment, manifests, place), verification: null }));
}

/** What a report is made of. @param place The manifests' file or store, with what lies beside them. */
export function reportInput(experiment: Experiment, manifests: readonly Manifest[], place: string): ReportInput {
  const { loaded, name } = experiment;
  const results = { manifests, predicted: predictedIn(place) };
  return {
    experiment: loaded.experiment,
    plan: loaded.plan,
    figures: loaded.figures,
    ...results,
    claims: judged(experiment, results),
    verification: readVerification(place, name),
  };
}
