import type { Summary } from '@seedbed/core';
import { color, variableOf } from '../charts/theme.js';
import { grouped } from '../text/format.js';
import { brief } from './words.js';

const [height, bar] = [26, 4];

const rounded = (value: number) => Number(value.toFixed(1));

/**
 * How numbers spread between the least and the most, small enough for a line of a table. Heights are square roots of counts:
 * of images often half of all pixels have one value, and nothing else would be seen.
 */
export function Histogram({ summary }: { readonly summary: Summary }) {
  const { bins, least, most } = summary;
  const highest = Math.max(...bins);
  const label =
    bins.length === 1
      ? `all ${brief(least)}`
      : `from ${brief(least)} to ${brief(most)} in ${bins.length} equal steps: ${bins.map(grouped).join(', ')}`;
  const width = bar * bins.length;
  return (
    <svg
      class="histogram"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
    >
      {bins.map((count, index) => {
        // What is there is seen, however little it is.
        const tall = count === 0 ? 0 : Math.max(1, height * Math.sqrt(count / highest));
        return (
          <rect
            x={index * bar}
            y={rounded(height - tall)}
            width={bar - 0.5}
            height={rounded(tall)}
            fill={variableOf(color.validation)}
          />
        );
      })}
    </svg>
  );
}
