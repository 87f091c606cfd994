import { type Configured, optionsOf } from '../components/component.js';
import { builtIn } from '../components/registry.js';
import { settled } from '../components/settled.js';
import type { ImageShape } from '../dataset/contract.js';
import { unitsOf } from '../plan/network.js';

/** What one example means to a unit of a network, or to a layer. */
export interface UnitSize {
  /** Multiply-adds of its forward pass. */
  readonly cost: number;
  /** Weights and biases. */
  readonly parameters: number;
  /** Values that its layers with weights give. */
  readonly wide: number;
  /** Values that the next unit gets. */
  readonly output: number;
}

interface Pass {
  readonly cost: number;
  readonly parameters: number;
  readonly wide: number;
  /** Rows, columns and channels that come out; what is flat is one pixel. */
  readonly shape: ImageShape;
}

/** A layer's numbers. */
type Options = Readonly<Record<string, number>> & { readonly padding?: 'same' | 'valid'; readonly bias?: boolean };
type Measure = (input: ImageShape, options: Options, outputs: number) => Pass;

const valuesOf = ({ height, width, channels }: ImageShape) => height * width * channels;
const flat = (channels: number): ImageShape => ({ height: 1, width: 1, channels });

/** Layers that change the shape or have weights; the others count as nothing, so do those of plugins. */
const measures: Readonly<Record<string, Measure>> = {
  conv: (input, options) => convolved(input, options, options['filters'] as number, input.channels / (options['groups'] as number)), // prettier-ignore
  depthwiseConv: (input, options) => convolved(input, options, input.channels * (options['multiplier'] as number), 1),
  dense: (input, options) => connected(input, options, options['units'] as number),
  classifier: connected,
  regressor: connected,
  batchNorm: normalized,
  layerNorm: normalized,
  groupNorm: normalized,
  maxPool: pooled,
  averagePool: pooled,
  globalAveragePool: ({ channels }) => shaped(flat(channels)),
  flatten: (input) => shaped(flat(valuesOf(input))),
};

const shaped = (shape: ImageShape): Pass => ({ cost: 0, parameters: 0, wide: 0, shape });

function convolved(
  input: ImageShape,
  { kernelSize, stride, padding, bias }: Options,
  filters: number,
  channels: number,
): Pass {
  const [kernel, step] = [kernelSize as number, stride as number];
  const places = (extent: number) => Math.max(0, Math.ceil((padding === 'valid' ? extent - kernel + 1 : extent) / step)); // prettier-ignore
  const shape = { height: places(input.height), width: places(input.width), channels: filters };
  const weights = kernel * kernel * channels * filters;
  const wide = valuesOf(shape);
  return { cost: (wide / filters) * weights, parameters: weights + (bias ? filters : 0), wide, shape };
}

function connected(input: ImageShape, { bias }: Options, units: number): Pass {
  const values = valuesOf(input);
  return { cost: values * units, parameters: (values + (bias ? 1 : 0)) * units, wide: units, shape: flat(units) };
}

function normalized(input: ImageShape): Pass {
  const values = valuesOf(input);
  return { cost: values, parameters: 2 * input.channels, wide: values, shape: input };
}

function pooled({ height, width, channels }: ImageShape, { poolSize, stride }: Options): Pass {
  const window = poolSize as number;
  const places = (extent: number) => Math.max(0, Math.floor((extent - window) / (stride ?? window)) + 1);
  return shaped({ height: places(height), width: places(width), channels });
}

function measured(input: ImageShape, layer: Configured, outputs: number): Pass {
  const known = settled(builtIn, 'layer', layer);
  if (known?.name === 'residual') return residual(input, layer, outputs);
  const measure = known && measures[known.name];
  return measure ? measure(input, known.options as Options, outputs) : shaped(input);
}

/** The layers of the block, and where the shortcut is a projection a convolution of single pixels. */
function residual(input: ImageShape, layer: Configured, outputs: number): Pass {
  const { layers, shortcut } = optionsOf(layer);
  const block = together(input, layers as readonly Configured[], outputs);
  if (shortcut !== 'projection') return block;
  const weights = input.channels * block.shape.channels;
  const cost = block.cost + block.shape.height * block.shape.width * weights;
  return { ...block, cost, parameters: block.parameters + weights };
}

const together = (input: ImageShape, layers: readonly Configured[], outputs: number): Pass =>
  layers.reduce((before, layer) => {
    const pass = measured(before.shape, layer, outputs);
    return { cost: before.cost + pass.cost, parameters: before.parameters + pass.parameters, wide: before.wide + pass.wide, shape: pass.shape }; // prettier-ignore
  }, shaped(input));

/**
 * A network unit by unit, the output last: for estimates of time and memory.
 * @param outputs units of the output: a class each, or a numeric target.
 */
export function unitSizes(layers: readonly Configured[], image: ImageShape, outputs: number): UnitSize[] {
  let shape = image;
  return unitsOf(layers, builtIn).map((unit) => {
    const { shape: output, ...size } = together(shape, unit, outputs);
    shape = output;
    return { ...size, output: valuesOf(output) };
  });
}
