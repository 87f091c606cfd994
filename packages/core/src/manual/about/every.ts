import type { AboutFields } from './about.js';
import { aboutClaims } from './claims.js';
import { aboutFactors } from './factors.js';
import { aboutFigures } from './figures.js';
import { aboutHead } from './head.js';
import { aboutTemplate } from './template.js';

/** An example of every field, and a meaning of those whose type has none. */
export const about: AboutFields = {
  ...aboutHead,
  ...aboutTemplate,
  ...aboutFactors,
  ...aboutClaims,
  ...aboutFigures,
};
