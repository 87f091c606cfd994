export * from './backends/backend.js';
export * from './backends/choose.js';
export * from './kernels/kernels.js';
export * from './network/layers.js';
export * from './numerics.js';
export * from './training/state.js';
export * from './training/tracer.js';
export * from './training/train.js';
