import type { z } from 'zod';
import type { Component, Configured } from '../component.js';
import { layers } from '../layers/index.js';
import { oneOf } from '../options.js';
import { shortest } from '../shortest.js';

type Declared<Options extends z.ZodObject> = Omit<Component, 'kind' | 'version' | 'options' | 'expand'> & {
  readonly options: Options;
  /** Layers in their shortest form, without an output. */
  readonly expand: (options: z.output<Options>) => readonly Configured[];
};

/** A family of the language, in its first version: it is written among layers and expands to layers. */
export const family = <Options extends z.ZodObject>({ expand, ...rest }: Declared<Options>): Component => ({
  kind: 'family',
  version: 1,
  ...rest,
  expand: (options) => expand(options as z.output<Options>),
});

/** A layer of that name. @throws TypeError for a name that no layer has. */
export function layer(name: string, options: Readonly<Record<string, unknown>> = {}): Configured {
  const component = layers.find((each) => each.name === name);
  if (!component) throw new TypeError(`there is no layer ${name}`);
  return shortest(component, component.options.parse(options));
}

export const activation = (usual: 'relu' | 'tanh') => oneOf(['relu', 'tanh', 'sigmoid', 'gelu', 'leakyRelu'], 'what follows each layer with weights').default(usual); // prettier-ignore

/** Dense layers with relu and dropout, which is left out where the rate is 0. */
export const denseLayers = (units: readonly number[], follow: string, rate = 0): Configured[] =>
  units.flatMap((each) => [layer('dense', { units: each }), layer(follow), ...(rate > 0 ? [layer('dropout', { rate })] : [])]); // prettier-ignore
