/** Text of a program as a terminal may get it: what would move its cursor or change its colors is spelled out. */
export const printable = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n]/gu, (each) => `\\x${each.charCodeAt(0).toString(16).padStart(2, '0')}`);
