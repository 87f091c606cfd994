import { inputShape, placeNetwork } from '../components/network.js';
import { knownComponents } from '../components/registry.js';
import { SeedbedError } from '../errors.js';
import type { RunConfig } from '../plan/run-config.js';
import { field } from '../spec/value.js';
import type { KnownData, Unmet } from './demand.js';
import type { Places } from './places.js';

type Model = RunConfig['model'];

/** A number for each channel of the images, or one for all; of std there are as many as of mean. */
export function unmetInput({ input }: Model, { image: { channels } }: KnownData, places: Places): Unmet | undefined {
  const given = input?.mean.length ?? 1;
  if (given === 1 || given === channels) return undefined;
  const at = field(places.get('input'), 'mean') ?? places.stage;
  const message = `${given} values of mean for images of ${channels} channel${channels === 1 ? '' : 's'}`;
  return { code: 'SB_DATA_CHANNELS', at, message, hint: channels === 1 ? 'give 1' : `give 1 or ${channels}` };
}

/** Each layer must be able to take what the one before gives. */
export function unmetShape({ layers }: Model, { image, classes }: KnownData, places: Places): Unmet | undefined {
  try {
    placeNetwork(layers, inputShape(image), classes.length, knownComponents);
    return undefined;
  } catch (error) {
    if (!(error instanceof SeedbedError) || error.code !== 'SB_SPEC_SHAPE') throw error;
    const message = `${error.message} (images of ${image.height} x ${image.width} x ${image.channels})`;
    return { code: 'SB_SPEC_SHAPE', at: places.get('layers') ?? places.stage, message, hint: error.hint ?? '' };
  }
}
