import type { Axis, Place } from '../../figures/cells.js';
import type { PlaceValues } from '../model/result.js';
import { list } from '../../words.js';

/** What an axis is called: "learning rate", "size". */
export const axisTitle = ({ title, name }: Axis): string => title ?? name;

/** "25 images per class" where the axis has a unit, else "depth 3". */
function valuesOn(axis: Axis, values: readonly string[]): string {
  return axis.unit === undefined ? `${axisTitle(axis)} ${list(values)}` : `${list(values)} ${axis.unit}`;
}

/** "25 images per class", "depth 3", "25 images per class, depth 3"; empty where a claim is judged once. */
export const placeWords = (place: Place): string => [...place].map(([axis, value]) => valuesOn(axis, [value])).join(', '); // prettier-ignore

/** "5, 10 and 25 images per class", "depth 1 and 2", "size 5, depth 1; size 5, depth 2". */
export function placesWords(places: readonly Place[]): string {
  const axes = [...(places[0]?.keys() ?? [])];
  const [axis, second] = axes;
  if (axis === undefined) return '';
  if (second) return places.map(placeWords).join('; ');
  return valuesOn(axis, places.map((place) => place.get(axis) as string)); // prettier-ignore
}

/** " at depth 3", with a space before it; nothing where a claim is judged once. */
export const atWords = (words: string): string => (words === '' ? '' : ` at ${words}`);

export const placeValues = (place: Place): PlaceValues =>
  Object.fromEntries([...place].map(([{ name }, value]) => [name, value]));
