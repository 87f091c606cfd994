/** A word of bash that means itself, whatever is in it. */
export const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

/** How often a task may start again before it gives up: a time limit too short for any progress ends so. */
const mostRestarts = 50;

/**
 * The batch script of a task: trains the pack of its array index, counted from the script's argument. Slurm warns it before
 * the time limit; it then ends the runs in progress, whose checkpoints are kept, and asks to be queued again. Slurm itself
 * queues it again after a preemption or a node's failure.
 * @param setup lines of bash of the profile.
 * @param command words that train the pack whose number is appended.
 * @param folder where each task leaves its exit code.
 */
export function taskScript(setup: readonly string[], command: readonly string[], folder: string): string {
  return `#!/bin/bash
${setup.join('\n')}
number=$(($1 + SLURM_ARRAY_TASK_ID))
ended=${quoted(folder)}/ended-$number
if [ "\${SLURM_RESTART_COUNT:-0}" -gt ${mostRestarts} ]; then
  echo "started ${mostRestarts} times without an end: is the time limit too short?" >&2
  echo 4 >"$ended"
  exit 4
fi
again() {
  kill -TERM "$child" 2>/dev/null
  wait "$child"
  echo "the time limit is near: queued again, goes on from its checkpoints"
  scontrol requeue "$SLURM_JOB_ID"
  sleep 60
}
trap again USR1
${command.map(quoted).join(' ')} "$number" &
child=$!
wait "$child"
code=$?
echo "$code" >"$ended"
exit "$code"
`;
}
