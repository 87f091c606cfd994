export * from './checks.js';
export * from './conformance.js';
export { contactSheet } from './contact-sheet.js';
export type { ConfirmedExample } from './examples.js';
