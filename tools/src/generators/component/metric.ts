import type { Tree } from '@nx/devkit';
import { type ComponentOptions, generateComponent } from './generate';

/** `nx g tools:metric <name>`. */
export default (tree: Tree, options: ComponentOptions) => generateComponent(tree, 'metric', options);
