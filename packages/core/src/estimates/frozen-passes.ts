import { nameOf, optionsOf, versionedName } from '../components/component.js';
import { knownComponents } from '../components/registry.js';
import type { RunConfig } from '../plan/run-config.js';
import { teacherOf } from '../plan/teacher.js';

/**
 * How images pass frozen layers in training: once each; once each as they are and mirrored, where nothing else changes
 * them; or in every step, since shifted images, for one, differ each time, and a teacher is shown the images themselves.
 */
export type FrozenPasses = 'once' | 'mirrored' | 'everyStep';

export function frozenPassesOf({ training }: Pick<RunConfig, 'training'>): FrozenPasses {
  // A teacher needs images, whatever of the student is frozen.
  if (teacherOf({ training }) !== undefined) return 'everyStep';
  const [first, ...others] = (training?.methods ?? []).filter((method) => {
    const { name, version } = versionedName(method);
    const { draws, changesExamples } = knownComponents.find('method', name, version) ?? {};
    return draws !== undefined || changesExamples;
  });
  if (first === undefined) return 'once';
  const { flip, ...more } = optionsOf(first);
  const mirrorsOnly = others.length === 0 && nameOf(first) === 'augment' && flip === true;
  return mirrorsOnly && Object.keys(more).length === 0 ? 'mirrored' : 'everyStep';
}
