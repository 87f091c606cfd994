import { sharedConfig } from '../../vitest.shared.mjs';

// Those in a browser, and in other processes, are about what is around them.
export default sharedConfig('report', { alone: ['src/**/*.browser.all.test.ts', 'src/render-report-elsewhere.all.test.ts'] }); // prettier-ignore
