#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  console.error('seedbed: it is not built: npm run build [SB_NOT_BUILT]');
  process.exitCode = 4;
}
