export * from './jpegs.js';
export * from './open-set.js';
export * from './places.js';
export * from './real-data.js';
