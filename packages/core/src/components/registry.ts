import type { Component, ComponentKind } from './component.js';
import { masks, methods, transforms } from './data.js';
import { families } from './families/index.js';
import { layers } from './layers/index.js';
import { metrics } from './metrics.js';
import { initializers, losses, optimizers, schedules } from './training.js';

/** What specs may name. */
export class Registry {
  private readonly byKind = new Map<ComponentKind, Map<string, Component[]>>();

  constructor(components: readonly Component[]) {
    for (const component of components) {
      const names = this.byKind.get(component.kind) ?? new Map<string, Component[]>();
      names.set(
        component.name,
        [...(names.get(component.name) ?? []), component].sort((a, b) => b.version - a.version),
      );
      this.byKind.set(component.kind, names);
    }
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
}

/** What the language has without any plugin. */
export const builtIn = new Registry([
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
]);
