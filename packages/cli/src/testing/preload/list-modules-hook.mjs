import { appendFileSync } from 'node:fs';

let file;
export const initialize = (data) => void (file = data.file);

export async function load(url, context, next) {
  appendFileSync(file, `loaded: ${url}\n`);
  return next(url, context);
}
