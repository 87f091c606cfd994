import { type ComponentKind, type Configured, versionedName, optionsOf } from '../components/component.js';
import { builtIn, type Registry } from '../components/registry.js';
import type { RunConfig } from './run-config.js';

/** Name and version of everything that a config is made of, "conv@1", each once, in the order of their names. */
export function componentsOf(config: RunConfig, registry: Registry = builtIn): string[] {
  const { learn, model, training, mask } = config;
  const one = (kind: ComponentKind, component: Configured | undefined) => all(kind, component === undefined ? [] : [component], registry); // prettier-ignore
  const found = [
    ...all('layer', model.layers, registry),
    ...all('transform', learn.transforms ?? [], registry),
    ...one('mask', mask),
    ...one('optimizer', training?.optimizer),
    ...one('schedule', training?.schedule),
    ...one('loss', training?.loss),
    ...all('method', training?.methods ?? [], registry),
  ];
  return [...new Set(found)].sort();
}

/** These components, and those in their options. */
function all(kind: ComponentKind, components: readonly Configured[], registry: Registry): string[] {
  return components.flatMap((component) => {
    const { name, version } = versionedName(component);
    const declared = registry.find(kind, name, version);
    const inner = Object.entries(optionsOf(component)).flatMap(([option, value]) => {
      if (declared?.layerLists?.includes(option)) return all('layer', value as readonly Configured[], registry);
      const part = declared?.parts?.[option];
      return part ? all(part, [value as Configured], registry) : [];
    });
    return [`${name}@${version}`, ...inner];
  });
}
