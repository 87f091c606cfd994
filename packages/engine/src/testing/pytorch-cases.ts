import { readFileSync } from 'node:fs';
import type { Configured } from '@seedbed/core';

/*
 * What PyTorch computes for the components of Seedbed: packages/engine/scripts/pytorch makes the files and says how.
 */

/** What a case compares; each with a bound of its own. */
export interface Outcome {
  /** Outputs of the first batch in evaluation mode, at the start: [batch, outputs]. */
  readonly evaluation: Float32Array;
  /** The same in training mode. */
  readonly training: Float32Array;
  /** For the first batch, of each trained parameter: as methods and mask leave it, not clipped or decayed. */
  readonly gradient: Float32Array;
  /** Of each step, before it changes the parameters. */
  readonly losses: Float32Array;
  /** The stored vector after all steps. */
  readonly stored: Float32Array;
  /** The mean of the parameters after all steps. */
  readonly average?: Float32Array;
}

export type Quantity = keyof Outcome;

export interface Recipe {
  readonly optimizer: Configured;
  readonly learningRate: number;
  readonly schedule: Configured;
  readonly loss: Configured;
  readonly batchSize: number;
}

type WrittenDraw = { readonly shape: readonly number[]; readonly float32?: string; readonly int32?: number[] };

/** Numbers in the files are base64 of little-endian float32. */
interface Written {
  readonly name: string;
  readonly layers: readonly Configured[];
  readonly shape: readonly number[];
  readonly outputs: number;
  readonly recipe: Recipe;
  readonly start: string;
  readonly mask?: string;
  readonly methods?: readonly Configured[];
  readonly neighbor?: string;
  readonly importance?: string;
  readonly drawn?: readonly Readonly<Record<string, WrittenDraw>>[];
  readonly teacher?: { readonly layers: readonly Configured[]; readonly weights: string };
  readonly frozen?: number;
  readonly outcome: Readonly<Record<Quantity, string>>;
  readonly bounds: Readonly<Record<Quantity, number>>;
}

/** A batch: which examples, [batch, …shape], and what they should give. */
export interface CaseBatch {
  readonly inputs: Float32Array;
  readonly labels: readonly number[];
  /** [batch, targets] */
  readonly values: Float32Array;
  /** What layers and methods would draw, by `OWNER/NAME`. */
  readonly drawn: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: Float32Array | Int32Array }>>; // prettier-ignore
}

export interface PyTorchCase extends Pick<Written, 'name' | 'layers' | 'shape' | 'outputs' | 'recipe'> {
  /** The stored vector at the start. */
  readonly start: Float32Array;
  /** The first so many layers are frozen. */
  readonly frozen: number;
  /** Of each parameter whether it may change. */
  readonly mask?: Float32Array;
  /** As a config has them, but for the run that they look at. */
  readonly methods: readonly Configured[];
  /** The parameters of that run. */
  readonly neighbor?: Float32Array;
  /** The Fisher information of these. */
  readonly importance?: Float32Array;
  readonly teacher?: { readonly layers: readonly Configured[]; readonly weights: Float32Array };
  /** One a step. */
  readonly batches: readonly CaseBatch[];
  readonly outcome: Outcome;
  /** Largest absolute difference that float32 rounding explains. */
  readonly bounds: Readonly<Record<Quantity, number>>;
}

interface Examples {
  readonly shape: readonly number[];
  readonly inputs: string;
  readonly labels: readonly number[];
  readonly values: string;
}

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`./pytorch/${name}.json`, import.meta.url), 'utf8')) as T;

function floats(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(4 * at));
}

const drawOf = ({ shape, float32 = '', int32 }: WrittenDraw) => ({ shape, values: int32 ? Int32Array.from(int32) : floats(float32) }); // prettier-ignore

const mapped = <A, B>(values: Readonly<Record<string, A>>, to: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, to(value)]));

const sets = read<Examples[]>('data');
const batches = read<{ batchSize: number; batches: number[][] }[]>('batches');

/** The rows of these examples. */
function rowsOf(values: Float32Array, examples: readonly number[], width: number): Float32Array {
  const rows = new Float32Array(examples.length * width);
  examples.forEach((example, row) => rows.set(values.subarray(example * width, (example + 1) * width), row * width));
  return rows;
}

function batchesOf({ shape, recipe, drawn }: Written): CaseBatch[] {
  const set = sets.find((each) => String(each.shape) === String(shape)) as Examples;
  const [inputs, values] = [floats(set.inputs), floats(set.values)];
  const all = batches.find(({ batchSize }) => batchSize === recipe.batchSize)?.batches ?? [];
  return all.map((examples, step) => ({
    inputs: rowsOf(inputs, examples, inputs.length / set.labels.length),
    labels: examples.map((example) => set.labels[example] as number),
    values: rowsOf(values, examples, values.length / set.labels.length),
    drawn: mapped(drawn?.[step] ?? {}, drawOf),
  }));
}

function caseOf(written: Written): PyTorchCase {
  const {
    name,
    layers,
    shape,
    outputs,
    recipe,
    mask,
    methods = [],
    neighbor,
    importance,
    teacher,
    frozen = 0,
  } = written;
  return {
    ...{ name, layers, shape, outputs, recipe, methods, frozen },
    ...(mask && { mask: floats(mask) }),
    ...(teacher && { teacher: { layers: teacher.layers, weights: floats(teacher.weights) } }),
    ...(neighbor && { neighbor: floats(neighbor) }),
    ...(importance && { importance: floats(importance) }),
    start: floats(written.start),
    batches: batchesOf(written),
    outcome: mapped(written.outcome, floats) as unknown as Outcome,
    bounds: written.bounds,
  };
}

/** The cases, by what they are about. */
export const pyTorchCases = Object.fromEntries(
  (['layers', 'networks', 'optimizers', 'schedules', 'losses', 'methods'] as const).map((suite) => [suite, read<Written[]>(suite).map(caseOf)]),
); // prettier-ignore

/** Learning rates of every step of a run, by PyTorch's schedulers. */
export const pyTorchRates = read<{ schedule: Configured; learningRate: number; rates: number[] }[]>('rates');
