import { z } from 'zod';

/** Far above any data set, and far below where sums and products of whole numbers stop being exact. */
export const mostImages = 100_000_000;

/** Images a class. */
export const imagesSchema = z.int().min(1).max(mostImages);
