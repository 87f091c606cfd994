import { knownComponents } from '../components/registry.js';
import { settled } from '../components/settled.js';
import type { Shape } from '../components/shapes.js';
import { classCountOf } from '../plan/learned-classes.js';
import type { RunConfig } from '../plan/run-config.js';
import type { DatasetFacts } from './dataset.js';

/** What of a data set decides the shapes of a network. */
export type NetworkData = Pick<DatasetFacts, 'inputs' | 'classes' | 'targets'>;

/** Shape of an example that goes into a run's network: that of the data, with the columns that transforms add. */
export function inputShapeOf({ learn }: Pick<RunConfig, 'learn'>, { inputs }: Pick<NetworkData, 'inputs'>): Shape {
  const added = (learn.transforms ?? []).reduce((columns, transform) => {
    const known = settled(knownComponents, 'transform', transform);
    if (!known) return columns;
    return columns + (knownComponents.find('transform', known.name, known.version)?.widens?.(known.options) ?? 0);
  }, 0);
  const { shape } = inputs;
  return added === 0 ? shape : [...shape.slice(0, -1), (shape.at(-1) as number) + added];
}

/** How many units a run's output has: one for each class that is learned, or for each number that is to be predicted. */
export const outputsOf = (
  config: Pick<RunConfig, 'learn'>,
  { targets, classes }: Pick<NetworkData, 'targets' | 'classes'>,
): number => (typeof targets === 'string' ? (classCountOf(config) ?? classes.length) : targets.length);

/** Height, width and channels of images; null of anything else. */
export function imageOf({ inputs: { shape, type } }: Pick<NetworkData, 'inputs'>): ImageShape | null {
  const [height, width, channels] = shape;
  if (type !== 'uint8' || shape.length !== 3) return null;
  return { height: height as number, width: width as number, channels: channels as number };
}

/** Pixels, and values a pixel. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}
