export { askIn } from './ask-in.js';
export { compiledModule } from './compiled-module.js';
export { enter } from './enter.js';
export { startIn } from './start-in.js';
export { type World, worlds } from './worlds.js';
