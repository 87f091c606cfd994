import { join, resolve } from 'node:path';
import { type Manifest, readVerification, writeWhole } from '@seedbed/core';
import type { ReportInput } from '@seedbed/report';
import type { Experiment } from '../workspace/experiment.js';
import { judged } from './judged.js';

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

/** What a report is made of. @param place The manifests' file or store, to which a verification may belong. */
export function reportInput(experiment: Experiment, manifests: readonly Manifest[], place?: string): ReportInput {
  const { loaded, name } = experiment;
  return {
    experiment: loaded.experiment,
    plan: loaded.plan,
    figures: loaded.figures,
    claims: judged(experiment, manifests),
    manifests,
    verification: place === undefined ? null : readVerification(place, name),
  };
}
