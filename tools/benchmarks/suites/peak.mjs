/* The peak memory of a command and of the processes that it starts. */

/** For NODE_OPTIONS: every process says its peak when it ends. */
export const watched = `--import=data:text/javascript,${encodeURIComponent('process.on("exit",()=>console.error(`peak=${process.resourceUsage().maxRSS}`))')}`; // prettier-ignore

/** The largest of what processes said, MB. */
export const peakIn = (said) =>
  Math.max(...[...said.matchAll(/peak=(\d+)/g)].map(([, kilobytes]) => Number(kilobytes) / 1000));
