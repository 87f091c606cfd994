import type { Registry } from '../components/registry.js';
import { type ComponentEntry, componentEntries } from './components.js';
import type { Chapter } from './entry.js';
import { fieldChapters } from './fields.js';

/** Everything that an experiment may say, as a reader looks it up. */
export interface Manual {
  readonly fields: readonly Chapter[];
  readonly components: readonly ComponentEntry[];
}

/** The manual of the language, from the grammar, the registry and the types that the reader checks. */
export const manualOf = (registry: Registry): Manual => ({
  fields: fieldChapters(),
  components: componentEntries(registry),
});
