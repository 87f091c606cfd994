import { packageOf } from '../component.js';
import type { MetricComponent } from '../metrics.js';
import type { Registry } from '../registry.js';

/** Metrics of registered packages: every run that is measured records them. */
export const packageMetrics = (registry: Registry): MetricComponent[] =>
  registry.names('metric').flatMap((name) => {
    const metric = registry.find('metric', name) as MetricComponent;
    return packageOf(name) !== undefined && metric.measure ? [metric] : [];
  });
