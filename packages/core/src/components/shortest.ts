import type { z } from 'zod';
import { canonicalJson } from '../digest/canonical.js';
import { type Component, type Configured, configured } from './component.js';

/** A component as a config holds it: the first version is not written, nor is an option at its default. */
export const shortest = (component: Component, options: Readonly<Record<string, unknown>>): Configured =>
  configured(versionedName(component), withoutDefaults(component.options, options));

const versionedName = ({ name, version }: Component) => (version > 1 ? `${name}@${version}` : name);

function withoutDefaults(schema: z.ZodObject, options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(options).filter(([key, value]) => {
    const usual = (schema.shape[key] as z.ZodType | undefined)?.safeParse(undefined);
    return value !== undefined && !(usual?.success && usual.data !== undefined && canonicalJson(usual.data) === canonicalJson(value)); // prettier-ignore
  });
  return Object.fromEntries(kept);
}
