import { type Configured, nameOf, optionsOf } from '../components/component.js';
import type { Registry } from '../components/registry.js';
import { shapesOf } from '../components/units.js';
import { classCountOf } from './learned-classes.js';
import { canonicalJson } from '../digest/canonical.js';
import { fail, type Value } from '../spec/value.js';
import type { StageConfig } from './evaluated.js';

/**
 * Masks and methods that look at the weights of another run, `of`, take them one by one: its layers must have the same
 * shapes.
 * @param configOf what was worked out of a run that the config names.
 * @throws SeedbedError SB_WEIGHTS_SHAPE.
 */
export function checkSameShapes(
  config: StageConfig,
  configOf: (run: string) => StageConfig,
  get: (key: string) => Value | undefined,
  registry: Registry,
): void {
  const looking: [string, Configured][] = (config.training?.methods ?? []).map((method) => ['methods', method]);
  if (config.mask !== undefined) looking.push(['mask', config.mask]);
  for (const [field, component] of looking) {
    const { of } = optionsOf(component) as { readonly of?: { readonly run: string } };
    const other = of && configOf(of.run);
    if (!other || haveSameShapes(config, other, registry)) continue;
    throw fail('SB_WEIGHTS_SHAPE', get(field) as Value, `${nameOf(component)} looks at the weights of ${other.stage}, whose layers have other shapes`, 'give both stages the same layers and as many classes'); // prettier-ignore
  }
}

function haveSameShapes(ours: StageConfig, theirs: StageConfig, registry: Registry): boolean {
  const [a, b] = [classCountOf(ours), classCountOf(theirs)];
  // Where only the data know how many classes there are, training says it.
  if (a !== b && a !== null && b !== null) return false;
  const shapes = ({ model }: StageConfig) => canonicalJson(shapesOf(model.layers, registry));
  return shapes(ours) === shapes(theirs);
}
