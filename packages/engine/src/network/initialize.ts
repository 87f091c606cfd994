import { allLayers, knownComponents, type Configured, type NamedShape, type PlacedLayer, type SeedStreams, settled, sizeOf, storedCount, type Stream } from '@seedbed/core'; // prettier-ignore
import { codeOf } from '../config/codes.js';
import { uniform } from '../initializers/uniform.js';
import { truncated } from '../initializers/truncated-normal.js';

/**
 * The numbers of a network before its first step, as they are stored. Unless a layer names an initializer its weights are
 * uniform in ±√(6 / fan-in) (He et al. 2015, eq. 10, as a uniform distribution), those of the output in ±√(1 / fan-in).
 * @param stage every layer draws from its own stream `<stage>/init/<layer>`.
 * @param copied the first so many layers draw nothing and are zero: another run's numbers go there.
 */
export function initialNumbers(
  layers: readonly PlacedLayer[],
  stage: string,
  streams: SeedStreams,
  copied = 0,
): Float32Array {
  const numbers = new Float32Array(storedCount(layers));
  let at = storedCount(layers.slice(0, copied));
  for (const layer of allLayers(layers.slice(copied))) {
    const isDrawn = layer.parameters.some(({ start }) => typeof start === 'object');
    const stream = isDrawn ? streams.open(`${stage}/init/${layer.name}`) : null;
    for (const each of [...layer.parameters, ...layer.buffers]) {
      numbers.set(startOf(layer, each, stream), at);
      at += sizeOf(each.shape);
    }
  }
  return numbers;
}

function startOf(layer: PlacedLayer, { shape, start }: NamedShape, stream: Stream | null): Float32Array {
  if (start === 'zeros' || start === 'ones') return new Float32Array(sizeOf(shape)).fill(start === 'ones' ? 1 : 0);
  if ('std' in start) return truncated(shape, start.std, stream as Stream);
  const written = layer.options['initializer'] as Configured | undefined;
  if (written === undefined) return uniform(shape, isOutput(layer) ? 1 : 6, start.fanIn, stream as Stream);
  const { name, version, options } = settled(knownComponents, 'initializer', written) as NonNullable<ReturnType<typeof settled>>; // prettier-ignore
  return codeOf('initializer', name, version).draw({ shape, ...start }, stream as Stream, options);
}

const isOutput = ({ kind, version }: PlacedLayer) => knownComponents.find('layer', kind, version)?.output === true;
