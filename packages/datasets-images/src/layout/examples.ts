/** A list may hold a name of any length; a note is read by people. */
const shortened = (name: string) => (name.length > 200 ? `${name.slice(0, 200)}…` : name);

/** The first few of many names, and how many more there are. */
export function examplesOf(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).map(shortened).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
