import {
  inputShapeOf,
  knownComponents,
  type PlacedLayer,
  placeNetwork,
  SeedbedError,
  shapeText,
  storedCount,
  teacherMisfit,
} from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '../graph/computation.js';
import { fisherOf } from './fisher.js';
import { maskOf } from './mask-of.js';
import { type TrainingRun, type Upstream, type UpstreamRun, upstreamOf } from './run.js';
import { trainedParameters } from './trained-parameters.js';

/** What is the same in all steps of a run. */
export interface Constants {
  /** `mask`, `teacher` (what is stored of its network), `METHOD/NAME`; whoever asked for them disposes them. */
  readonly tensors: Tensors;
  /** Of each trained parameter whether it may change, 1 or 0; undefined where nothing is masked. */
  readonly mask: Float32Array | undefined;
  /** Layers of the run that teaches; undefined where none does. */
  readonly teacher: readonly PlacedLayer[] | undefined;
}

/** Options of a component that may lead to a run: `of` of methods and masks, `teacher` of losses. */
type Referring = { readonly of?: { readonly run: string }; readonly teacher?: { readonly run: string } };

/** Makes them, from the runs that the config refers to. */
export async function constantsOf(run: TrainingRun): Promise<Constants> {
  const { training, upstream } = run;
  const mask = maskOf(run, referred(training.mask?.options, 'of', upstream));
  const teacher = referred(training.loss.options, 'teacher', upstream);
  const vectors: Record<string, Float32Array> = {};
  for (const { key, code, options } of training.methods) {
    const of = referred(options, 'of', upstream);
    if (!of || !code.constants) continue;
    const given = {
      parameters: trainedParameters(run, of.weights),
      fisher: (examples: number) => fisherOf(run, of, examples),
    };
    for (const [name, vector] of Object.entries(await code.constants(options, given))) vectors[`${key}/${name}`] = vector; // prettier-ignore
  }
  if (mask) vectors['mask'] = mask;
  if (teacher) vectors['teacher'] = teacher.weights;
  const taught = teacher && teacherLayers(run, teacher);
  return {
    tensors: Object.fromEntries(Object.entries(vectors).map(([name, vector]) => [name, tf.tensor1d(vector)])),
    mask,
    teacher: taught,
  };
}

function referred(options: unknown, name: keyof Referring, upstream: Upstream): UpstreamRun | undefined {
  const reference = (options as Referring | undefined)?.[name];
  return reference && upstreamOf(upstream, reference.run);
}

/** @throws SeedbedError SB_TEACHER for a run that answers another question. */
function teacherLayers({ config, dataset, drawn }: TrainingRun, teacher: UpstreamRun): PlacedLayer[] {
  const misfit = teacherMisfit(config, teacher.config, knownComponents);
  if (misfit) throw new SeedbedError('SB_TEACHER', misfit.message, { hint: misfit.hint });
  const layers = placeNetwork(
    teacher.config.model.layers,
    inputShapeOf(teacher.config, dataset),
    drawn.classes.length,
    knownComponents,
  );
  const count = storedCount(layers);
  if (teacher.weights.length === count) return layers;
  throw new SeedbedError('SB_TEACHER', `the teacher, ${teacher.config.stage}, has ${teacher.weights.length} numbers, but on images of ${shapeText(dataset.inputs.shape)} and ${drawn.classes.length} classes its layers have ${count}`, { hint: 'let both learn images of the same shape, and the same classes' }); // prettier-ignore
}
