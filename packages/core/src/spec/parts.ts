/** The parts of the data: what is learned from, what settings are chosen on, what is looked at once, at the end. */
export const parts = ['train', 'validation', 'test'] as const;
export type Measured = (typeof parts)[number];
