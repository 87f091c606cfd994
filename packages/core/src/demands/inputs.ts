import { lastOf, shapeText } from '../components/shapes.js';
import { placeNetwork } from '../components/network.js';
import { knownComponents } from '../components/registry.js';
import { inputShapeOf, outputsOf } from '../dataset/network-data.js';
import { SeedbedError } from '../errors.js';
import type { RunConfig } from '../plan/run-config.js';
import { field } from '../spec/value.js';
import { inputWords } from '../dataset/input-words.js';
import type { KnownData, Unmet } from './demand.js';
import type { Places } from './places.js';

type Run = Pick<RunConfig, 'learn' | 'model'>;

/** A number for each channel or column of the inputs, or one for all; of std there are as many as of mean. */
export function unmetInput({ model: { input } }: Run, data: KnownData, places: Places): Unmet | undefined {
  const given = input?.mean.length ?? 1;
  const last = lastOf(data.inputs.shape);
  if (given === 1 || given === last) return undefined;
  const at = field(places.get('input'), 'mean') ?? places.stage;
  const message = `${given} values of mean for ${inputWords(data)}`;
  return { code: 'SB_DATA_CHANNELS', at, message, hint: last === 1 ? 'give 1' : `give 1 or ${last}` };
}

/** Each layer must be able to take what the one before gives. */
export function unmetShape({ model: { layers }, learn }: Run, data: KnownData, places: Places): Unmet | undefined {
  const shape = inputShapeOf({ learn }, data);
  try {
    placeNetwork(layers, shape, outputsOf({ learn }, data), knownComponents);
    return undefined;
  } catch (error) {
    if (!(error instanceof SeedbedError) || error.code !== 'SB_SPEC_SHAPE') throw error;
    const what =
      shape === data.inputs.shape ? inputWords(data) : `${shapeText(shape)} values with the columns that are added`;
    return { code: 'SB_SPEC_SHAPE', at: places.get('layers') ?? places.stage, message: `${error.message} (${what})`, hint: error.hint ?? '' }; // prettier-ignore
  }
}
