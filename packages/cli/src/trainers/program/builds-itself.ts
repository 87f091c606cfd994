import { nameOf, programLayer, type RunConfig } from '@seedbed/core';

/** Whether a program builds the network, and not the language's layers. */
export const buildsItself = ({ model }: RunConfig): boolean =>
  model.layers.some((layer) => nameOf(layer) === programLayer.name);
