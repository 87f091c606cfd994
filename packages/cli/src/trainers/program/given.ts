import { join } from 'node:path';
import { type Dataset, drawExamples, type Drawn, endlessPermutations, evaluationSteps, type Measured, npyOf, partOf, type PlannedRun, protocolVersion, SeedStreams, sha256, stepsOf } from '@seedbed/core'; // prettier-ignore
import { partInputs, transformsOf, type Upstream } from '@seedbed/engine';
import { partFile } from './arrays.js';
import { initialWeights, upstreamWeights } from './network.js';
import { freeOptions, seedsOf } from './options.js';
import { makeScratch, writeScratch } from './scratch.js';

/** What a program was given of a run, as far as its answers are measured by it. */
export interface Given {
  readonly drawn: Drawn;
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

  const partOfRun = (part: Measured) => {
    const examples = drawn[part].length;
    const labels = Int32Array.from(drawn[part], ({ label }) => label);
    const rowsAt = (at: (index: number) => number) => BigInt64Array.from({ length: examples }, (_, index) => BigInt(at(index))); // prettier-ignore
    const named = (inputs: string, rows: BigInt64Array) => ({
      inputs,
      rows: write(`${part}-rows.npy`, npyOf('<i8', [examples], rows)),
      labels: write(`${part}-labels.npy`, npyOf('<i4', [examples], labels)),
      examples,
    });
    if (transforms(part).length === 0) {
      const { path, starts } = partFile(dataset, partOf(learn, part), cacheDir);
      const rowOf = (index: number) => {
        const { classIndex, item } = drawn[part][index] as Drawn['train'][number];
        return (starts[classIndex] as number) + item;
      };
      return named(path, rowsAt(rowOf));
    }
    // Changed pixels are the run's own.
    const inputs = partInputs({ config, dataset, drawn, input, transforms }, part, null);
    const values = new Float32Array(examples * inputs.width);
    inputs.fill(Array.from({ length: examples }, (_, index) => index), values); // prettier-ignore
    const { height, width, channels } = dataset.image;
    return named(write(`${part}-inputs.npy`, npyOf('<f4', [examples, height, width, channels], values)), rowsAt((index) => index)); // prettier-ignore
  };

  const steps = stepsOf(config, drawn.train.length);
  const batchSize = training?.batchSize ?? 0;
  const rows = steps > 0 ? endlessPermutations(drawn.train.length, streams.open(`${stage}/order`)) : null;
  const order = rows && Uint32Array.from({ length: steps * batchSize }, () => rows.next().value);
  const initial = initialWeights(config, dataset, drawn.classes.length, streams, upstream);
  const evaluations = steps > 0 && measure.some((part) => part !== 'test') ? evaluationSteps(run.evaluations, steps) : []; // prettier-ignore
  const parts = (['train', 'validation', 'test'] as const).filter((part) => part === 'train' || measure.includes(part));
  const upstreamFiles = Object.entries(upstream).map(([id, { config: theirs, weights, dataset: other }], index) => {
    const { values, tensors } = upstreamWeights(theirs, other ?? dataset, weights);
    return [id, { config: theirs, weights: floats(`upstream-${index}`, values), tensors }] as const;
  });
  const document = {
    ...{ protocol: protocolVersion, id: runId, label: run.label, config, options: freeOptions(config) },
    classes: drawn.classes,
    parts: Object.fromEntries(parts.map((part) => [part, partOfRun(part)])),
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
  return { drawn, steps, order: sha256(order ? new Uint8Array(order.buffer) : new Uint8Array()), seeds, evaluations };
}
