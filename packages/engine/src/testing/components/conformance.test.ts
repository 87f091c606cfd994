import { components } from './example-package/index.js';
import { codes } from './example-package/engine.js';
import { componentConformance } from './index.js';

const here = (name: string) => new URL(`./example-package/${name}`, import.meta.url);

componentConformance(
  { components, codes },
  {
    name: '@my-lab/examples',
    module: here('index.ts'),
    engine: here('engine.ts'),
    options: { scale: [2, { by: 0.5 }] },
    nothing: { noise: 0 },
  },
);
