const sampled = 16;
const blocks = 8;
const goldenRatio = 0.6180339887498949;

/** Where the elements lie that are kept of an output of `size`: spread over it, in no row or column in common. */
const sampleOf = (size: number, which: number) => Math.floor((((which + 1) * goldenRatio) % 1) * size);
const beginOf = (size: number, block: number) => Math.floor((block * size) / blocks);

/** Between -1 and 1, another for each element: elements that change places change the sum. */
const weightOf = (at: number) => Math.imul(at + 1, 0x9e3779b1) / 2 ** 31;

function parts(values: ArrayLike<number>, sum: (at: number) => number): number[] {
  const size = values.length;
  const samples = Array.from({ length: sampled }, (_, which) => values[sampleOf(size, which)] as number);
  const sums = Array.from({ length: blocks }, (_, block) => {
    let total = 0;
    for (let at = beginOf(size, block); at < beginOf(size, block + 1); at++) total += sum(at);
    return total;
  });
  return [...samples, ...sums];
}

/** A large output in few numbers: some of its elements, then weighted sums of all, a block of neighbors each. */
export const condense = (values: ArrayLike<number>): number[] =>
  parts(values, (at) => weightOf(at) * (values[at] as number));

/** What was summed for each of those numbers, as absolute values. @param terms of each element. */
export const condenseTerms = (values: ArrayLike<number>, terms: ArrayLike<number>): number[] =>
  parts(terms, (at) => Math.abs(weightOf(at)) * Math.max(terms[at] as number, Math.abs(values[at] as number)));

/** Which element the number at `index` of a condensed output is, or the first and last of its block. */
export function placesOf(size: number, index: number): readonly [number] | readonly [number, number] {
  if (index < sampled) return [sampleOf(size, index)];
  const block = index - sampled;
  return [beginOf(size, block), beginOf(size, block + 1) - 1];
}
