/** What many numbers are like. */
export interface Summary {
  readonly count: number;
  readonly least: number;
  readonly mean: number;
  readonly most: number;
  /** Of all of them (divided by their number), as a scaler of columns has it. */
  readonly deviation: number;
  /** How many lie in each of some equal stretches from `least` to `most`; one where all are equal. Of bytes the last may be shorter. */
  readonly bins: readonly number[];
}

const binCount = 32;

/** Numbers that pass by in columns, for `passes` times. */
export interface PassingColumns {
  readonly passes: 1 | 2;
  /** Takes the values of an example, row by row: the first of a column, the first of the next, … */
  look(values: ArrayLike<number>, pass: number): void;
  summaries(): Summary[];
}

/**
 * Any numbers: range and mean are learned when they pass for the first time, deviation and bins for the second time.
 * @param columns values in a row. @param shown columns that are summarized: the first so many.
 */
export function numberColumns(columns: number, shown = columns): PassingColumns {
  const [least, most, sums, squares] = [Infinity, -Infinity, 0, 0].map((start) => new Float64Array(shown).fill(start)) as [Float64Array, Float64Array, Float64Array, Float64Array]; // prettier-ignore
  const bins = new Float64Array(shown * binCount);
  let rows = 0;
  const each = (values: ArrayLike<number>, visit: (column: number, value: number) => void) => {
    for (let start = 0; start < values.length; start += columns) {
      for (let column = 0; column < shown; column++) visit(column, values[start + column] as number);
    }
  };
  const learnRange = (column: number, value: number) => {
    if (value < (least[column] as number)) least[column] = value;
    if (value > (most[column] as number)) most[column] = value;
    sums[column] = (sums[column] as number) + value;
  };
  const learnSpread = (column: number, value: number) => {
    const [low, high] = [least[column] as number, most[column] as number];
    const away = value - (sums[column] as number) / rows;
    squares[column] = (squares[column] as number) + away * away;
    const bin = column * binCount + binOf(value, low, high);
    bins[bin] = (bins[bin] as number) + 1;
  };
  return {
    passes: 2,
    look(values, pass) {
      if (pass === 0) rows += values.length / columns;
      each(values, pass === 0 ? learnRange : learnSpread);
    },
    summaries: () =>
      Array.from({ length: shown }, (_, column): Summary => {
        const [low, high] = [least[column] as number, most[column] as number];
        const own = Array.from(bins.subarray(column * binCount, (column + 1) * binCount));
        return {
          ...{ count: rows, least: low, most: high, mean: (sums[column] as number) / rows },
          ...{ deviation: Math.sqrt((squares[column] as number) / rows), bins: low === high ? [rows] : own },
        };
      }),
  };
}

const binOf = (value: number, low: number, high: number): number =>
  low === high ? 0 : Math.min(binCount - 1, Math.floor((binCount * (value - low)) / (high - low)));

/** Bytes: how often each of the 256 occurs says everything, so they pass once. */
export function byteColumns(columns: number, shown = columns): PassingColumns {
  const often = Array.from({ length: shown }, () => new Float64Array(256));
  return {
    passes: 1,
    look(values) {
      for (let start = 0; start < values.length; start += columns) {
        for (let column = 0; column < shown; column++) {
          const counts = often[column] as Float64Array;
          const value = values[start + column] as number;
          counts[value] = (counts[value] as number) + 1;
        }
      }
    },
    summaries: () => often.map(ofCounts),
  };
}

function ofCounts(often: Float64Array): Summary {
  const values = [...often.keys()].filter((value) => often[value] !== 0);
  const [least, most] = [values[0] as number, values.at(-1) as number];
  const total = (of: (value: number) => number) => values.reduce((sum, value) => sum + (often[value] as number) * of(value), 0); // prettier-ignore
  const count = total(() => 1);
  const mean = total((value) => value) / count;
  // As many values in each bin, or a smooth picture would look like a comb.
  const width = Math.ceil((most - least + 1) / binCount);
  const bins = Array.from({ length: Math.ceil((most - least + 1) / width) }, () => 0);
  for (const value of values) {
    const bin = Math.floor((value - least) / width);
    bins[bin] = (bins[bin] as number) + (often[value] as number);
  }
  return { count, least, most, mean, deviation: Math.sqrt(total((value) => (value - mean) ** 2) / count), bins };
}

/** Of numbers that are all at hand. */
export function summaryOf(values: Float32Array): Summary {
  const column = numberColumns(1);
  for (const pass of [0, 1]) column.look(values, pass);
  return column.summaries()[0] as Summary;
}
