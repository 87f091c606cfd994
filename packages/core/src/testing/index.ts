export * from './checks.js';
export * from './conformance.js';
export * from './pixels.js';
