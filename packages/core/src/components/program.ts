import { z } from 'zod';
import type { Component } from './component.js';
import { layer } from './layers/layer.js';

/*
 * What a program that trains brings itself: docs/trainers.md. What its options mean, it alone knows: any are taken, and
 * handed to it as they are written.
 */

const free = z.looseObject({});

/** A network that the program builds. It is a network's output, and one unit. */
export const programLayer: Component = layer({
  name: 'program',
  summary: 'A network that the program of `trainer` builds, with any options. Always the last layer.',
  weights: 'unit',
  output: true,
  draws: 'program',
  example: { hidden: 64 },
  options: free,
  place: (_, { outputs }) => ({ output: [outputs] }),
});

/** A way to train that the program has. */
export const programOptimizer: Component = {
  kind: 'optimizer',
  name: 'program',
  version: 1,
  summary: 'A way to train that the program of `trainer` has, with any options.',
  example: { momentum: 0.9 },
  draws: 'program',
  options: free,
};

/** Whether a component takes options that it does not name. */
export const takesAnyOption = ({ options }: Pick<Component, 'options'>): boolean => options === free;
