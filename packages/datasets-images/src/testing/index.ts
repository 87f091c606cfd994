export * from './jpegs.js';
export * from './places.js';
