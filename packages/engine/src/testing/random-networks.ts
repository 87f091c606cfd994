import { type Component, type Configured, knownComponents, nameOf, optionsOf, placeNetwork, SeedbedError, type Shape, sizeOf, storedCount, versionedName } from '@seedbed/core'; // prettier-ignore
import fc from 'fast-check';
import { computedOf, randomComponent, type Surroundings } from './random-components.js';
import { propertySeed } from './numbers.js';

/** Of an example within a network, of all that is stored of it, and of its layers: small ones are trained in no time. */
const limits = { values: 512, stored: 4000, layers: 7 } as const;

/** Units of the output with which layers are tried. */
const outputs = 3;

type Layers = readonly Configured[];

/**
 * Random networks for images of one shape, of all layers that the engine has. Of layers that are drawn those are left out
 * that do not fit behind the ones before.
 */
export function randomNetworks(image: Shape, around: Surroundings): fc.Arbitrary<Layers> {
  const declared = computedOf('layer');
  const inner = declared.filter(({ output }) => !output);
  const simple = (each: Component) => randomComponent(each, around);
  const flat = inner.filter(({ layerLists }) => !layerLists);
  const inside = fc.array(fc.oneof(...flat.map(simple)), { minLength: 1, maxLength: 5 });
  const layer = fc.oneof(...inner.map((each) => randomComponent(each, { ...around, layers: inside })));
  // Layers that turn an image into tokens come first more often than others; else few networks would have tokens.
  const makesTokens = (drawn: Configured) => shapeOf([drawn], image)?.length === 2;
  const tokens = flat.map(simple).filter((each) => fc.sample(each, { seed: propertySeed, numRuns: 20 }).some(makesTokens)); // prettier-ignore
  const first = fc.oneof(layer, ...tokens);
  const end = fc.oneof(...declared.filter(({ output }) => output).map(simple));
  return fc.tuple(first, fc.array(layer, { minLength: 4, maxLength: 14 }), end).map(([begin, more, output]) => {
    const drawn = [begin, ...more].reduce<Layers>(
      (before, each) => (before.length < limits.layers ? [...before, ...fitted(before, each, image, output)] : before),
      [],
    );
    return [...drawn, output];
  });
}

/** The layer, less those inside of it that do not fit; nothing where it does not fit itself. */
function fitted(before: Layers, layer: Configured, image: Shape, output: Configured): Layers {
  const fits = (more: Layers) => shapeOf([...before, ...more, output], image) !== undefined;
  const { name, version } = versionedName(layer);
  const [list] = knownComponents.find('layer', name, version)?.layerLists ?? [];
  if (list === undefined) return fits([layer]) ? [layer] : [];
  const asked = optionsOf(layer)[list] as Layers;
  const kept = asked.reduce<Layers>((all, each) => (fits([...all, each]) ? [...all, each] : all), []);
  const shorter = kept.map((_, left) => ({ [nameOf(layer)]: { ...optionsOf(layer), [list]: kept.slice(0, kept.length - left) } })); // prettier-ignore
  const found = shorter.find((each) => fits([each]));
  return found ? [found] : [];
}

/** What comes out for an example; undefined where a layer does not fit, or is too large for a test. */
function shapeOf(layers: Layers, image: Shape): Shape | undefined {
  try {
    const placed = placeNetwork(layers, image, outputs, knownComponents);
    const isSmall = storedCount(placed) <= limits.stored && placed.every(({ output }) => sizeOf(output) <= limits.values); // prettier-ignore
    return isSmall ? placed.at(-1)?.output : undefined;
  } catch (error) {
    if (error instanceof SeedbedError && error.code === 'SB_SPEC_SHAPE') return undefined;
    throw error;
  }
}
