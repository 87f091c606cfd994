import type { Axis } from '../../figures/cells.js';
import { axisTitle } from './places.js';

/** "log2 of size", "depth": what a slope is on. */
export const axisWords = (axis: Axis): string => (axis.scale === 'linear' ? axisTitle(axis) : `${axis.scale} of ${axisTitle(axis)}`); // prettier-ignore

const steps: Readonly<Record<Axis['scale'], string>> = {
  log2: 'Each doubling of',
  log10: 'Each tenfold of',
  linear: 'Each step of 1 in',
};

/** "Each doubling of size": what a slope is for. */
export const stepWords = (axis: Axis): string => `${steps[axis.scale]} ${axisTitle(axis)}`;
