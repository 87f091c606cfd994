import { oneOf } from '../options.js';

/** Whether a family is as its paper has it for ImageNet, or fits images of some 28 x 28. @param small what it then does. */
export const imagesOption = (small: string) =>
  oneOf(['large', 'small'], `large are those of ImageNet, small those of some 28 x 28 pixels: ${small}`);
