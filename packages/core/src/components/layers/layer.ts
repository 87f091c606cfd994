import { z } from 'zod';
import type { Component } from '../component.js';
import { oneOf, part, whole, yesOrNo } from '../options.js';
import type { Placement, Site } from '../placement.js';

type Declared<Options extends z.ZodObject> = Omit<Component, 'kind' | 'version' | 'options' | 'place'> & {
  readonly options: Options;
  /** @throws Misfit for a shape that it cannot take. */
  readonly place: (options: z.output<Options>, site: Site) => Placement;
};

/** A layer of the language, in its first version. */
export const layer = <Options extends z.ZodObject>({ place, ...rest }: Declared<Options>): Component => ({
  kind: 'layer',
  version: 1,
  ...rest,
  place: (options, site) => place(options as z.output<Options>, site),
});

/** A layer without options or parameters that keeps the shape. */
export const activation = (name: string, summary: string): Component =>
  layer({ name, summary, options: z.strictObject({}), place: (_, { input }) => ({ output: input }) });

const drawing = part('how initial weights are drawn');
export const initializer = drawing.default('he');
/** An output starts smaller: without one its weights are uniform in ±√(1 / inputs). */
export const initializerOfOutput = drawing.optional();
export const initialized = { parts: { initializer: 'initializer' } } as const;
export const bias = yesOrNo('whether a bias is added').default(true);

/** Options of what slides over rows and columns. */
export const sliding = {
  kernelSize: whole('rows and columns of the kernel').default(3),
  stride: whole('step between places of the kernel').default(1),
  padding: oneOf(['same', 'valid'], 'whether edges are padded with zeros').default('same'),
} as const;
