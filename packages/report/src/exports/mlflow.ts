import { labelOf, manifestText, type Manifest } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import { settingsOf } from '../data/settings.js';
import type { ExportFiles } from './files.js';

/** YAML whose scalars are JSON: every reader of YAML reads it. */
const yaml = (entries: Readonly<Record<string, unknown>>) =>
  `${Object.entries(entries)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join('\n')}\n`;

const statuses = { ok: 3, diverged: 4, failed: 4 } as const;

const experimentId = '1';

/**
 * MLflow's file store: one experiment, one run a manifest, with parameters, metrics by step, tags, and the manifest as an
 * artifact. Open it where the export lies: `mlflow ui --backend-store-uri ./mlruns`.
 */
export function exportMlflow({ experiment, tally }: ReportModel): ExportFiles {
  const runs = [...tally.counted, ...tally.unfinished];
  const times = runs.map(endOf);
  const home = `mlruns/${experimentId}`;
  const files = new Map<string, string>([
    [
      `${home}/meta.yaml`,
      yaml({
        artifact_location: home,
        creation_time: Math.min(...times, Infinity) === Infinity ? 0 : Math.min(...times),
        experiment_id: experimentId,
        last_update_time: Math.max(0, ...times),
        lifecycle_stage: 'active',
        name: experiment.head.name,
      }),
    ],
  ]);
  for (const run of runs) for (const [path, text] of runFiles(run)) files.set(`${home}/${path}`, text);
  return files;
}

const endOf = (run: Manifest) => Date.parse(run.cost.finishedAt);

function runFiles(run: Manifest): Map<string, string> {
  // MLflow wants 32 hexadecimal digits; the whole id is a tag.
  const id = run.id.slice(0, 32);
  const end = endOf(run);
  const start = Math.round(end - run.cost.wallSeconds * 1000);
  const files = new Map<string, string>();
  files.set(
    `${id}/meta.yaml`,
    yaml({
      artifact_uri: `mlruns/${experimentId}/${id}/artifacts`,
      end_time: end,
      entry_point_name: '',
      experiment_id: experimentId,
      lifecycle_stage: 'active',
      run_id: id,
      run_name: labelOf(run),
      run_uuid: id,
      source_name: '',
      source_type: 4,
      source_version: run.code.commit ?? '',
      start_time: start,
      status: statuses[run.outcome.status],
      tags: [],
      user_id: 'seedbed',
    }),
  );
  for (const [key, value] of Object.entries(parameters(run))) files.set(`${id}/params/${key}`, String(value));
  for (const [key, value] of Object.entries(tags(run))) files.set(`${id}/tags/${key}`, String(value));
  for (const [key, points] of Object.entries(metrics(run)))
    if (points.length > 0)
      files.set(`${id}/metrics/${key}`, points.map(([step, value]) => `${end} ${value} ${step}\n`).join(''));
  files.set(`${id}/artifacts/manifest.json`, manifestText(run));
  return files;
}

/** Levels and every setting of the config, by their paths. */
const parameters = (run: Manifest): Record<string, string> => ({
  ...Object.fromEntries([...settingsOf(run)].map(([name, value]) => [name.replace(/[^\w .-]/g, '_'), value])),
  stage: run.stage,
  replicate: String(run.replicate),
  dataset: run.data.plugin,
});

const tags = (run: Manifest) => ({
  'mlflow.runName': labelOf(run),
  'mlflow.user': 'seedbed',
  'mlflow.source.git.commit': run.code.commit ?? '',
  'seedbed.run': run.id,
  'seedbed.config': run.configId,
  'seedbed.result': run.result,
  'seedbed.manifest': run.digest,
  'seedbed.data': run.data.fingerprint,
  'seedbed.library': run.backend.library,
});

type Points = (readonly [step: number, value: number])[];

/** What was measured, at the evaluations and at the end: "validation_accuracy". */
function metrics(run: Manifest): Record<string, Points> {
  const all: Record<string, Points> = { train_step_loss: run.curve.map(({ step, trainLoss }) => [step, trainLoss]) };
  const add = (step: number, part: string, values: Readonly<Record<string, number>>) => {
    for (const [name, value] of Object.entries(values)) {
      const points = (all[`${part}_${name}`] ??= []);
      if (points.at(-1)?.[0] !== step) points.push([step, value]);
    }
  };
  for (const { step, measured } of run.curve) for (const [part, values] of Object.entries(measured)) add(step, part, values); // prettier-ignore
  for (const [part, { values }] of Object.entries(run.measured ?? {})) add(run.loss.steps, part, values);
  return { ...all, cpu_seconds: [[run.loss.steps, run.cost.cpuSeconds]] };
}
