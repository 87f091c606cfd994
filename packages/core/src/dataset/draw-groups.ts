/** Items of each class, by label, in the order in which they are taken. */
type Items = readonly Uint32Array[];

/**
 * Takes all examples of some groups: groups in their order, as long as each brings the number of examples nearer to what
 * is asked for.
 * @param groups numbers of the groups, in the order in which they are taken.
 * @param asked examples.
 */
export function takeGroups(
  items: Items,
  groupOf: (label: number, item: number) => number,
  groups: readonly number[],
  asked: number,
): { readonly taken: Items; readonly left: Items } {
  const sizes = new Map<number, number>();
  items.forEach((own, label) => own.forEach((item) => sizes.set(groupOf(label, item), (sizes.get(groupOf(label, item)) ?? 0) + 1))); // prettier-ignore
  const chosen = new Set<number>();
  let count = 0;
  for (const group of groups) {
    const size = sizes.get(group) ?? 0;
    if (size === 0) continue;
    if (Math.abs(count + size - asked) >= Math.abs(count - asked)) break;
    chosen.add(group);
    count += size;
  }
  const where = (wanted: boolean) => items.map((own, label) => own.filter((item) => chosen.has(groupOf(label, item)) === wanted)); // prettier-ignore
  return { taken: where(true), left: where(false) };
}

/** Numbers of all groups of these examples, ascending. */
export function groupsIn(items: Items, groupOf: (label: number, item: number) => number): number[] {
  const all = new Set<number>();
  items.forEach((own, label) => own.forEach((item) => all.add(groupOf(label, item))));
  return [...all].sort((a, b) => a - b);
}
