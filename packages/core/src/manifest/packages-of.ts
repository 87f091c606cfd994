import { packageOf } from '../components/component.js';
import { packageMetrics } from '../components/packages/metrics.js';
import type { Packages } from '../components/packages/identity.js';
import type { Registry } from '../components/registry.js';
import { componentsIn } from '../plan/components-of.js';
import type { Request } from './run-id.js';

/**
 * The packages whose code decides what a run gives: those of its components, and where it is measured those of metrics.
 * @returns undefined where there is none: then nothing is recorded of them.
 */
export function packagesOf({ config, measure }: Request, registry: Registry): Packages | undefined {
  const components = [...componentsIn(config, registry)].map(({ name }) => name);
  const metrics = measure.length > 0 ? packageMetrics(registry).map(({ name }) => name) : [];
  const owners = [...new Set([...components, ...metrics].flatMap((name) => packageOf(name) ?? []))].sort();
  const known = owners.flatMap((owner) => {
    const identity = registry.identityOf(owner);
    return identity ? [[owner, identity] as const] : [];
  });
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}
