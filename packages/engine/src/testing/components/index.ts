export { componentConformance } from './conformance.js';
export type { ConformanceSetup, Exported } from './setup.js';
