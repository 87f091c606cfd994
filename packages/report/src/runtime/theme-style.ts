import { declarations } from '../charts/theme.js';

/** Custom properties for every color that a text uses, light and dark; print is always light. */
export function themeStyle(text: string): string {
  const { light, dark } = declarations(text);
  return [
    `:root { color-scheme: light dark; ${light} }`,
    `@media screen and (prefers-color-scheme: dark) { :root { ${dark} } }`,
    '',
  ].join('\n');
}
