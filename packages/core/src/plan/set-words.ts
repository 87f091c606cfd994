import { list } from '../words.js';

/** What the key of a set says (`setKeyOf`), as people read it: "miniplaces (size 32)". */
export function setWords(key: string): string {
  const [plugin, ...rest] = key.split(' ') as [string, ...string[]];
  return rest.length === 0 ? plugin : `${plugin} (${optionWords(JSON.parse(rest.join(' ')))})`;
}

/** "size 32, classes bird and cat". */
function optionWords(value: unknown): string {
  if (Array.isArray(value)) return list(value.map(optionWords));
  if (value === null || typeof value !== 'object') return String(value);
  return Object.entries(value).map(([name, each]) => `${name} ${optionWords(each)}`).join(', '); // prettier-ignore
}
