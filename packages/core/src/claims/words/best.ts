import type { Claim } from '../model/claim.js';
import type { BestFinding } from '../model/result.js';
import { list } from '../../words.js';
import { shareWords } from './numbers.js';
import { atWords, placesWords, placeWords } from './places.js';

/** "The best of 7 is S2T or S3T in 87 % of resamples at 25 images per class and 41 % at 100 images per class (chance 29 %)." */
export function bestWords(findings: readonly BestFinding[]): string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const shares = findings.map(({ probability, where }, index) => {
    const share = shareWords(Number(probability.toFixed(2)));
    return `${share}${index === 0 ? ' of resamples' : ''}${atWords(where)}`;
  });
  const names = list(first.are, 'or');
  const alike = findings.every(({ are }) => list(are, 'or') === names);
  const chance = shareWords(Number(first.chance.toFixed(2)));
  return [`The best of ${first.among.length} is ${alike ? names : 'one of those that are claimed'} in ${list(shares)} (chance ${chance}).`]; // prettier-ignore
}

/** What is best cannot be resampled from one replicate. */
export function noBest({ places }: Claim, findings: readonly BestFinding[]): string[] {
  const found = new Set(findings.map(({ where }) => where));
  const without = places.map(({ place }) => place).filter((place) => !found.has(placeWords(place)));
  if (without.length === 0) return [];
  const words = placesWords(without);
  return [`${words === '' ? 'T' : `At ${words} t`}oo few replicates have all of the levels to say which is best.`];
}
