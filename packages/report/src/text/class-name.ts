/** Letters of a class that fit at the side of a matrix. */
const most = 20;

/** WordNet's number in front of a class: "n01882714 koala". */
const numbered = /^n\d{8}[\s_-]+/;

/** The word of a class alone: "koala" of "n01882714 koala, koala bear"; cut where it is long. */
function shortened(name: string): string {
  const word = (name.replace(numbered, '').split(',')[0] as string).trim() || name;
  return word.length > most ? `${word.slice(0, most - 1)}…` : word;
}

/** Labels of classes, each by its word where that tells it from the others, else in full. */
export function classLabels(names: readonly string[]): Map<string, string> {
  const words = names.map(shortened);
  return new Map(
    names.map((name, index) => {
      const word = words[index] as string;
      return [name, words.filter((each) => each === word).length === 1 ? word : name];
    }),
  );
}
