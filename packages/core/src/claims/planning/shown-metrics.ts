import type { Figure } from '../../figures/figure.js';
import { type MetricName, metricText } from '../../plan/metric-name.js';
import type { Claim } from '../model/claim.js';

/** The metrics that claims and figures need, each once. */
export function shownMetrics(claims: readonly Claim[], figures: readonly Figure[]): MetricName[] {
  const drawn = figures.flatMap(({ shown, x }) => [
    ...(shown.kind === 'metric' ? [shown.metric] : []),
    ...(x?.kind === 'metric' ? [x.metric] : []),
  ]);
  const all = [...claims.map(({ metric }) => metric), ...drawn];
  return [...new Map(all.map((metric) => [metricText(metric), metric])).values()];
}
