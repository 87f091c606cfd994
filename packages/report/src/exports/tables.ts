import type { Manifest } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';

type Value = string | number | null;

/** A tidy table: one row an observation, one column a variable. */
export interface TidyTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: 'STRING' | 'DOUBLE' | 'INT32' }[];
  readonly rows: readonly (readonly Value[])[];
}

const text = (...names: string[]) => names.map((name) => ({ name, type: 'STRING' as const }));
const number = (...names: string[]) => names.map((name) => ({ name, type: 'DOUBLE' as const }));
const integer = (...names: string[]) => names.map((name) => ({ name, type: 'INT32' as const }));

/** Everything that a report is drawn from: runs, their curves, their confusions, and the claims' estimates. */
export function tidyTables(model: ReportModel): TidyTable[] {
  return [runs(model), missing(model), curves(model), confusions(model), estimates(model)];
}

const allRuns = ({ tally }: ReportModel) => [...tally.counted, ...tally.unfinished];

/** A column for each factor, with the level; nothing where a run does not depend on it. */
const levels = ({ experiment }: ReportModel) => text(...experiment.factors.map(({ name }) => name));
const levelsOf = ({ experiment }: ReportModel, { at }: Pick<Manifest, 'at'>) => experiment.factors.map(({ name }) => at[name] ?? null); // prettier-ignore

/** "test.accuracy": what was measured at the end of some run, in order of appearance. */
const measuredIn = (all: readonly Manifest[]) =>
  [...new Set(all.flatMap(({ measured }) => Object.entries(measured ?? {}).flatMap(([part, { values }]) => Object.keys(values).map((name) => `${part}.${name}`))))]; // prettier-ignore

function valueIn({ measured }: Manifest, key: string): number | null {
  const [part, name] = key.split('.') as [keyof NonNullable<typeof measured>, string];
  return measured?.[part]?.values[name] ?? null;
}

function runs(model: ReportModel): TidyTable {
  const all = allRuns(model);
  const measured = measuredIn(all);
  return {
    name: 'runs',
    columns: [
      ...text('run', 'config', 'experiment', 'stage'),
      ...integer('replicate'),
      ...levels(model),
      ...text('outcome'),
      ...number(...measured),
      ...integer('steps'),
      ...number('cpu_seconds', 'wall_seconds', 'peak_memory_bytes'),
      ...text('finished_at', 'backend', 'library', 'isa', 'processor', 'node'),
      ...text('data_fingerprint', 'commit', 'engine', 'result_digest', 'manifest_digest'),
    ],
    rows: all.map((run) => [
      run.id,
      run.configId,
      run.experiment,
      run.stage,
      run.replicate,
      ...levelsOf(model, run),
      run.outcome.status,
      ...measured.map((key) => valueIn(run, key)),
      run.loss.steps,
      run.cost.cpuSeconds,
      run.cost.wallSeconds,
      run.cost.peakMemoryBytes,
      run.cost.finishedAt,
      run.backend.name,
      run.backend.library,
      run.backend.isa,
      run.environment.cpu.model,
      run.environment.node,
      run.data.fingerprint,
      run.code.commit,
      run.code.engine,
      run.result,
      run.digest,
    ]),
  };
}

/** The gaps travel with the data: a table without them would look complete. */
function missing(model: ReportModel): TidyTable {
  return {
    name: 'missing',
    columns: [...text('config', 'stage'), ...integer('replicate'), ...levels(model)],
    rows: model.tally.missing.map((run) => [run.configId, run.stage, run.replicate, ...levelsOf(model, run)]),
  };
}

/** A row an evaluation and number: the training loss, and what was measured. */
function curves(model: ReportModel): TidyTable {
  return {
    name: 'curves',
    columns: [...text('run'), ...integer('step'), ...number('epoch'), ...text('part', 'metric'), ...number('value')],
    rows: allRuns(model).flatMap((run) =>
      run.curve.flatMap(({ step, epoch, trainLoss, measured }) => [
        [run.id, step, epoch, 'train', 'step_loss', trainLoss],
        ...Object.entries(measured).flatMap(([part, values]) => Object.entries(values).map(([name, value]) => [run.id, step, epoch, part, name, value])), // prettier-ignore
      ]),
    ),
  };
}

function confusions(model: ReportModel): TidyTable {
  return {
    name: 'confusion',
    columns: [...text('run', 'part', 'true_class', 'predicted_class'), ...integer('examples')],
    rows: allRuns(model).flatMap((run) =>
      Object.entries(run.measured ?? {}).flatMap(
        ([part, { confusion = [] }]) =>
        confusion.flatMap((row, truth) => row.map((n, said) => [run.id, part, run.data.classes[truth] ?? null, run.data.classes[said] ?? null, n])), // prettier-ignore
      ),
    ),
  };
}

function estimates({ input }: ReportModel): TidyTable {
  return {
    name: 'estimates',
    columns: [
      ...text('claim', 'claim_verdict', 'metric', 'estimate', 'place'),
      ...number('mean', 'low', 'high', 'level'),
      ...integer('replicates'),
      ...text('p_values', 'verdict'),
    ],
    rows: input.claims.flatMap((claim) =>
      claim.findings.map(({ name, where, interval, p, verdict }) => [
        claim.id,
        claim.verdict,
        claim.metric,
        name,
        where,
        interval.mean,
        interval.low,
        interval.high,
        interval.level,
        interval.n,
        Object.entries(p)
          .map(([test, value]) => `${test}=${value}`)
          .join('; '),
        verdict,
      ]),
    ),
  };
}
