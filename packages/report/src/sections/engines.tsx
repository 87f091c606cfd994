import { engineGroups, labelOf, type Manifest, type Verification } from '@seedbed/core';
import { count, list, short } from '../text/format.js';

interface EnginesProps {
  readonly runs: readonly Manifest[];
  readonly verification: Verification | null;
}

/** Runs named of each group but the largest. */
const named = 12;

/** Results of different sources are on one page only where it is said, until a verification has compared them. */
export function Engines({ runs, verification }: EnginesProps) {
  const groups = engineGroups(runs, verification ? [verification] : []);
  if (groups.length < 2) return null;
  const parts = groups.map(({ engine, manifests }, index) => {
    const who = engine === null ? 'sources that are not named' : `sources ${short(engine)}`;
    const names = manifests.slice(0, named).map(labelOf);
    const more = manifests.length > named ? [`${manifests.length - named} more`] : [];
    return `${count(manifests.length, 'run')} by ${who}${index === 0 ? '' : ` (${list([...names, ...more])})`}`;
  });
  return (
    <p class="warning">
      <strong>These runs were made by different engine sources:</strong> {list(parts)}. Nobody has shown that they give
      the same numbers: a difference between runs may be one between sources.
    </p>
  );
}
