/** Names by the folder at a depth (0 is the highest), in the order of the names; files that lie higher up have none. */
export function byFolder(names: readonly string[], depth: number): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const name of names) {
    const steps = name.split('/');
    const folder = steps[depth];
    if (folder === undefined || steps.length < depth + 2) continue;
    const own = folders.get(folder);
    if (own) own.push(name);
    else folders.set(folder, [name]);
  }
  return folders;
}

/**
 * The depth at which folders begin to differ: a folder that holds all images and several folders of them is no class but
 * holds the set, whatever lies beside it. The given depth where there is no such folder.
 */
export function startOf(names: readonly string[], depth = 0): number {
  for (let at = depth; byFolder(names, at).size === 1; at++) {
    if (byFolder(names, at + 1).size > 1) return at + 1;
  }
  return depth;
}
