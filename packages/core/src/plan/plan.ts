import { type Configured, configured } from '../components/component.js';
import { digestOf } from '../digest/canonical.js';
import { labelOf } from '../language/label.js';
import type { PlannedRun } from '../language/planned-run.js';
import type { RunConfig } from '../language/run-config.js';
import { resolveCondition, type Treatment } from '../spec/conditions.js';
import { type ModelSpec, transferableLayers } from '../spec/model-schema.js';
import type { Spec } from '../spec/schema.js';

export type { PlannedRun };

/** The replicate numbers that a spec asks for. */
export function replicatesOf(spec: Spec): number[] {
  const { first, count } = typeof spec.replicates === 'number' ? { first: 0, count: spec.replicates } : spec.replicates;
  return Array.from({ length: count }, (_, index) => first + index);
}

/** Every run that a spec asks for, upstream runs before those that start from them. Pure: no data is looked at. */
export function planRuns(spec: Spec): PlannedRun[] {
  const sources = new Map<string, PlannedRun>();
  const targets = new Map<string, PlannedRun>();
  const treatments = spec.conditions.map((condition) => ({ condition, ...treatmentOf(spec, condition) }));
  const kinds = new Set(treatments.flatMap(({ source }) => (source ? [JSON.stringify(source)] : [])));
  for (const replicate of replicatesOf(spec)) {
    const ofReplicate = new Map<string, PlannedRun>();
    for (const size of spec.split.target.images) {
      for (const { condition, ...treatment } of treatments) {
        const { source } = treatment;
        const kind = JSON.stringify(source);
        const at: PlannedRun['at'] = kinds.size > 1 ? { condition } : {};
        const upstream = source && (ofReplicate.get(kind) ?? planned(sourceConfig(spec, replicate, source), at, [], false, spec)); // prettier-ignore
        if (upstream) {
          ofReplicate.set(kind, upstream);
          sources.set(upstream.configId, upstream);
        }
        const config = targetConfig(spec, replicate, size, condition, treatment, upstream?.configId);
        const levels = { ...(spec.split.target.images.length > 1 ? { size: String(size) } : {}), condition };
        const run = planned(config, levels, upstream ? [upstream.configId] : [], true, spec);
        if (!targets.has(run.configId)) targets.set(run.configId, run);
      }
    }
  }
  return [...sources.values(), ...targets.values()];
}

function treatmentOf({ model }: Spec, condition: string): Treatment {
  const treatment = resolveCondition(condition, transferableLayers(model));
  if (!treatment) throw new TypeError(`unchecked condition ${condition}`);
  return treatment;
}

function planned(config: RunConfig, at: PlannedRun['at'], needs: readonly string[], measured: boolean, spec: Spec) {
  const named = { stage: config.stage, replicate: config.replicate, at };
  return {
    configId: digestOf(config),
    config,
    ...named,
    label: labelOf(named),
    set: spec.dataset.plugin,
    measure: measured ? [...(spec.split.validation > 0 ? (['validation'] as const) : []), 'test' as const] : [],
    evaluations: measured ? spec.training.evaluations : 0,
    needs,
    search: false,
  };
}

function sourceConfig(spec: Spec, replicate: number, source: NonNullable<Treatment['source']>): RunConfig {
  return {
    ...common(spec, replicate, 'source'),
    learn: {
      ...learnt(spec, source.classes, spec.split.source.images),
      ...(source.labels === 'shuffled' ? { transforms: ['shuffleLabels'] } : {}),
    },
    training: trainingOf(spec, 'source', spec.training.steps.source),
  };
}

function targetConfig(
  spec: Spec,
  replicate: number,
  size: number,
  condition: string,
  { copied, frozen, budget }: Treatment,
  upstream: string | undefined,
): RunConfig {
  const all = transferableLayers(spec.model);
  const layers = copied === all ? {} : { layers: copied };
  return {
    ...common(spec, replicate, 'target'),
    learn: learnt(spec, 'target', size),
    training: trainingOf(spec, condition, (spec.training.steps.target[size] ?? 0) * budget),
    ...(upstream === undefined ? {} : { weights: { from: { run: upstream }, ...layers } }),
    ...(frozen > 0 ? { freeze: frozen } : {}),
  };
}

const common = (spec: Spec, replicate: number, stage: string) => ({
  ...{ seed: spec.seed, replicate, stage },
  model: modelConfig(spec.model),
});

function learnt({ dataset, split }: Spec, group: 'source' | 'target', perClass: number): RunConfig['learn'] {
  const { plugin, options } = dataset;
  return {
    data: {
      plugin,
      ...(Object.keys(options).length > 0 ? { options } : {}),
      classes: { source: split.source.classes, target: split.target.classes },
      ...(split.validation > 0 ? { validation: { perClass: split.validation } } : {}),
    },
    classes: group,
    perClass,
  };
}

function modelConfig({ convolutions, dense, dropout, input }: ModelSpec): RunConfig['model'] {
  const dropped: Configured[] = dropout > 0 ? [{ dropout: { rate: dropout } }] : [];
  const layers: Configured[] = [
    ...convolutions.flatMap(({ filters, kernel, stride, pool }): Configured[] => [
      configured('conv', {
        filters,
        ...(kernel === 3 ? {} : { kernelSize: kernel }),
        ...(stride === 1 ? {} : { stride }),
      }),
      'relu',
      ...(pool === 1 ? [] : [configured('maxPool', pool === 2 ? {} : { poolSize: pool })]),
    ]),
    ...dense.flatMap((units): Configured[] => [{ dense: { units } }, 'relu', ...dropped]),
    'classifier',
  ];
  return { input: { mean: input.mean, std: input.deviation }, layers };
}

function trainingOf({ training }: Spec, condition: string, steps: number): NonNullable<RunConfig['training']> {
  const { optimiser, augmentation, schedule, batch } = training;
  const { momentum, nesterov, weightDecay, clipNorm } = optimiser;
  const options = {
    ...(momentum > 0 ? { momentum } : {}),
    ...(nesterov ? { nesterov } : {}),
    ...(weightDecay > 0 ? { weightDecay } : {}),
    ...(clipNorm === undefined ? {} : { clipNorm }),
  };
  const { flip, shift } = augmentation;
  const augment = { ...(flip ? { flip } : {}), ...(shift > 0 ? { shift } : {}) };
  return {
    optimizer: configured('sgd', options),
    learningRate: training.rates[condition] ?? training.rate,
    batchSize: batch,
    steps,
    ...(schedule === 'constant' ? {} : { schedule }),
    ...(flip || shift > 0 ? { methods: [{ augment }] } : {}),
  };
}
