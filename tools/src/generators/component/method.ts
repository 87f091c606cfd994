import type { Tree } from '@nx/devkit';
import { type ComponentOptions, generateComponent } from './generate';

/** `nx g tools:method <name>`. */
export default (tree: Tree, options: ComponentOptions) => generateComponent(tree, 'method', options);
