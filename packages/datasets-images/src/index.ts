export { defineImages, type ImagesPlugin } from './define-images.js';
export { default as imageFolder } from './image-folder.js';
export { malformed } from './files/errors.js';
export { linesOf, type SourceFiles } from './files/source-files.js';
export { classFolders } from './layout/class-folders.js';
export { folderParts } from './layout/folder-parts.js';
export { isPicture } from './decode/kind.js';
export { usualSize } from './pack/usual-size.js';
export { type Absent, type ClassImages, type Layout, type ReadLayout } from './layout/layout.js';
// What other readers of files share: folders and archives, names of parts, pictures on all cores.
export { archiveFiles } from './files/archive.js';
export { composed } from './files/composed.js';
export { folderFiles, listFolder } from './files/folder.js';
export type { Located } from './files/source-files.js';
export { ImageWorkers } from './decode/image-workers.js';
export type { Fact } from './decode/task.js';
export { Findings } from './pack/findings.js';
export { meaningOf } from './layout/part-names.js';
