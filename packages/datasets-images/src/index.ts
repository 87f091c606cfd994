export { defineImages, type ImagesPlugin } from './define-images.js';
export { malformed } from './files/errors.js';
export { linesOf, type SourceFiles } from './files/source-files.js';
export { classFolders } from './layout/class-folders.js';
export { isPicture } from './decode/kind.js';
export { type Absent, type ClassImages, type Layout, type ReadLayout } from './layout/layout.js';
