import type { Tree } from '@nx/devkit';
import { type ComponentOptions, generateComponent } from './generate';

/** `nx g tools:family <name>`. */
export default (tree: Tree, options: ComponentOptions) => generateComponent(tree, 'family', options);
