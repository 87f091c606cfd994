import { join } from 'node:path';
import { type Dataset, drawExamples, type Drawn, endlessPermutations, evaluationSteps, inputShapeOf, type Measured, npyOf, parts as allParts, type PlannedRun, protocolVersion, SeedStreams, sha256, stepsOf } from '@seedbed/core'; // prettier-ignore
import { transformsOf, type Upstream } from '@seedbed/engine';
import { initialWeights, upstreamWeights } from './network.js';
import { freeOptions, seedsOf } from './options.js';
import { givePart } from './parts.js';
import { makeScratch, writeScratch } from './scratch.js';

/** What a program was given of a run, as far as its answers are measured by it. */
export interface Given {
  readonly drawn: Drawn;
  /** The numbers to be predicted, an example a row, in the order of each part; null where classes are told apart. */
  readonly targets: { readonly columns: number; readonly of: Readonly<Partial<Record<Measured, Float32Array | undefined>>> } | null; // prettier-ignore
  /** 0 of a program that takes none. */
  readonly steps: number;
  /** Digest of the rows of all batches, as the engine makes it. */
  readonly order: string;
  readonly seeds: Readonly<Record<string, string>>;
  /** Steps after which parts are predicted. */
  readonly evaluations: readonly number[];
}

interface Asked {
  readonly run: Pick<PlannedRun, 'config' | 'label' | 'measure' | 'evaluations'>;
  readonly runId: string;
  readonly dataset: Dataset;
  readonly upstream: Upstream;
  /** Folder of packed data. */
  readonly cacheDir: string;
  /** Of this run. */
  readonly folder: string;
  readonly threads: number;
  /** What else `run.json` holds. */
  readonly more: Readonly<Record<string, unknown>>;
  /** Other files of the folder. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/**
 * Draws a run, and writes into its folder all that a program needs: `run.json` and the files that it names.
 * @throws SeedbedError SB_SYSTEM where there is no room for them.
 */
export function giveRun({ run, runId, dataset, upstream, cacheDir, folder, threads, more, files }: Asked): Given {
  const { config, measure } = run;
  const { learn, stage, training, model } = config;
  makeScratch(folder);
  const digests: Record<string, string> = {};
  const write = (name: string, content: string | Uint8Array) => {
    writeScratch(join(folder, name), content);
    digests[name] = sha256(content);
    return name;
  };
  const floats = (name: string, values: Float32Array) => write(`${name}.npy`, npyOf('<f4', [values.length], values));
  const streams = new SeedStreams(config.seed, config.replicate, config.streams);
  const drawn = drawExamples(config, dataset, streams);
  const input = model.input ?? { mean: [0], std: [1] };
  const transforms = transformsOf({ learn, dataset, drawn, input, streams });
  const numbers = typeof dataset.targets === 'string' ? null : dataset.targets;
  const asked = allParts.filter((part) => part === 'train' || measure.includes(part));
  const giving = { config, dataset, drawn, input, transforms, cacheDir, write };
  const parts = asked.map((part) => [part, givePart(giving, part)] as const);

  const steps = stepsOf(config, drawn.train.length);
  const batchSize = training?.batchSize ?? 0;
  const rows = steps > 0 ? endlessPermutations(drawn.train.length, streams.open(`${stage}/order`)) : null;
  const order = rows && Uint32Array.from({ length: steps * batchSize }, () => rows.next().value);
  const initial = initialWeights(config, dataset, streams, upstream);
  const evaluations = steps > 0 && measure.some((part) => part !== 'test') ? evaluationSteps(run.evaluations, steps) : []; // prettier-ignore
  const upstreamFiles = Object.entries(upstream).map(([id, { config: theirs, weights, dataset: other }], index) => {
    const { values, tensors } = upstreamWeights(theirs, other ?? dataset, weights);
    return [id, { config: theirs, weights: floats(`upstream-${index}`, values), tensors }] as const;
  });
  const document = {
    ...{ protocol: protocolVersion, id: runId, label: run.label, config, options: freeOptions(config) },
    classes: numbers ? [] : drawn.classes,
    targets: numbers,
    inputs: { shape: inputShapeOf(config, dataset), type: dataset.inputs.type },
    parts: Object.fromEntries(parts.map(([part, { names }]) => [part, names])),
    ...{ steps: steps || null, batchSize: batchSize || null, evaluations, measure, threads },
    order: order && write('order.npy', npyOf('<i8', [steps, batchSize], BigInt64Array.from(order, BigInt))),
    seeds: seedsOf(config, streams),
    initial: initial && { file: floats('initial', initial.values), tensors: initial.tensors },
    upstream: Object.fromEntries(upstreamFiles),
    data: { fingerprint: dataset.fingerprint },
    digests,
    ...more,
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  write('run.json', `${JSON.stringify(document, null, 2)}\n`);
  const seeds = { ...streams.used };
  return {
    ...{ drawn, steps, seeds, evaluations },
    targets: numbers && { columns: numbers.length, of: Object.fromEntries(parts.map(([part, { targets }]) => [part, targets])) }, // prettier-ignore
    order: sha256(order ? new Uint8Array(order.buffer) : new Uint8Array()),
  };
}
