/* Seedbed's core, as it is built. */
export const core = await import(new URL('../../../packages/core/dist/index.js', import.meta.url).href);
