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

function runs(model: ReportModel): TidyTable {
  return {
    name: 'runs',
    columns: [
      ...text('run', 'cell', 'experiment', 'role'),
      ...integer('replicate'),
      ...text('condition'),
      ...integer('images'),
      ...text('outcome'),
      ...number('accuracy', 'test_loss'),
      ...integer('test_images', 'steps'),
      ...number('cpu_seconds', 'wall_seconds', 'peak_memory_bytes'),
      ...text('finished_at', 'backend', 'library', 'isa', 'processor', 'node'),
      ...text('data_fingerprint', 'commit', 'engine', 'result_digest', 'manifest_digest'),
    ],
    rows: allRuns(model).map((run) => [
      run.id,
      run.cellId,
      run.experiment,
      run.role,
      run.replicate,
      run.condition,
      run.images,
      run.outcome.status,
      run.test?.accuracy ?? null,
      run.test?.loss ?? null,
      run.test?.images ?? null,
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
function missing({ tally }: ReportModel): TidyTable {
  return {
    name: 'missing',
    columns: [...text('cell', 'role'), ...integer('replicate'), ...text('condition'), ...integer('images')],
    rows: tally.missing.map((run) => [run.cellId, run.role, run.replicate, run.condition, run.images]),
  };
}

function curves(model: ReportModel): TidyTable {
  return {
    name: 'curves',
    columns: [
      ...text('run'),
      ...integer('step'),
      ...number('epoch', 'train_loss', 'validation_loss', 'validation_accuracy'),
    ],
    rows: allRuns(model).flatMap((run) =>
      run.evaluations.map((at) => [run.id, at.step, at.epoch, at.trainLoss, at.validationLoss, at.validationAccuracy]),
    ),
  };
}

function confusions(model: ReportModel): TidyTable {
  return {
    name: 'confusion',
    columns: [...text('run', 'true_class', 'predicted_class'), ...integer('images')],
    rows: allRuns(model).flatMap((run) =>
      (run.test?.confusion ?? []).flatMap((row, truth) =>
        row.map((n, said) => [run.id, run.data.classes[truth]!, run.data.classes[said]!, n]),
      ),
    ),
  };
}

function estimates({ input }: ReportModel): TidyTable {
  return {
    name: 'estimates',
    columns: [
      ...text('claim', 'claim_verdict', 'estimate', 'point'),
      ...integer('images'),
      ...number('mean', 'low', 'high', 'level'),
      ...integer('replicates'),
      ...text('p_values', 'verdict'),
    ],
    rows: input.claims.flatMap((claim) =>
      claim.findings.map(({ name, point, images, interval, p, verdict }) => [
        claim.id,
        claim.verdict,
        name,
        point,
        images,
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
