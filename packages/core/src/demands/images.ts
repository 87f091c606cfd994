import { nameOf } from '../components/component.js';
import { builtIn } from '../components/registry.js';
import { unitSizes } from '../estimates/unit-sizes.js';
import { unitsOf } from '../plan/network.js';
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

/** Convolutions and pooling must leave something of an image. */
export function unmetShape({ layers }: Model, { image, classes }: KnownData, places: Places): Unmet | undefined {
  const empty = unitSizes(layers, image, classes.length).findIndex(({ output }) => output === 0);
  if (empty < 0) return undefined;
  const unit = (unitsOf(layers, builtIn)[empty] ?? []).map(nameOf).join(', ');
  return {
    code: 'SB_SPEC_SHAPE',
    at: places.get('layers') ?? places.stage,
    message: `nothing is left of an image of ${image.height} x ${image.width} after unit ${empty + 1}: ${unit}`,
    hint: 'use smaller strides or less pooling',
  };
}
