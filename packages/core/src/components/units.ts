import { type Configured, versionedName, optionsOf, shortName } from './component.js';
import type { Registry } from './registry.js';

const unversioned = (layer: Configured) => versionedName(layer).name;

/**
 * The units of a network, which `freeze` and `weights` count: one begins at each top-level layer with weights, a
 * normalization and layers without weights belong to the unit before, those at the start to the first.
 */
export function unitsOf(layers: readonly Configured[], registry: Registry): Configured[][] {
  const units: Configured[][] = [];
  let waiting: Configured[] = [];
  for (const layer of layers) {
    const begins = registry.find('layer', unversioned(layer))?.weights === 'unit';
    if (begins) {
      units.push([...waiting, layer]);
      waiting = [];
    } else (units.at(-1) ?? waiting).push(layer);
  }
  return units;
}

/** How many top-level layers the first units of a network have. */
export const layersIn = (layers: readonly Configured[], units: number, registry: Registry): number =>
  unitsOf(layers, registry).slice(0, units).flat().length;

/** What must be equal for weights to fit: the layers with weights, without what changes no shape. */
export function shapesOf(unit: readonly Configured[], registry: Registry): unknown {
  return unit
    .filter((layer) => registry.find('layer', unversioned(layer))?.weights !== undefined)
    .map((layer) => {
      const { initializer, stride, padding, momentum, epsilon, layers, ...sizes } = optionsOf(layer);
      void [initializer, stride, padding, momentum, epsilon];
      const inner = layers === undefined ? [] : shapesOf(layers as Configured[], registry);
      return [unversioned(layer), sizes, inner];
    });
}

export const isOutput = (layer: Configured | undefined, registry: Registry): boolean =>
  layer !== undefined && registry.find('layer', unversioned(layer))?.output === true;

/**
 * Names of all layers with weights or draws, by kind and number among their kind: `conv2`, `residual1/conv1`; the
 * output has no number. Packages do not enter: `scale1` for the first layer of that name, whoever declares it. Seed streams
 * are called after them.
 */
export function layerNames(layers: readonly Configured[], registry: Registry, owner = ''): string[] {
  const counts = new Map<string, number>();
  return layers.flatMap((layer) => {
    const kind = shortName(unversioned(layer));
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const name = `${owner}${kind}${isOutput(layer, registry) ? '' : number}`;
    const inner = optionsOf(layer)['layers'] as Configured[] | undefined;
    return [name, ...(inner ? layerNames(inner, registry, `${name}/`) : [])];
  });
}
