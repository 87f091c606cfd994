import { percent as percentOf } from '../../words.js';

/** "p = 0.031", "p < 0.001". */
export function pWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** A share from 0 to 1: 0.95 as "95 %", 0.123 as "12.3 %". */
export function shareWords(share: number): string {
  const tenths = Math.round(1000 * share);
  return percentOf(tenths / 10, tenths % 10 === 0 ? 0 : 1);
}
