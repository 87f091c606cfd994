/**
 * Holm's step-down procedure (Holm 1979): adjusted p values, in the order given; compare each with alpha. It controls
 * the familywise error rate under any dependence, as places share classes and upstream runs.
 */
export function holm(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length);
  const order = p.map((_, index) => index).sort((a, b) => p[a]! - p[b]!);
  let floor = 0; // Nothing passes that a smaller p did not.
  order.forEach((index, rank) => {
    floor = Math.min(1, Math.max(floor, (p.length - rank) * p[index]!));
    adjusted[index] = floor;
  });
  return adjusted;
}

/**
 * A table of p values, one row a place and one column a contrast, adjusted for "all contrasts of this place": the
 * intersection-union test takes a row's largest p (Berger 1982), Holm runs over the rows. One p a row.
 */
export function holmOfRows(table: readonly (readonly number[])[]): number[] {
  return holm(table.map((row) => Math.max(...row)));
}

/**
 * The same table adjusted for "this contrast, at this place": Holm over the places, each contrast its own family. No
 * entry exceeds its row's `holmOfRows`, so where a place passes, each of its contrasts does.
 */
export function holmOfColumns(table: readonly (readonly number[])[]): number[][] {
  const columns = (table[0] ?? []).map((_, column) => holm(table.map((row) => row[column]!)));
  return table.map((row, index) => row.map((_, column) => columns[column]![index]!));
}

/** The same table adjusted for "some contrast of this place": one family of all entries. */
export function holmOfAll(table: readonly (readonly number[])[]): number[][] {
  const flat = holm(table.flat());
  let next = 0;
  return table.map((row) => row.map(() => flat[next++]!));
}
