/** Tag of each purpose whose numbers are drawn apart. */
export type Tags = Readonly<Record<string, string>>;

/**
 * The name of a stream, with the tag of its purpose: `target/order` becomes `target/order@b`. The purpose is the second
 * part of a name, after the stage, group or set that owns it; `split` has no owner.
 */
export function tagged(name: string, tags: Tags): string {
  const [owner = '', ...rest] = name.split('/');
  const [purpose = owner, ...of] = rest;
  if (!Object.hasOwn(tags, purpose)) return name;
  const marked = `${purpose}@${tags[purpose]}`;
  return rest.length === 0 ? marked : [owner, marked, ...of].join('/');
}
