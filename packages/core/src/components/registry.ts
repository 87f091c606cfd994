import { SeedbedError } from '../errors.js';
import { type Component, type ComponentKind, packageOf } from './component.js';
import { masks, methods, transforms } from './data.js';
import { families } from './families/index.js';
import { layers } from './layers/index.js';
import { metrics } from './metrics.js';
import { checkComponents } from './packages/check.js';
import type { PackageIdentity } from './packages/identity.js';
import { qualified } from './packages/qualified.js';
import { initializers, losses, optimizers, schedules } from './training.js';

interface Registered extends PackageIdentity {
  readonly components: readonly Component[];
}

/** What specs may name. */
export class Registry {
  private readonly byKind = new Map<ComponentKind, Map<string, Component[]>>();
  private readonly packages = new Map<string, Registered>();
  private readonly refused = new Map<string, SeedbedError>();

  constructor(components: readonly Component[]) {
    for (const component of components) this.add(component);
  }

  /**
   * Adds the components of a package: a spec names them `owner:name`. The same once more changes nothing.
   * @param owner name of the package.
   * @param candidate what it exports.
   * @throws SeedbedError SB_COMPONENTS_INVALID where that is no list of components, SB_COMPONENTS_TWICE where other code of
   * that name is there already.
   */
  register(owner: string, candidate: unknown, { version, digest }: PackageIdentity): void {
    const known = this.packages.get(owner);
    if (known && (known.digest !== digest || known.version !== version)) {
      throw new SeedbedError('SB_COMPONENTS_TWICE', `${owner}: another version of its components is in use already`, {
        hint: 'Install one version where all specs of the command find it.',
      });
    }
    this.refused.delete(owner);
    if (known) return;
    const components = checkComponents(owner, candidate, this.purposes());
    this.packages.set(owner, { version, digest, components });
    for (const component of qualified(owner, components, (...asked) => this.find(...asked))) this.add(component);
  }

  /** Says why nothing of a package can be named; whoever names it gets this error. */
  refuse(owner: string, error: SeedbedError): void {
    this.refused.set(owner, error);
  }

  refusalOf(name: string): SeedbedError | undefined {
    return this.refused.get(packageOf(name) ?? '');
  }

  /** Version and code of a registered package. */
  identityOf(owner: string): PackageIdentity | undefined {
    const known = this.packages.get(owner);
    return known && { version: known.version, digest: known.digest };
  }

  /** The component of that name and version, the newest where none is given. */
  find(kind: ComponentKind, name: string, version?: number): Component | undefined {
    const all = this.byKind.get(kind)?.get(name);
    return version === undefined ? all?.[0] : all?.find((each) => each.version === version);
  }

  /** Names, in the order in which they were declared. */
  names(kind: ComponentKind): string[] {
    return [...(this.byKind.get(kind)?.keys() ?? [])];
  }

  private add(component: Component): void {
    const names = this.byKind.get(component.kind) ?? new Map<string, Component[]>();
    const same = [...(names.get(component.name) ?? []), component];
    names.set(
      component.name,
      same.sort((a, b) => b.version - a.version),
    );
    this.byKind.set(component.kind, names);
  }

  /** The purposes from which components draw so far. */
  private purposes(): Set<string> {
    const all = [...this.byKind.values()].flatMap((names) => [...names.values()].flat());
    return new Set(all.flatMap(({ draws }) => draws ?? []));
  }
}

/** What the language has without any package. */
export const languageComponents: readonly Component[] = [
  ...layers,
  ...families,
  ...optimizers,
  ...schedules,
  ...losses,
  ...initializers,
  ...transforms,
  ...methods,
  ...masks,
  ...metrics,
];

/** All components that specs may name: those of the language, and those of registered packages. */
export const knownComponents = new Registry(languageComponents);
