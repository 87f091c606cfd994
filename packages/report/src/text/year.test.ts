import { expect, it } from 'vitest';
import { yearIn } from './year.js';

it.each([
  ['Soekhoe, van der Putten, Plaat: On the Impact of Data Set Size. IDA 2016, LNCS 9897, pp. 50-60', 2016],
  ['Srivastava et al.: Dropout. Journal of Machine Learning Research 15 (2014), pp. 1929-1958', 2014],
  ['Srivastava et al.: Dropout. JMLR 15(56):1929–1958, 2014.', 2014],
  ['Somebody: What 2001 Was Like. arXiv:2012.01234 (2020)', 2020],
  ['Somebody: A Talk', undefined],
])('%s', (reference, year) => {
  expect(yearIn(reference)).toBe(year);
});
