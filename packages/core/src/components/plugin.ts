/*
 * With this a package declares components of its own (docs/plugins-components.md): what the language and plans must know
 * of them. What computes them is declared with @seedbed/engine/plugin.
 */
export { z } from 'zod';
export * from './component.js';
export * from './declare.js';
export { family } from './families/family.js';
export { activation, layer } from './layers/layer.js';
export { metric, type MetricComponent } from './metrics.js';
export * from './options.js';
export { componentsContract } from './packages/check.js';
export * from './placement.js';
export * from './shapes.js';
export { schedule } from './training.js';
export * from './measured.js';
