import { builtIn, type Configured, layerNames, nameOf, settled } from '@seedbed/core';
import { checkOptions, Refusal } from './refusal.js';

/** A convolution with all that belongs to it. */
export interface ConvolutionUnit {
  readonly kind: 'convolution';
  /** conv1, conv2 … */
  readonly name: string;
  readonly filters: number;
  readonly kernelSize: number;
  readonly stride: number;
  /** Max-pooling window and stride; 1 is none. */
  readonly poolSize: number;
}

/** A stream's name and the share of the outputs that is dropped in training. */
export interface Dropout {
  /** dropout1, dropout2 … */
  readonly name: string;
  readonly rate: number;
}

export interface DenseUnit {
  readonly kind: 'dense';
  /** dense1, dense2 …, classifier */
  readonly name: string;
  /** Null in the classifier: as many as there are classes. */
  readonly units: number | null;
  readonly dropout: Dropout | null;
}

export type Unit = ConvolutionUnit | DenseUnit;

interface Named {
  /** By kind and number: what streams are called after. */
  readonly name: string;
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A unit, and how many layers it is made of. */
type Read = readonly [unit: Unit, layers: number];

const can = 'conv, relu and maxPool; dense, relu and dropout; classifier';
const plain = { bias: true, initializer: undefined };

/** Layers that the engine runs after the first of a unit only. */
const parts = ['relu', 'maxPool', 'dropout'];

/** How a unit is read, by the layer that it begins with. */
const readers: Readonly<Record<string, (layers: readonly Named[]) => Read>> = {
  conv: readConvolution,
  dense: readDense,
  classifier: ([layer]) => {
    checkOptions('classifier', (layer as Named).options, plain);
    return [{ kind: 'dense', name: (layer as Named).name, units: null, dropout: null }, 1];
  },
};

/** The units of a network as the engine computes them. @throws Refusal for what it cannot run. */
export function unitsOfNetwork(layers: readonly Configured[]): Unit[] {
  const names = layerNames(layers, builtIn);
  const named = layers.map((layer, index): Named => {
    const known = settled(builtIn, 'layer', layer);
    if (!known || !(readers[known.name] || parts.includes(known.name)))
      throw new Refusal(`the layer ${nameOf(layer)}`, can);
    return { name: names[index] as string, kind: known.name, options: known.options };
  });
  const units: Unit[] = [];
  for (let at = 0; at < named.length;) {
    const layer = named[at] as Named;
    const read = readers[layer.kind];
    if (!read) throw new Refusal(`the layer ${layer.kind}${placeOf(named[at - 1])}`, can);
    const [unit, length] = read(named.slice(at));
    const before = units.at(-1);
    if (unit.kind === 'convolution' && before?.kind === 'dense') throw new Refusal(`conv after ${before.name}`, can);
    units.push(unit);
    at += length;
  }
  return units;
}

const placeOf = (before: Named | undefined) => (before ? ` after ${before.name}` : ' as the first one');

function readConvolution([layer, relu, pool]: readonly Named[]): Read {
  const { name, options } = layer as Named;
  checkOptions('conv', options, { padding: 'same', groups: 1, ...plain });
  checkRelu(name, relu);
  const pools = pool?.kind === 'maxPool';
  const poolSize = pools ? (pool.options['poolSize'] as number) : 1;
  if (pools && (pool.options['stride'] ?? poolSize) !== poolSize) {
    throw new Refusal(`maxPool with a stride that is not its poolSize`, 'maxPool without stride');
  }
  const { filters, kernelSize, stride } = options as { filters: number; kernelSize: number; stride: number };
  return [{ kind: 'convolution', name, filters, kernelSize, stride, poolSize }, pools ? 3 : 2];
}

function readDense([layer, relu, next]: readonly Named[]): Read {
  const { name, options } = layer as Named;
  checkOptions('dense', options, plain);
  checkRelu(name, relu);
  const dropout = next?.kind === 'dropout' ? { name: next.name, rate: next.options['rate'] as number } : null;
  return [{ kind: 'dense', name, units: options['units'] as number, dropout }, dropout ? 3 : 2];
}

function checkRelu(name: string, next: Named | undefined): void {
  if (next?.kind !== 'relu') throw new Refusal(`${name} without relu right after it`, can);
}
