import { inks, sizeColours } from '../charts/theme.js';

/** Custom properties for every colour, light and dark; print is always light. */
export function themeStyle(sizes: number): string {
  const declarations = (mode: 'light' | 'dark') =>
    [
      ...Object.entries(inks).map(([name, value]) => `--${name}: ${value[mode]};`),
      ...sizeColours(sizes, mode).map((value, index) => `--size-${index}: ${value};`),
    ].join(' ');
  return [
    `:root { color-scheme: light dark; ${declarations('light')} }`,
    `@media screen and (prefers-color-scheme: dark) { :root { ${declarations('dark')} } }`,
    '',
  ].join('\n');
}
