/*
 * With this a package computes the components that it declares (docs/plugins-components.md): its entry "./engine" exports
 * them as `codes`. A backend may compute a step as a graph: what a code does with tensors it does in every step alike, and
 * reads no value back.
 */
export type { Code } from './config/code.js';
export type { Codes } from './config/codes.js';
export * from './initializers/initializer.js';
export type { Kernels, Loss } from './kernels/kernels.js';
export { differentiated } from './layers/differentiated.js';
export * from './layers/layer.js';
export { softmax } from './layers/softmax.js';
export * from './losses/loss.js';
export * from './masks/mask.js';
export * from './methods/method.js';
export * from './optimizers/optimizer.js';
export * from './schedules/schedule.js';
export * from './transforms/transform.js';
