import type { Scale } from '../values/scale.js';
import { upright } from './positions.js';

/**
 * A cell for each value of x and of series, numbers upwards. @param height In pixels, of the plot. @param labels How the
 * names of the series are written, where not as those of any axis.
 */
export const cellEncoding = (x: Scale | null, series: Scale, height: number, labels = {}) => ({
  x: { field: 'x', type: 'ordinal', sort: x ? [...x.values] : null, axis: x && { title: x.title, labelAngle: 0, labelOverlap: true, domain: false } }, // prettier-ignore
  y: { field: 'series', type: 'ordinal', sort: series.numeric ? [...series.values].reverse() : [...series.values], axis: { title: upright(series, height), ...labels } }, // prettier-ignore
});
