import { canonicalJson, type Dataset, type Drawn, type InputConfig, inputShapeOf, type Measured, npyOf, partOf, type RunConfig, targetCount } from '@seedbed/core'; // prettier-ignore
import { partInputs, type transformsOf } from '@seedbed/engine';
import { partFile } from './arrays.js';

/** A run as it was drawn, and where files for it go. */
interface Giving {
  readonly config: RunConfig;
  readonly dataset: Dataset;
  readonly drawn: Drawn;
  readonly input: InputConfig;
  readonly transforms: ReturnType<typeof transformsOf>;
  /** Folder of packed data. */
  readonly cacheDir: string;
  /** Writes a file into the run's folder. @returns its name. */
  readonly write: (name: string, content: Uint8Array) => string;
}

/** A part of a run, as `run.json` names it. */
interface PartNames {
  readonly inputs: string;
  /** Whether its inputs are the run's own: standardized, and changed by transforms. */
  readonly standardized: boolean;
  readonly rows: string;
  readonly labels?: string;
  readonly targets?: string;
  readonly examples: number;
}

export interface GivenPart {
  readonly names: PartNames;
  /** The numbers to be predicted, an example a row; undefined where there are classes. */
  readonly targets: Float32Array | undefined;
}

/** Writes what a program needs of a part. Inputs that nothing changes are one file for all runs. */
export function givePart(giving: Giving, part: Measured): GivenPart {
  const { config, dataset, drawn, transforms, cacheDir, write } = giving;
  const examples = drawn[part].length;
  const shape = inputShapeOf(config, dataset);
  const shown = partInputs(giving, part, null);
  const positions = Array.from({ length: examples }, (_, index) => index);
  const isAsInTheSet = transforms(part).length === 0 && canonicalJson(shape) === canonicalJson(dataset.inputs.shape);

  const shared = () => {
    const { path, starts } = partFile(dataset, partOf(config.learn, part), cacheDir);
    return { inputs: path, rows: drawn[part].map(({ classIndex, item }) => (starts[classIndex] as number) + item) };
  };
  const own = () => {
    const values = new Float32Array(examples * shown.width);
    shown.fill(positions, values);
    return { inputs: write(`${part}-inputs.npy`, npyOf('<f4', [examples, ...shape], values)), rows: positions };
  };

  const { inputs, rows } = isAsInTheSet ? shared() : own();
  const targets = shown.targets?.values;
  const truth = targets
    ? { targets: write(`${part}-targets.npy`, npyOf('<f4', [examples, targetCount(dataset)], targets)) }
    : { labels: write(`${part}-labels.npy`, npyOf('<i4', [examples], Int32Array.from(shown.labels))) };
  const named = write(`${part}-rows.npy`, npyOf('<i8', [examples], BigInt64Array.from(rows, BigInt)));
  return { names: { inputs, standardized: !isAsInTheSet, rows: named, ...truth, examples }, targets };
}
