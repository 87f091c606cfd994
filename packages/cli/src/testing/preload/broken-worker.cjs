// Makes every worker process fail as one whose library cannot be loaded.
if (process.argv[1].endsWith('worker.js')) throw new TypeError('no such library');
