import { SeedbedError } from '../../errors.js';
import { type Component, type ComponentKind, type Configured, optionsOf, versionedName } from '../component.js';
import { shortest } from '../shortest.js';

/** What finds the components of the language, and those of registered packages. */
type Registered = (kind: ComponentKind, name: string, version?: number) => Component | undefined;

/** Components of a package as specs name them, `owner:name`. Its families may name its own layers without the package. */
export const qualified = (owner: string, components: readonly Component[], registered: Registered): Component[] =>
  components.map((component) => {
    const { expand } = component;
    const named = { ...component, name: `${owner}:${component.name}` };
    if (!expand) return named;
    const find = finder(owner, components, registered);
    return { ...named, expand: (options) => expand(options).flatMap((layer) => expanded(named.name, layer, find)) };
  });

type Find = (kind: ComponentKind, configured: Configured) => Component | undefined;

/** Its own go before those of the language. */
const finder =
  (owner: string, own: readonly Component[], registered: Registered): Find =>
  (kind, configured) => {
    const { name, version } = versionedName(configured);
    const isOwn = own.some((each) => each.kind === kind && each.name === name);
    return registered(kind, isOwn ? `${owner}:${name}` : name, version);
  };

/**
 * A layer that a family gives, as configs hold it; none where it does nothing.
 * @throws SeedbedError SB_COMPONENTS_INVALID for what is no layer.
 */
function expanded(family: string, layer: Configured, find: Find): Configured[] {
  const component = find('layer', layer);
  const refused = (what: string) =>
    new SeedbedError('SB_COMPONENTS_INVALID', `${family} expands to ${JSON.stringify(layer)}: ${what}`, {
      hint: 'A family gives layers of the language or of its own package.',
    });
  if (!component) throw refused('there is no such layer');
  const written = Object.entries(optionsOf(layer)).map(([key, value]) => {
    const part = component.parts?.[key];
    if (part) return [key, inner(part, value as Configured, find)];
    return [key, component.layerLists?.includes(key) ? (value as Configured[]).flatMap((each) => expanded(family, each, find)) : value]; // prettier-ignore
  });
  const options = component.options.safeParse(Object.fromEntries(written));
  if (!options.success) throw refused(options.error.issues[0]?.message ?? 'its options are not right');
  return component.doesNothing?.(options.data) ? [] : [shortest(component, options.data)];
}

/** A component in the options of a layer, such as an initializer. */
function inner(kind: ComponentKind, configured: Configured, find: Find): Configured {
  const component = find(kind, configured);
  return component ? shortest(component, component.options.parse(optionsOf(configured))) : configured;
}
